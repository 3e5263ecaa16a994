import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import {
  ApiClient,
  freePort,
  operationId,
  startMailSink,
  type MailSink,
  type TakenMail,
} from '@consilium/testing';
import { copyOfDemo, environmentOf } from '../support/demo';
import { ProductProcess } from '../support/product-process';

describe('a worker killed in the middle of its work', () => {
  let store: Awaited<ReturnType<typeof copyOfDemo>>;
  let owner: Client;
  let sink: MailSink;
  let api: ProductProcess;
  let worker: ProductProcess;
  let camille: ApiClient;

  const value = async <T>(query: string, parameters: unknown[] = []): Promise<T | undefined> =>
    (await owner.query<{ value: T }>(query, parameters)).rows[0]?.value;
  const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await holds())) await pause(10);
  };
  const file = (phase: string) =>
    value<string>('select id as value from evaluation where phase = $1', [phase]);

  beforeAll(async () => {
    sink = await startMailSink();
    store = await copyOfDemo();
    owner = new Client({ connectionString: store.database.ownerUrl });
    await owner.connect();
    const environment = { ...environmentOf(store), SMTP_URL: sink.url };
    const port = await freePort();
    const address = { ...environment, PUBLIC_URL: `http://127.0.0.1:${port}` };
    [api, worker] = await Promise.all([
      ProductProcess.start('api', address, port),
      ProductProcess.start('worker', address),
    ]);
    camille = new ApiClient(`http://127.0.0.1:${port}`, 'val-clair');
    await camille.signIn('coordinator@demo.test', 'consilium-demo');
  });
  afterAll(async () => {
    await Promise.all([api?.kill(), worker?.kill()]);
    await owner?.end();
    await sink?.close();
    await store?.drop();
  });

  it('finishes the report it was making, once', async () => {
    const { generateReport } = await camille.ask<{ generateReport: { report: { id: string } } }>(
      `mutation ($input: GenerateReportInput!) {
        generateReport(input: $input) { ... on ReportRequested { report { id } } } }`,
      {
        input: {
          operationId: operationId(),
          evaluationId: await file('decided'),
          locale: 'en',
          version: 'panel',
        },
      },
    );
    const { id } = generateReport.report;
    await until(
      async () =>
        (await value('select state as value from report where id = $1', [id])) === 'building',
    );
    await worker.kill();
    expect(await value('select state as value from report where id = $1', [id])).toBe('building');
    await worker.startAgain();
    await until(
      async () =>
        (await value('select state as value from report where id = $1', [id])) === 'ready',
    );
    expect(
      await value(
        `select count(*)::int as value from event
         where type = 'report.ready' and data->>'reportId' = $1`,
        [id],
      ),
    ).toBe(1);
    const pdf = await fetch(`${camille.url}/api/reports/${id}.pdf?organisation=val-clair`, {
      headers: { cookie: camille.sessionCookie },
    });
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  it('sends the mails it was sending, a repeated one as the same mail', async () => {
    // The first mail is taken and never answered: whether it was sent is for nobody to know.
    let taken: (mail: TakenMail) => void = () => undefined;
    const first = new Promise<TakenMail>((resolve) => (taken = resolve));
    sink.answer = (mail) => {
      taken(mail);
      return new Promise(() => undefined);
    };
    const evaluationId = await file('collecting');
    const { evaluationOverview } = await camille.ask<{
      evaluationOverview: { late: { seatId: string }[] };
    }>('query ($id: ID!) { evaluationOverview(id: $id) { late { seatId } } }', {
      id: evaluationId,
    });
    const seatIds = evaluationOverview.late.map(({ seatId }) => seatId);
    expect(seatIds.length).toBeGreaterThan(1);
    const before = (await value<number>('select count(*)::int as value from mail')) ?? 0;
    await camille.ask(
      `mutation ($operationId: ID!, $evaluationId: ID!, $seatIds: [ID!]!) {
        remindLate(operationId: $operationId, evaluationId: $evaluationId, seatIds: $seatIds) {
          __typename } }`,
      { operationId: operationId(), evaluationId, seatIds },
    );
    const lost = await first;
    await worker.kill();
    sink.answer = () => undefined;
    // The attempts under way count as lost two minutes later; they are over for the database now.
    await owner.query('update mail set next_attempt_at = now() where sent_at is null');
    await worker.startAgain();
    await until(
      async () =>
        (await value<number>(
          'select count(*)::int as value from mail where sent_at is null or failed_at is not null',
        )) === 0,
    );
    expect(await value('select count(*)::int as value from mail')).toBe(before + seatIds.length);
    const ids = sink.taken.map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(seatIds.length);
    expect(ids.filter((id) => id === lost.messageId).length).toBeGreaterThan(1);
  });
});
