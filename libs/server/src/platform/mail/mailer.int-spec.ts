import { Client } from 'pg';
import { pino } from 'pino';
import { v7 } from 'uuid';
import {
  buildHospital,
  smtpRefusal,
  startMailSink,
  startTestServer,
  type MailSink,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import type { JobOrder } from '../queues';
import {
  attemptSeconds,
  isFinalRefusal,
  lookAgainSeconds,
  mailAttempts,
  pauseAfter,
} from './attempts';
import { makePost, queueMails, sendMail, type Post } from './mailer';

describe('sending mails', () => {
  let started: TestServer;
  let hospital: TestHospital;
  let owner: Client;
  let sink: MailSink;
  let post: Post;
  const logger = pino({ level: 'silent' });

  beforeAll(async () => {
    started = await startTestServer();
    hospital = await buildHospital(started.ownerUrl, 'mails');
    owner = new Client({ connectionString: started.ownerUrl });
    await owner.connect();
    sink = await startMailSink();
    post = makePost({ smtpUrl: sink.url, mailFrom: 'Consilium <consilium@example.test>' });
  });
  beforeEach(async () => {
    await owner.query('delete from mail');
    sink.answer = () => undefined;
  });
  afterAll(async () => {
    post?.close();
    await sink?.close();
    await owner?.end();
    await started?.close();
  });

  const write = async (attempts = 0): Promise<string> => {
    const id = v7();
    await owner.query(
      `insert into mail (organisation_id, id, dedupe_key, member_id, recipient, subject, body, locale,
         created_at, attempts)
       values ($1, $2, $3, $4, 'lecteur@example.test', 'Sujet accentué : été', 'Corps', 'fr', now(), $5)`,
      [hospital.id, id, `test:${id}`, hospital.members.clinician, attempts],
    );
    return id;
  };
  const row = async (id: string) =>
    (
      await owner.query<{
        sent: boolean;
        failed: boolean;
        attempts: number;
        wait: number;
      }>(
        `select sent_at is not null as sent, failed_at is not null as failed, attempts,
           extract(epoch from next_attempt_at - now())::float as wait from mail where id = $1`,
        [id],
      )
    ).rows[0];
  /** What the poll would queue now. */
  const claim = async (): Promise<JobOrder<'mail.send'>[]> => {
    const orders: JobOrder[] = [];
    await queueMails(started.server.dataSource, {
      demand: async (more) => void orders.push(...more),
    });
    return orders as JobOrder<'mail.send'>[];
  };
  const send = async (orders: readonly JobOrder<'mail.send'>[]): Promise<void> => {
    for (const { payload } of orders) {
      await sendMail(started.server.unitOfWork, post, logger, payload);
    }
  };

  it('takes each waiting mail once, to its reader, in words as written', async () => {
    const id = await write();
    const orders = await claim();
    expect(orders.map((order) => order.id)).toEqual([`mail-${id}-1`]);
    expect(await claim()).toEqual([]);
    await send(orders);
    await send(orders);
    const mine = sink.taken.filter(({ messageId }) => messageId === `<${id}@consilium>`);
    expect(mine).toEqual([
      expect.objectContaining({
        to: 'lecteur@example.test',
        subject: 'Sujet accentué : été',
        text: expect.stringContaining('Corps'),
      }),
    ]);
    expect(await row(id)).toMatchObject({ sent: true, failed: false, attempts: 1 });
  });

  it('tries again later when the server has no time, and notes when', async () => {
    const id = await write();
    sink.answer = () => {
      throw smtpRefusal(451);
    };
    await send(await claim());
    const waiting = await row(id);
    expect(waiting).toMatchObject({ sent: false, failed: false, attempts: 1 });
    expect(waiting?.wait).toBeGreaterThan(pauseAfter(1) / 1000 - 10);
    expect(await claim()).toEqual([]);
    await owner.query('update mail set next_attempt_at = now()');
    sink.answer = () => undefined;
    const again = await claim();
    expect(again.map((order) => order.id)).toEqual([`mail-${id}-2`]);
    await send(again);
    expect(await row(id)).toMatchObject({ sent: true, attempts: 2 });
  });

  it('gives up after the last attempt, and at once when the server will never accept it', async () => {
    const last = await write(mailAttempts - 1);
    sink.answer = () => {
      throw smtpRefusal(451);
    };
    await send(await claim());
    expect(await row(last)).toMatchObject({ sent: false, failed: true });
    const never = await write();
    sink.answer = () => {
      throw smtpRefusal(554);
    };
    await send(await claim());
    expect(await row(never)).toMatchObject({ sent: false, failed: true, attempts: 1 });
    await owner.query('update mail set next_attempt_at = now()');
    expect(await claim()).toEqual([]);
  });

  it('asks for the same attempt until one begins, whatever the queue forgets', async () => {
    const id = await write();
    const [order] = await claim();
    const wait = (await row(id))!.wait;
    expect(wait).toBeGreaterThan(lookAgainSeconds - 10);
    expect(wait).toBeLessThanOrEqual(lookAgainSeconds);
    await owner.query('update mail set next_attempt_at = now()');
    expect(await claim()).toEqual([order]);
    expect(await row(id)).toMatchObject({ attempts: 0 });
  });

  it('begins another attempt when one was lost, and counts the last lost one as failed', async () => {
    const id = await write();
    await claim();
    let during: Awaited<ReturnType<typeof row>>;
    const dying: Post = {
      send: async () => {
        during = await row(id);
        throw Object.assign(new Error('killed'), { code: 'KILLED' });
      },
      close: () => undefined,
    };
    await sendMail(started.server.unitOfWork, dying, logger, {
      organisationId: hospital.id,
      mailId: id,
      attempt: 1,
    });
    expect(during).toMatchObject({ attempts: 1 });
    expect(during!.wait).toBeGreaterThan(attemptSeconds - 10);
    await owner.query('update mail set next_attempt_at = now()');
    expect((await claim()).map((order) => order.id)).toEqual([`mail-${id}-2`]);
    await owner.query('update mail set next_attempt_at = now(), attempts = $1', [mailAttempts]);
    expect(await claim()).toEqual([]);
    expect(await row(id)).toMatchObject({ failed: true });
  });

  it('leaves mails unclaimed when the queues cannot be reached', async () => {
    const id = await write();
    const away = {
      demand: async () => {
        throw new Error('the queues are away');
      },
    };
    await expect(queueMails(started.server.dataSource, away)).rejects.toThrow('away');
    expect(await row(id)).toMatchObject({ attempts: 0 });
    expect(await claim()).toHaveLength(1);
  });

  it('lets an attempt that was overtaken end without a second mail', async () => {
    const id = await write();
    const [first] = await claim();
    await owner.query('update mail set next_attempt_at = now(), attempts = 1');
    const [second] = await claim();
    await send(second ? [second] : []);
    expect(await row(id)).toMatchObject({ sent: true, attempts: 2 });
    await owner.query('update mail set sent_at = null');
    await send(first ? [first] : []);
    expect(await row(id)).toMatchObject({ sent: false, attempts: 2 });
    expect(sink.taken.filter(({ messageId }) => messageId === `<${id}@consilium>`)).toHaveLength(1);
  });

  it('keeps mails readable when no server is configured', async () => {
    const id = await write();
    const [order] = await claim();
    const nowhere = makePost({ mailFrom: 'consilium@example.test' });
    if (order) await sendMail(started.server.unitOfWork, nowhere, logger, order.payload);
    expect(await row(id)).toMatchObject({ sent: true, failed: false });
  });

  it('reads refusals of the server as they are meant', () => {
    expect(isFinalRefusal({ code: 'EENVELOPE', responseCode: 550 })).toBe(true);
    expect(isFinalRefusal({ code: 'EENVELOPE', responseCode: 450 })).toBe(false);
    expect(isFinalRefusal({ code: 'EAUTH', responseCode: 535 })).toBe(false);
    expect(isFinalRefusal(new Error('getaddrinfo ENOTFOUND'))).toBe(false);
    expect(isFinalRefusal(null)).toBe(false);
    const pauses = Array.from({ length: mailAttempts - 1 }, (_, i) => pauseAfter(i + 1));
    expect(pauses.reduce((sum, ms) => sum + ms, 0) / 3_600_000).toBeGreaterThan(8);
    expect(Math.max(...pauses)).toBe(4 * 3_600_000);
  });
});
