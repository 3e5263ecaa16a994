import 'reflect-metadata';
import { createClient as createSocket } from 'graphql-ws';
import { Client } from 'pg';
import { WebSocket } from 'ws';
import { MailboxService } from '@consilium/server/notifications';
import { systemActor, type EventDraft } from '@consilium/server/platform/database';
import {
  ApiClient,
  buildHospital,
  operationId,
  startTestServer,
  testPassword,
  type Persona,
  type TestEvaluation,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import { startApplication, type Application } from '../src/application';

interface Line {
  id: string;
  kind: string;
  text: string;
  path: string;
  readAt: string | null;
  evaluationReference: string;
}

const inboxQuery = `query ($first: Int, $after: String, $unreadOnly: Boolean, $locale: String) {
  unreadCount
  inbox(first: $first, after: $after, unreadOnly: $unreadOnly, locale: $locale) {
    items { id kind text path readAt evaluationReference evaluationTitle createdAt }
    endCursor } }`;
const remindLate = `mutation ($operationId: ID!, $evaluationId: ID!, $seatIds: [ID!]!) {
  remindLate(operationId: $operationId, evaluationId: $evaluationId, seatIds: $seatIds) {
    __typename ... on LateReminded { reminded tooSoon notLate } ... on Refused { code message } } }`;
const markRead = `mutation ($operationId: ID!, $ids: [ID!]!) {
  markRead(operationId: $operationId, ids: $ids) {
    __typename ... on InboxMarked { ids unread } ... on Refused { code } } }`;
const mailboxQuery = `{ mailbox { whose more mails { recipient subject body locale state } }
  mailHealth { waiting failed keptHere } }`;

describe('notifications over HTTP', () => {
  let started: TestServer;
  let application: Application;
  let owner: Client;
  let chu: TestHospital;
  let other: TestHospital;
  let file: TestEvaluation;
  const clients = new Map<string, ApiClient>();

  const as = async (persona: Persona, hospital = chu): Promise<ApiClient> => {
    const email = hospital.emails[persona];
    const known = clients.get(email);
    if (known) return known;
    const client = new ApiClient(application.url, hospital.slug);
    await client.signIn(email, testPassword);
    clients.set(email, client);
    return client;
  };
  const inbox = async (
    persona: Persona,
    variables: Record<string, unknown> = {},
    hospital = chu,
  ): Promise<{ unread: number; items: Line[]; endCursor: string | null }> => {
    const data = await (
      await as(persona, hospital)
    ).ask<{ unreadCount: number; inbox: { items: Line[]; endCursor: string | null } }>(
      inboxQuery,
      variables,
    );
    return { unread: data.unreadCount, ...data.inbox };
  };
  /** Lines about the file of this test. */
  const mine = async (persona: Persona): Promise<Line[]> =>
    (await inbox(persona, { first: 100 })).items.filter(({ path }) => path.includes(file.id));
  const record = (event: EventDraft, by: Persona | null = 'coordinator') =>
    started.server.unitOfWork.actInOrganisation(
      by === null
        ? systemActor(chu.id, 'test', 'test')
        : {
            principal: { kind: 'person', id: chu.members[by] },
            organisationId: chu.id,
            organisationFunctions: [],
            correlationId: 'test',
          },
      by === null ? 'outbox.relay' : 'inbox.mark',
      {},
      async (tx) => {
        tx.record({ evaluationId: file.id, ...event });
        return null;
      },
    );
  const due = (part: string, days: number) =>
    owner.query(
      `update part set due_on = (now() at time zone o.time_zone)::date + $2::int
         from organisation o where o.id = part.organisation_id and part.id = $1`,
      [file.parts[part], days],
    );

  beforeAll(async () => {
    started = await startTestServer();
    owner = new Client({ connectionString: started.ownerUrl });
    await owner.connect();
    chu = await buildHospital(started.ownerUrl, 'chu');
    other = await buildHospital(started.ownerUrl, 'other');
    application = await startApplication(started.server, { host: '127.0.0.1', port: 0 });
  });
  beforeEach(async () => {
    file = await chu.addEvaluation();
  });
  afterAll(async () => {
    await application?.close();
    await owner?.end();
    await started?.close();
  });

  describe('reminding who is late', () => {
    const remind = async (
      personas: Persona[],
      by: Persona = 'coordinator',
      operation = operationId(),
      hospital = chu,
    ) =>
      (
        await (
          await as(by, hospital)
        ).ask<{ remindLate: Record<string, unknown> }>(remindLate, {
          operationId: operation,
          evaluationId: file.id,
          seatIds: personas.map((name) => file.seats[name]),
        })
      ).remindLate;

    it('reaches the late ones once an hour, in inbox and mail, with the exact place', async () => {
      await due('Q01/clinician', -2);
      const operation = operationId();
      const first = await remind(['clinician', 'biomedical'], 'coordinator', operation);
      expect(first).toEqual({
        __typename: 'LateReminded',
        reminded: [file.seats.clinician],
        tooSoon: [],
        notLate: [file.seats.biomedical],
      });
      expect(await remind(['clinician', 'biomedical'], 'coordinator', operation)).toEqual(first);
      expect(await remind(['clinician'])).toMatchObject({ code: 'reminded_recently' });
      expect(await remind(['biomedical'])).toMatchObject({ code: 'nobody_late' });
      await started.deliver();
      expect(await mine('biomedical')).toEqual([]);
      const [line] = await mine('clinician');
      expect(line).toMatchObject({
        kind: 'part_reminded',
        path: `evaluations/${file.id}/answer?part=${file.parts['Q01/clinician']}`,
        readAt: null,
      });
      expect(line?.text).toMatch(/^coordinator vous relance/);
      const { rows } = await owner.query(
        'select recipient, subject, body, locale from mail where dedupe_key = $1',
        [`inbox:${line?.id}`],
      );
      expect(rows).toEqual([
        {
          recipient: chu.emails.clinician,
          subject: 'Relance\u00a0: Évaluation de test',
          locale: 'fr',
          body: expect.stringContaining(
            `http://127.0.0.1:3000/o/chu/evaluations/${file.id}/answer?part=${file.parts['Q01/clinician']}`,
          ),
        },
      ]);
    });

    it('lets one of two coordinators through', async () => {
      await due('Q01/clinician', -1);
      const results = await Promise.all([remind(['clinician']), remind(['clinician'], 'chair')]);
      expect(results.map((result) => result['__typename']).sort()).toEqual([
        'LateReminded',
        'Refused',
      ]);
    });

    it('is refused to members, hidden from other hospitals, and rests while the file is paused', async () => {
      await due('Q01/clinician', -1);
      expect(await remind(['clinician'], 'buyer')).toMatchObject({ code: 'not_permitted' });
      expect(await remind(['clinician'], 'coordinator', operationId(), other)).toMatchObject({
        code: 'not_found',
      });
      expect(await remind([])).toMatchObject({ code: 'invalid_input' });
      await owner.query('update evaluation set paused_at = now() where id = $1', [file.id]);
      expect(await remind(['clinician'])).toMatchObject({ code: 'paused' });
    });
  });

  describe('the reminders of a day', () => {
    /** The day's reminders, with those of an earlier day behind them. */
    const send = async (daysBefore = 1): Promise<number> => {
      await owner.query('delete from reminder_day where organisation_id = $1', [chu.id]);
      await owner.query(
        `insert into reminder_day select id, (now() at time zone time_zone)::date - $2::int
           from organisation where id = $1`,
        [chu.id, daysBefore],
      );
      return started.server.reminders.sendDaily(chu.id);
    };
    const kindsOf = async (persona: Persona) =>
      (await mine(persona)).map(({ kind }) => kind).filter((kind) => kind.startsWith('part_'));
    const assignedBefore = () =>
      owner.query(
        `update part_assignee a set assigned_at = now() - interval '10 days'
           from part p where p.id = a.part_id and p.evaluation_id = $1`,
        [file.id],
      );

    it('tell of parts due in three days and of late ones, each once', async () => {
      await assignedBefore();
      await due('Q01/clinician', 3);
      await due('Q02/biomedical', 4);
      await due('Q09/it_security', -1);
      await due('Q08/buyer', -2);
      await due('Q01/patient_representative', -8);
      await send();
      expect(await kindsOf('clinician')).toEqual(['part_due_soon']);
      expect(await kindsOf('biomedical')).toEqual([]);
      expect(await kindsOf('itSecurity')).toEqual(['part_overdue']);
      expect(await kindsOf('buyer')).toEqual([]);
      expect(await kindsOf('patient')).toEqual(['part_overdue']);
      await send();
      await send();
      expect(await kindsOf('clinician')).toEqual(['part_due_soon']);
      const { rows } = await owner.query(
        `select kind, count(*)::int as items, count(distinct member_id)::int as members
           from inbox_item where evaluation_id = $1 and kind like 'part_%' group by kind`,
        [file.id],
      );
      for (const { items, members } of rows) expect(items).toBe(members);
    });

    it('are written once by two workers, and once a day', async () => {
      await due('Q01/clinician', -1);
      await owner.query('delete from reminder_day where organisation_id = $1', [chu.id]);
      const both = await Promise.all([
        started.server.reminders.sendDaily(chu.id),
        started.server.reminders.sendDaily(chu.id),
      ]);
      expect(Math.min(...both)).toBe(0);
      expect(await started.server.reminders.sendDaily(chu.id)).toBe(0);
      expect(await kindsOf('clinician')).toEqual(['part_overdue']);
    });

    it('catch up after days without a worker', async () => {
      await due('Q01/clinician', -3);
      await send(1);
      expect(await kindsOf('clinician')).toEqual([]);
      await send(5);
      expect(await kindsOf('clinician')).toEqual(['part_overdue']);
    });

    it('leave paused files and fresh assignments alone', async () => {
      await due('Q01/clinician', 2);
      await send();
      expect(await kindsOf('clinician')).toEqual([]);
      await due('Q01/clinician', -1);
      await owner.query('update evaluation set paused_at = now() where id = $1', [file.id]);
      await send();
      expect(await kindsOf('clinician')).toEqual([]);
    });

    it('follow the zone of the organisation', async () => {
      // These two are never on the same calendar day.
      const [west, east] = ['Etc/GMT+12', 'Pacific/Kiritimati'];
      await due('Q01/clinician', 0);
      await owner.query(`update part set due_on = (now() at time zone $2)::date where id = $1`, [
        file.parts['Q01/clinician'],
        west,
      ]);
      const { rows } = await owner.query<{ zone: string }>(
        'select time_zone as zone from organisation where id = $1',
        [chu.id],
      );
      try {
        await owner.query('update organisation set time_zone = $2 where id = $1', [chu.id, west]);
        await send();
        expect(await kindsOf('clinician')).toEqual([]);
        await owner.query('update organisation set time_zone = $2 where id = $1', [chu.id, east]);
        await send();
        expect(await kindsOf('clinician')).toEqual(['part_overdue']);
      } finally {
        await owner.query('update organisation set time_zone = $2 where id = $1', [
          chu.id,
          rows[0]?.zone,
        ]);
      }
    });

    it('ask for declarations that are missing or have run out, once', async () => {
      await owner.query('delete from declaration where seat_id = $1', [file.seats.patient]);
      await owner.query(
        `update declaration set declared_at = now() - interval '13 months' where seat_id = $1`,
        [file.seats.dpo],
      );
      await send();
      await send();
      for (const persona of ['patient', 'dpo'] as const) {
        expect((await mine(persona)).map(({ kind, path }) => [kind, path])).toEqual([
          ['declaration_needed', `evaluations/${file.id}/interests`],
        ]);
      }
      expect(await mine('clinician2')).toEqual([]);
    });
  });

  describe('events', () => {
    const everyone: Persona[] = [
      'coordinator',
      'chair',
      'clinician',
      'clinician2',
      'itSecurity',
      'biomedical',
      'patient',
      'dpo',
      'buyer',
      'director',
    ];
    const voters: Persona[] = [
      'chair',
      'clinician',
      'clinician2',
      'itSecurity',
      'biomedical',
      'patient',
    ];
    const told = async (kind: string): Promise<Persona[]> => {
      const { rows } = await owner.query<{ member_id: string }>(
        'select member_id from inbox_item where evaluation_id = $1 and kind = $2',
        [file.id, kind],
      );
      return everyone.filter((name) => rows.some((row) => row.member_id === chu.members[name]));
    };
    const round = () => ({ kind: 'round', id: '0197b000-0000-7000-8000-00000000000a' });
    const recuse = (persona: Persona) =>
      owner.query(`update declaration set assessment = 'major' where seat_id = $1`, [
        file.seats[persona],
      ]);

    it.each<[string, string, () => EventDraft, Persona[]]>([
      [
        'part_assigned',
        'those who got parts',
        () => ({
          type: 'part.assigned',
          subject: { kind: 'evaluation', id: file.id },
          data: {
            partIds: [file.parts['Q01/clinician'], file.parts['Q02/biomedical']],
            seatIds: [file.seats.clinician, file.seats.biomedical],
          },
        }),
        ['clinician', 'biomedical'],
      ],
      [
        'part_returned',
        'those who hold the part',
        () => ({
          type: 'part.returned',
          subject: { kind: 'part', id: file.parts['Q01/clinician'] ?? null },
        }),
        ['clinician'],
      ],
      [
        'round_opened',
        'those who vote and are not recused',
        () => ({ type: 'round.opened', subject: round(), data: { n: 1 } }),
        voters.filter((name) => name !== 'patient'),
      ],
      [
        'round_closed',
        'the panel but for the recused, and not who closed it',
        () => ({ type: 'round.closed', subject: round(), data: { n: 1 } }),
        everyone.filter((name) => name !== 'patient' && name !== 'coordinator'),
      ],
      [
        'mentioned',
        'those named, but for the recused',
        () => ({
          type: 'member.mentioned',
          subject: { kind: 'thread', id: round().id },
          data: {
            questionKey: 'Q01.need.problem',
            seatIds: [file.seats.dpo, file.seats.patient, file.seats.coordinator],
          },
        }),
        ['dpo'],
      ],
      [
        'thread_assigned',
        'whoever is to answer',
        () => ({
          type: 'thread.assigned',
          subject: { kind: 'thread', id: round().id },
          data: { assignedSeat: file.seats.buyer },
        }),
        ['buyer'],
      ],
      [
        'opinion_open',
        'those who vote and are not recused',
        () => ({
          type: 'opinion.opened',
          subject: { kind: 'opinion', id: round().id },
          data: { version: 1 },
        }),
        voters.filter((name) => name !== 'patient'),
      ],
      [
        'decision_recorded',
        'every member',
        () => ({
          type: 'decision.recorded',
          subject: { kind: 'decision', id: round().id },
          data: { hash: 'ab'.repeat(32) },
        }),
        everyone,
      ],
      [
        'report_ready',
        'who asked for it',
        () => ({
          type: 'report.ready',
          subject: { kind: 'report', id: round().id },
          data: { requestedBy: chu.members.chair },
        }),
        ['chair'],
      ],
      [
        'opinion_adopted',
        'every member, the recused and the one who did it too',
        () => ({
          type: 'opinion.adopted',
          subject: { kind: 'opinion', id: round().id },
          data: { hash: 'ab'.repeat(32) },
        }),
        everyone,
      ],
    ])('%s reaches %s', async (kind, _who, event, expected) => {
      await recuse('patient');
      await record(event());
      await started.deliver();
      expect(await told(kind)).toEqual(expected);
    });

    it('say that all parts are in once, when the last one is, and again after a return', async () => {
      const submitted = (part: string) =>
        record({ type: 'part.submitted', subject: { kind: 'part', id: file.parts[part] ?? null } });
      const count = (parts: number) =>
        owner.query(
          `update evaluation_progress set parts = 2, parts_submitted = $2 where evaluation_id = $1`,
          [file.id, parts],
        );
      const lines = async () =>
        (await mine('coordinator')).filter(({ kind }) => kind === 'all_parts_in').length;
      await owner.query(
        `update part set state = 'submitted', submitted_at = now() where evaluation_id = $1`,
        [file.id],
      );
      await count(1);
      await submitted('Q01/clinician');
      await started.deliver();
      expect(await lines()).toBe(0);
      await count(2);
      await submitted('Q01/clinician');
      await submitted('Q09/it_security');
      await started.deliver();
      expect(await lines()).toBe(1);
      expect(await told('all_parts_in')).toEqual(['coordinator', 'chair']);
      await owner.query('update part set submitted_at = now() where id = $1', [
        file.parts['Q01/clinician'],
      ]);
      await submitted('Q01/clinician');
      await started.deliver();
      expect(await lines()).toBe(2);
    });

    it('come twice and tell once', async () => {
      await record({ type: 'round.opened', subject: round(), data: { n: 2 } });
      const [event] = (
        await owner.query<{ id: string }>(
          `select id from event where evaluation_id = $1 and type = 'round.opened'`,
          [file.id],
        )
      ).rows;
      await started.deliver();
      await owner.query(
        `insert into outbox_item select organisation_id, id, type, occurred_at from event where id = $1`,
        [event?.id],
      );
      await started.deliver();
      expect(await mine('patient')).toHaveLength(1);
      const { rows } = await owner.query(
        `select count(*)::int as mails from mail m join inbox_item i on m.dedupe_key = 'inbox:' || i.id
          where i.evaluation_id = $1 and m.member_id = $2`,
        [file.id, chu.members.patient],
      );
      expect(rows).toEqual([{ mails: 1 }]);
      expect((await mine('patient'))[0]?.path).toBe(`evaluations/${file.id}/rounds/2`);
    });

    it('give the hash of the sealed file to every member by mail', async () => {
      const hash = 'cd'.repeat(32);
      await record({
        type: 'opinion.adopted',
        subject: { kind: 'opinion', id: round().id },
        data: { hash },
      });
      await started.deliver();
      const { rows } = await owner.query<{ body: string }>(
        `select m.body from mail m join inbox_item i on m.dedupe_key = 'inbox:' || i.id
          where i.evaluation_id = $1`,
        [file.id],
      );
      expect(rows).toHaveLength(everyone.length);
      for (const { body } of rows) expect(body).toContain(hash);
    });
  });

  describe('the inbox', () => {
    const assigned = (persona: Persona, part: string) =>
      record({
        type: 'part.assigned',
        subject: { kind: 'evaluation', id: file.id },
        data: { partIds: [file.parts[part]], seatIds: [file.seats[persona]] },
      });

    it('is marked by its owner alone, line by line or whole', async () => {
      await assigned('buyer', 'Q08/buyer');
      await assigned('clinician', 'Q01/clinician');
      await started.deliver();
      const before = await inbox('clinician');
      const [line] = await mine('clinician');
      const mark = async (persona: Persona, ids: (string | undefined)[]) =>
        (await (await as(persona)).ask(markRead, { operationId: operationId(), ids }))['markRead'];
      expect(await mark('biomedical', [line?.id])).toMatchObject({ ids: [] });
      expect(await mark('clinician', [line?.id])).toEqual({
        __typename: 'InboxMarked',
        ids: [line?.id],
        unread: before.unread - 1,
      });
      expect(await mark('clinician', ['x'])).toMatchObject({ code: 'invalid_input' });
      expect((await mine('clinician'))[0]?.readAt).toEqual(expect.any(String));
      await (
        await as('clinician')
      ).ask(
        `mutation ($operationId: ID!) { markAllRead(operationId: $operationId) { __typename } }`,
        { operationId: operationId() },
      );
      expect((await inbox('clinician', { unreadOnly: true })).items).toEqual([]);
      expect((await inbox('clinician')).unread).toBe(0);
    });

    it('pages through everything once, unread first, in as many statements for one line as for many', async () => {
      for (const part of ['Q01/clinician', 'Q01/clinician', 'Q01/clinician', 'Q01/clinician']) {
        await assigned('clinician', part);
      }
      await started.deliver();
      const [first] = await mine('clinician');
      await (await as('clinician')).ask(markRead, { operationId: operationId(), ids: [first?.id] });
      const whole = (await inbox('clinician', { first: 100 })).items;
      const seen: Line[] = [];
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof inbox>> = await inbox('clinician', {
          first: 3,
          after,
        });
        seen.push(...page.items);
        after = page.endCursor;
      } while (after !== null);
      expect(seen).toEqual(whole);
      const unreadAgain = whole.findIndex(({ readAt }) => readAt !== null);
      expect(whole.slice(unreadAgain).every(({ readAt }) => readAt !== null)).toBe(true);

      const statements = async (count: number): Promise<number> => {
        let asked = 0;
        const query = Client.prototype.query;
        Client.prototype.query = function counted(this: Client, ...args: never[]) {
          asked += 1;
          return (query as (...all: never[]) => never).apply(this, args);
        } as typeof query;
        await inbox('clinician', { first: count });
        Client.prototype.query = query;
        return asked;
      };
      await statements(4);
      expect(await statements(4)).toBe(await statements(1));
    });

    it('speaks the language asked for, and refuses a broken cursor', async () => {
      await assigned('clinician', 'Q01/clinician');
      await started.deliver();
      const [english] = (await inbox('clinician', { locale: 'en', first: 1 })).items;
      expect(english?.text).toMatch(/^A part has been assigned to you: “/);
      const client = await as('clinician');
      for (const variables of [{ after: 'bm8' }, { first: 0 }, { first: 101 }]) {
        const { errors } = await client.send(inboxQuery, variables);
        expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT' });
      }
    });

    it('forgets files that its owner may no longer see, in lines and in the count', async () => {
      await assigned('buyer', 'Q08/buyer');
      await started.deliver();
      const before = await inbox('buyer');
      expect(await mine('buyer')).toHaveLength(1);
      await owner.query(`update seat set seated_to = '2021-01-01' where id = $1`, [
        file.seats.buyer,
      ]);
      expect(await mine('buyer')).toEqual([]);
      expect((await inbox('buyer')).unread).toBe(before.unread - 1);
    });

    it('changes live for its owner and nobody else', async () => {
      const heard = { clinician: [] as unknown[], biomedical: [] as unknown[] };
      const listeners = await Promise.all(
        (['clinician', 'biomedical'] as const).map(async (persona) => {
          const cookie = (await as(persona)).sessionCookie;
          const socket = createSocket({
            url: `${application.url.replace('http', 'ws')}/graphql`,
            connectionParams: { organisation: chu.slug },
            webSocketImpl: class extends WebSocket {
              constructor(url: string, protocols: string) {
                super(url, protocols, { headers: { cookie, origin: application.url } });
              }
            },
          });
          const stop = socket.subscribe(
            { query: 'subscription { inboxChanged { ids unread } }' },
            {
              next: ({ data }) => heard[persona].push(data?.['inboxChanged']),
              error: (error) => heard[persona].push(error),
              complete: () => undefined,
            },
          );
          return async () => {
            stop();
            await socket.dispose();
          };
        }),
      );
      await new Promise((resolve) => setTimeout(resolve, 300));
      const { unread } = await inbox('clinician');
      await assigned('clinician', 'Q01/clinician');
      await started.deliver();
      for (let tries = 0; heard.clinician.length === 0 && tries < 100; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const [line] = await mine('clinician');
      expect(heard.clinician).toEqual([{ ids: [line?.id], unread: unread + 1 }]);
      expect(heard.biomedical).toEqual([]);
      await Promise.all(listeners.map((end) => end()));
    });
  });

  describe('the mailbox', () => {
    it('is the administrator’s where there is no mail server, and hidden from members', async () => {
      await record({
        type: 'round.opened',
        subject: { kind: 'round', id: file.id },
        data: { n: 1 },
      });
      await started.deliver();
      const kept = await (await as('director')).ask<Record<string, never>>(mailboxQuery);
      expect(kept['mailbox']).toMatchObject({ whose: 'everyone' });
      expect(kept['mailHealth']).toMatchObject({ failed: 0, keptHere: true });
      const member = await (await as('clinician')).ask(mailboxQuery);
      expect(member).toEqual({ mailbox: null, mailHealth: null });
    });

    it('holds the own mails of each member in the demo', async () => {
      const { server } = started;
      const demo = { ...server.configuration, demo: true };
      const actor = {
        principal: { kind: 'person' as const, id: chu.members.clinician },
        organisationId: chu.id,
        organisationFunctions: [],
        correlationId: 'test',
      };
      const own = await server.unitOfWork.read(actor, (tx) =>
        new MailboxService(demo).mailbox(tx, 100),
      );
      expect(own).toMatchObject({ whose: 'own' });
      const recipients = 'mails' in own ? own.mails.map(({ recipient }) => recipient) : [];
      expect(new Set(recipients)).toEqual(new Set([chu.emails.clinician]));
    });
  });
});
