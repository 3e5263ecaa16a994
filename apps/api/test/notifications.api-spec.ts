import 'reflect-metadata';
import { Client } from 'pg';
import { type EventDraft } from '@consilium/server/platform/database';
import {
  buildHospital,
  operationId,
  startTestServer,
  type Persona,
  type TestEvaluation,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import { startApplication, type Application } from '../src/application';
import { notificationsRoom } from './notifications-room';

const remindLate = `mutation ($operationId: ID!, $evaluationId: ID!, $seatIds: [ID!]!) {
  remindLate(operationId: $operationId, evaluationId: $evaluationId, seatIds: $seatIds) {
    __typename ... on LateReminded { reminded tooSoon notLate } ... on Refused { code message } } }`;

describe('notifications over HTTP', () => {
  let started: TestServer;
  let application: Application;
  let owner: Client;
  let chu: TestHospital;
  let other: TestHospital;
  let file: TestEvaluation;
  const { as, mine, record, due } = notificationsRoom(() => ({
    started,
    application,
    owner,
    chu,
    file,
  }));

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
      // These two are never on the same calendar day; for two hours of each they are two days apart.
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
        await send(2);
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
        everyone.filter((name) => name !== 'patient'),
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
        'every member who may read it, the one who did it too',
        () => ({
          type: 'opinion.adopted',
          subject: { kind: 'opinion', id: round().id },
          data: { hash: 'ab'.repeat(32) },
        }),
        everyone.filter((name) => name !== 'patient'),
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
});
