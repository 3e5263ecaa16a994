import { verifyChains } from '@consilium/server/audit';
import { sealEvents } from '@consilium/server/platform/events';
import type { Persona, TestEvaluation } from '@consilium/testing';
import { evidenceRoom } from './evidence-room';
import { judging, type Judging } from './judging';
import { roundsRoom, voters } from './rounds-room';
import { openScene, type Scene } from './scene';

/**
 * A committee's work over HTTP, and then whoever owns the database: what was written down beside answers
 * and votes is vouched for as they are. The test's own file was put in without events, so that an audit
 * names it: what counts here is what an audit says more than before.
 */
describe('an audit of what was done about a file', () => {
  let scene: Scene;
  let file: TestEvaluation;
  /** A file where an administrator filled a required role before the electorate was frozen. */
  let early: TestEvaluation;
  let room: Judging;

  const done = async (by: Persona, name: string, values: Record<string, unknown>) => {
    const answer = await scene.change(by, name, values);
    if (answer.code) throw new Error(`${name}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const reason = 'Parts dans le capital.';
  const recuse = (name: Persona) =>
    done('chair', 'assessInterests', {
      seatId: file.seats[name],
      level: 'major',
      recuseFromAll: true,
      reason,
    });

  beforeAll(async () => {
    scene = await openScene();
    file = await scene.chu.addEvaluation({ phase: 'rating' });
    room = judging(scene, file);
    const rounds = roundsRoom(() => ({ ...scene, file }));
    const evaluationId = file.id;
    const round = await rounds.open('chair', { attribution: 'anonymous' });
    for (const name of voters) await rounds.cast(name, round.id, rounds.statement(), 5);
    await rounds.close(round.id, 'Fin.');
    await recuse('biomedical');
    await scene.administer('grantSeat', {
      evaluationId,
      memberId: scene.chu.members.buyer,
      profession: 'buyer',
      answerRoles: ['buyer'],
      functions: ['observer'],
      votes: false,
      reason: 'Suit le marché.',
    });
    await done('patient', 'openThread', {
      evaluationId,
      kind: 'remark',
      anchor: { kind: 'evaluation', id: evaluationId },
      body: 'Une remarque.',
    });
    await scene.rows(`update evaluation set phase = 'opinion' where id = $1`, [evaluationId]);
    const line = (name: Persona, attendance = 'present', by: Persona | null = null) => ({
      seatId: file.seats[name],
      attendance,
      representedBy: by && file.seats[by],
      note: '',
    });
    const id = await room.toTheVote(
      [],
      undefined,
      {},
      {
        attendance: [
          line('chair'),
          line('clinician'),
          line('itSecurity'),
          line('patient'),
          line('clinician2', 'represented', 'clinician'),
        ],
      },
    );
    for (const name of ['chair', 'clinician', 'itSecurity', 'patient'] as const) {
      await room.vote(name, id);
    }
    await room.vote('clinician', id, 'for', 'clinician2');
    // She voted, in a file without an anonymous rating of hers: nobody else has to confirm.
    await scene.rows('delete from rating where seat_id = $1', [file.seats.itSecurity]);
    await recuse('itSecurity');
    const [late] = (await room.page()).lateRecusals;
    for (const by of ['chair', 'clinician'] as const) {
      await done(by, 'answerLateRecusal', { lateRecusalId: late!.id, reason: 'Sans influence.' });
    }
    await room.validate();
    expect((await room.adopt()).code).toBeUndefined();
    const [condition] = (await room.page()).opinion!.conditions;
    await done('coordinator', 'handOverCondition', {
      conditionId: condition!.id,
      seatId: file.seats.patient,
      reason: 'Elle y veille.',
    });
    await done('patient', 'declareConditionMet', { conditionId: condition!.id, proof: 'Fait.' });
    await done('coordinator', 'confirmCondition', { conditionId: condition!.id, accept: true });
    const documents = evidenceRoom(() => ({
      application: scene.application,
      chu: scene.chu,
      file,
    }));
    await documents.add(await documents.as('patient'), {
      title: 'Rapport de recette',
      questionKeys: [],
      asProof: true,
    });
    early = await scene.chu.addEvaluation({ phase: 'collecting' });
    await scene.rows(
      `update evaluation set rules = '{"requiredRoles": ["buyer"]}'::jsonb where id = $1`,
      [early.id],
    );
    const filled = await scene.administer('grantSeat', {
      evaluationId: early.id,
      memberId: (await scene.addMember('filler')).id,
      profession: 'buyer',
      answerRoles: ['buyer'],
      functions: [],
      votes: true,
      forRole: 'buyer',
      reason: 'Personne ne tient ce rôle.',
    });
    expect(filled.code).toBeUndefined();
    await scene.rows(`update evaluation set phase = 'rating' where id = $1`, [early.id]);
    await roundsRoom(() => ({ ...scene, file: early })).open();
    while ((await sealEvents(scene.started.server.unitOfWork, scene.chu.id)).sealed > 0);
  });
  afterAll(() => scene?.close());

  const found = async (): Promise<string[]> => {
    const all: string[] = [];
    for await (const report of verifyChains(scene.started.server.dataSource)) {
      all.push(...report.findings.map(({ fault, thing, id }) => `${fault} ${thing} ${id}`));
    }
    return all;
  };
  /** Puts the rows of a table back as they were kept aside. */
  const putBack = async (table: string): Promise<void> => {
    const [known] = await scene.rows<{ columns: string; key: string }>(
      `select (select string_agg(format('%1$I = excluded.%1$I', a.attname), ', ') from pg_attribute a
          where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped) as columns,
        (select c.conname from pg_constraint c where c.conrelid = $1::regclass and c.contype = 'p') as key`,
      [table],
    );
    await scene.rows(
      `insert into ${table} select * from kept_aside
        on conflict on constraint "${known!.key}" do update set ${known!.columns}`,
    );
    await scene.rows(`alter table ${table} enable trigger user`);
    await scene.rows('drop table kept_aside');
  };
  /** What an audit says more once one statement was run by the owner, who then takes it back. */
  const after = async (table: string, statement: string): Promise<string[]> => {
    const before = await found();
    await scene.rows(`create table kept_aside as select * from ${table}`);
    await scene.rows(`alter table ${table} disable trigger user`);
    await scene.rows(statement, statement.includes('$1') ? [file.id] : []);
    const more = (await found()).filter((one) => !before.includes(one));
    await putBack(table);
    expect((await found()).toSorted()).toEqual(before.toSorted());
    return more.map((one) => one.split(' ').slice(0, -1).join(' '));
  };

  it('finds nothing wrong with an electorate frozen after a required role was filled', async () => {
    const [frozen] = await scene.rows<{ places: number }>(
      `select count(*)::int as places from electorate_place p join panel_change c
          on c.evaluation_id = p.evaluation_id and c.seat_id = p.seat_id where p.evaluation_id = $1`,
      [early.id],
    );
    expect(frozen).toEqual({ places: 1 });
    expect(await found()).not.toContain(`altered electorate ${early.id}`);
  });

  it('counts no change of before the electorate stood, which once said that it added a place', async () => {
    const more = await after(
      'panel_change',
      `update panel_change set kind = 'added' where evaluation_id = '${early.id}'`,
    );
    expect(more).toEqual(['altered change of the panel']);
  });

  it.each<[string, string, string]>([
    [
      'altered minutes',
      'meeting_attendance',
      `update meeting_attendance set attendance = 'absent' where attendance = 'present'`,
    ],
    [
      'altered minutes',
      'meeting_attendance',
      `update meeting_attendance set represented_by = seat_id where represented_by is not null`,
    ],
    [
      'altered minutes',
      'meeting_attendance',
      `delete from meeting_attendance where attendance = 'represented'`,
    ],
    ['altered minutes', 'meeting', `update meeting set presiding_seat = null`],
    ['altered vote', 'vote', `update vote set cast_as = 'written'`],
    ['altered vote', 'vote', `update vote set cast_roles = '{dpo}'`],
    ['altered vote', 'cancelled_vote', `update cancelled_vote set cast_as = 'written'`],
    [
      'altered figures withheld of a round',
      'round',
      `update round set withheld_statements = '{Autre}' where evaluation_id = $1`,
    ],
    [
      'altered title and readers of a document',
      'document',
      `update document set title = 'Autre' where title = 'Rapport de recette'`,
    ],
    [
      'altered title and readers of a document',
      'document',
      `update document set clearance = '{"level": "author"}'::jsonb where title = 'Rapport de recette'`,
    ],
    [
      'altered seat',
      'seat',
      `update seat set votes = true where evaluation_id = $1 and member_id =
         (select id from member where email like $$buyer@chu%$$)`,
    ],
    [
      'altered seat',
      'seat',
      `update seat set functions = '{chair}' where evaluation_id = $1 and member_id =
         (select id from member where email like $$buyer@chu%$$)`,
    ],
    ['altered vote', 'cancelled_vote', `update cancelled_vote set choice = 'against'`],
    ['deleted vote', 'cancelled_vote', `delete from cancelled_vote`],
    [
      'deleted vote',
      'vote',
      `delete from vote where seat_id = (select min(seat_id::text)::uuid from vote)`,
    ],
    [
      'altered recusal found late',
      'late_recusal',
      `update late_recusal set second_reason = 'Autre'`,
    ],
    ['deleted recusal found late', 'late_recusal', 'delete from late_recusal'],
    [
      'altered assessment proposed',
      'assessment_proposal',
      `update assessment_proposal set reason = 'Autre'`,
    ],
    ['altered change of the panel', 'panel_change', `update panel_change set reason = 'Autre'`],
    ['deleted change of the panel', 'panel_change', 'delete from panel_change'],
    [
      'altered electorate',
      'electorate_place',
      `delete from electorate_place where evaluation_id = $1 and seat_id = (select min(seat_id::text)::uuid from electorate_place where evaluation_id = $1)`,
    ],
    [
      'altered electorate',
      'electorate_place',
      `update electorate_place set frozen_at = frozen_at + interval '1 day', profession = 'x' where evaluation_id = $1`,
    ],
    [
      'altered condition',
      'opinion_condition',
      `update opinion_condition set state = 'open' where state = 'met'`,
    ],
    [
      'altered step of a condition',
      'condition_step',
      `update condition_step set note = 'Autre' where step = 'declared'`,
    ],
    [
      'altered step of a condition',
      'condition_step',
      `update condition_step k set holder_seat = (select s.id from seat s
          where s.evaluation_id = $1 and s.id <> k.holder_seat limit 1) where step = 'handed_over'`,
    ],
    [
      'deleted step of a condition',
      'condition_step',
      `delete from condition_step where step = 'confirmed'`,
    ],
    [
      'altered comment',
      'comment',
      'update comment set author_id = (select id from member where email like $$chair@chu%$$)',
    ],
    [
      'altered rating',
      'rating',
      `update rating set member_id = (select id from member where email like $$chair@chu%$$) where member_id = (select id from member where email like $$patient@chu%$$)`,
    ],
  ])('says %s: %s', async (finding, table, statement) => {
    expect(new Set(await after(table, statement))).toEqual(new Set([finding]));
  });
});
