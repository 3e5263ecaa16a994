import { v7 } from 'uuid';
import type { ApiClient, TestEvaluation } from '@consilium/testing';
import { writing } from './documents';
import { openScene, type Scene } from './scene';

interface Line {
  readonly kind: string;
  readonly evaluationId: string | null;
  readonly ids: readonly string[];
  readonly heirs: readonly string[];
  readonly proposed: string | null;
}
interface Leaving {
  readonly refusal: { readonly code: string } | null;
  readonly files: readonly { readonly reference: string; readonly holdings: readonly Line[] }[];
  readonly committees: readonly Line[];
}
type Answer = { __typename: string; code?: string; details?: Record<string, unknown> };

const line = '{ kind evaluationId ids heirs proposed }';
const preview = `{ refusal { code } files { reference holdings ${line} } committees ${line} }`;

/** SQL: the day of the hospital, which is not the server's late in the evening. */
const today = `(now() at time zone 'Europe/Paris')::date`;

describe('leaving the organisation, over HTTP', () => {
  let scene: Scene;
  let file: TestEvaluation;
  let administrator: ApiClient;
  let second: ApiClient;
  let administratorId: string;

  beforeAll(async () => {
    scene = await openScene();
    const [one, other] = [
      await scene.addMember('first', ['administrator']),
      await scene.addMember('second', ['administrator']),
    ];
    administratorId = one.id;
    administrator = await scene.signIn(one.email);
    second = await scene.signIn(other.email);
  });
  afterAll(() => scene?.close());
  beforeEach(async () => {
    file = await scene.chu.addEvaluation();
  });

  /** A member with a seat of the file: who will leave. */
  const seated = async (name: string, seat: Record<string, unknown> = {}) => {
    const member = await scene.addMember(`${name}-${v7()}`);
    const values = { functions: [], votes: false, roles: ['clinician'], substitute: null, ...seat };
    const seatId = v7();
    await scene.rows(
      `insert into seat (organisation_id, id, evaluation_id, member_id, profession, answer_roles,
         functions, votes, seated_from, substitute_id)
       values ($1, $2, $3, $4, 'nurse', $5, $6, $7, '2026-01-01', $8)`,
      [
        scene.chu.id,
        seatId,
        file.id,
        member.id,
        values.roles,
        values.functions,
        values.votes,
        values.substitute,
      ],
    );
    return { ...member, seatId };
  };
  const give = (partId: string, seatId: string) =>
    scene.rows(
      `insert into part_assignee (organisation_id, part_id, seat_id, assigned_at)
       values ($1, $2, $3, now())`,
      [scene.chu.id, partId, seatId],
    );
  const read = async (memberId: string, by = administrator) =>
    (
      await by.ask<{ leaving: Leaving | null }>(
        `query ($memberId: ID!) { leaving(memberId: $memberId) ${preview} }`,
        { memberId },
      )
    ).leaving;
  /** Everything seen, with whom each kind goes to. */
  const all = (seen: Leaving, to: Record<string, string> = {}) =>
    [...seen.files.flatMap(({ holdings }) => holdings), ...seen.committees].map(
      ({ kind, evaluationId, ids }) => ({ kind, evaluationId, ids, successorId: to[kind] ?? null }),
    );
  const leave = async (
    memberId: string,
    holdings: unknown,
    { by = administrator, operationId = v7(), reason = 'Départ à la retraite' } = {},
  ): Promise<Answer> =>
    (
      await by.ask<{ leave: Answer }>(
        `mutation ($input: LeaveInput!) { leave(input: $input) {
          __typename ... on Refused { code details } ... on MemberLeft { memberId } } }`,
        { input: { operationId, memberId, reason, holdings } },
      )
    ).leave;
  /** Who hears of the file more than once: nobody, whatever one act hands to whom. */
  const toldTwice = async () => {
    await scene.started.deliver();
    return scene.rows(
      `select m.display_name as name, array_agg(i.kind order by i.kind) as kinds
        from inbox_item i join member m on m.id = i.member_id
        where i.evaluation_id = $1 group by 1 having count(*) > 1`,
      [file.id],
    );
  };
  const withoutHolder = async (by: ApiClient) =>
    (
      await by.ask<{
        withoutHolder: {
          evaluationId: string;
          seats: { displayName: string; account: string; votes: boolean }[];
          parts: number | null;
          conditions: number | null;
        }[];
      }>(
        '{ withoutHolder { evaluationId seats { displayName account votes } parts conditions } }',
        {},
      )
    ).withoutHolder.filter(({ evaluationId }) => evaluationId === file.id);
  /** How many seats of the file administrators are told to fill, as its line and its page say. */
  const toFill = async () => {
    const { filesToStaff, fileToStaff } = await administrator.ask<{
      filesToStaff: { id: string; vacant: number }[];
      fileToStaff: { vacant: number };
    }>(
      `query ($id: ID!) { filesToStaff { id vacant } fileToStaff(evaluationId: $id) { vacant } }`,
      { id: file.id },
    );
    return [filesToStaff.find(({ id }) => id === file.id)?.vacant, fileToStaff.vacant];
  };
  const told = async (kind: string) => {
    await scene.started.deliver();
    return (
      await scene.rows<{ name: string }>(
        `select m.display_name as name from inbox_item i join member m on m.id = i.member_id
          where i.evaluation_id = $1 and i.kind = $2 order by 1`,
        [file.id, kind],
      )
    ).map(({ name }) => name);
  };

  it('hands seat, parts and committee over in one act, and tells everyone concerned', async () => {
    const heir = await scene.addMember(`heir-${v7()}`);
    const leaver = await seated('leaver', { functions: ['teller'], substitute: heir.id });
    const parts = Object.values(file.parts).slice(0, 2);
    await scene.rows('delete from part_assignee where part_id = any($1)', [parts]);
    for (const part of parts) await give(part, leaver.seatId);
    const committeeSeat = v7();
    await scene.rows(
      `insert into committee_seat (organisation_id, id, committee_id, member_id, substitute_id,
         profession, answer_roles, functions, votes, mandate_from)
       values ($1, $2, $3, $4, $5, 'nurse', '{}', '{teller}', true, '2026-01-01')`,
      [scene.chu.id, committeeSeat, scene.chu.committeeId, leaver.id, heir.id],
    );

    const seen = (await read(leaver.id))!;
    expect(seen.refusal).toBeNull();
    const lines = seen.files.flatMap(({ holdings }) => holdings);
    expect(lines.map(({ kind, ids }) => [kind, ids.length])).toEqual([
      ['seat', 1],
      ['parts', 2],
    ]);
    expect(lines[0]).toMatchObject({ proposed: heir.id, ids: [leaver.seatId] });
    expect(lines[0]!.heirs).not.toContain(administratorId);
    // Parts go to who sits on the file; who takes the seat is added to them.
    expect(lines[1]!.heirs).toContain(scene.chu.members.biomedical);
    expect(lines[1]!.heirs).not.toContain(heir.id);
    expect(seen.committees).toMatchObject([{ ids: [committeeSeat], proposed: heir.id }]);

    const clinician = scene.chu.members.clinician;
    const done = await leave(
      leaver.id,
      all(seen, { seat: heir.id, parts: clinician, committee_seat: heir.id }),
    );
    expect(done).toMatchObject({ __typename: 'MemberLeft', memberId: leaver.id });

    expect(
      await scene.rows(
        `select m.id, s.functions from seat s join member m on m.id = s.member_id
          where s.evaluation_id = $1 and m.id = any($2) and s.seated_to is null`,
        [file.id, [leaver.id, heir.id]],
      ),
    ).toEqual([{ id: heir.id, functions: ['teller'] }]);
    expect(
      await scene.rows('select distinct seat_id from part_assignee where part_id = any($1)', [
        parts,
      ]),
    ).toEqual([{ seat_id: file.seats.clinician }]);
    expect(
      await scene.rows('select member_id, substitute_id from committee_seat where id = $1', [
        committeeSeat,
      ]),
    ).toEqual([{ member_id: heir.id, substitute_id: null }]);
    expect(
      await scene.rows('select active, functions from member where id = $1', [leaver.id]),
    ).toEqual([{ active: false, functions: [] }]);
    expect(
      await scene.rows('select kind, reason from panel_change where evaluation_id = $1', [file.id]),
    ).toEqual([{ kind: 'substituted', reason: 'Départ à la retraite' }]);
    expect(await told('part_assigned')).toEqual(['clinician']);
    expect(await told('holder_left')).toEqual(expect.arrayContaining(['chair', 'coordinator']));
    expect(await told('panel_changed')).toContain('patient');
    expect(await toldTwice()).toEqual([]);
    const closed = async (by: ApiClient) =>
      (
        await by.ask<{ people: { memberId: string; closed: unknown }[] }>(
          '{ people(includeInactive: true) { memberId closed { at by reason } } }',
          {},
        )
      ).people.find(({ memberId }) => memberId === leaver.id)?.closed;
    const [{ name: actor }] = (await scene.rows<{ name: string }>(
      'select display_name as name from member where id = $1',
      [administratorId],
    )) as [{ name: string }];
    for (const by of [administrator, await scene.as('coordinator')]) {
      expect(await closed(by)).toEqual({
        at: expect.stringMatching(/^20/),
        by: actor,
        reason: 'Départ à la retraite',
      });
    }
    expect(await closed(await scene.as('clinician'))).toBeNull();
    expect(
      await scene.rows(
        `select count(*)::int as n from event where type = 'member.left' and subject_id = $1`,
        [leaver.id],
      ),
    ).toEqual([{ n: 1 }]);
    expect(await withoutHolder(await scene.as('coordinator'))).toEqual([]);
  });

  it('keeps the place of a vote in the frozen electorate, and lists what nobody took', async () => {
    const leaver = await seated('voter', { votes: true });
    const part = Object.values(file.parts)[0]!;
    await scene.rows('delete from part_assignee where part_id = $1', [part]);
    await give(part, leaver.seatId);
    await scene.rows(`update evaluation set electorate_frozen_at = now() where id = $1`, [file.id]);
    await scene.rows(
      `insert into electorate_place (organisation_id, id, evaluation_id, seat_id, member_id,
         profession, answer_roles, frozen_at)
       values ($1, $2, $3, $4, $5, 'nurse', '{clinician}', now())`,
      [scene.chu.id, v7(), file.id, leaver.seatId, leaver.id],
    );
    expect(await leave(leaver.id, all((await read(leaver.id))!), { reason: ' ' })).toMatchObject({
      code: 'reason_required',
    });
    expect(await leave(leaver.id, all((await read(leaver.id))!))).toMatchObject({
      __typename: 'MemberLeft',
    });
    expect(
      await scene.rows('select seat_id from electorate_place where evaluation_id = $1', [file.id]),
    ).toEqual([{ seat_id: leaver.seatId }]);
    const seats = [
      { displayName: expect.stringMatching(/^voter/), account: 'closed', votes: true },
    ];
    expect(await withoutHolder(await scene.as('coordinator'))).toEqual([
      { evaluationId: file.id, seats, parts: 1, conditions: 0 },
    ]);
    // An administrator who does not run the file learns which seat is empty, and nothing of content.
    expect(await withoutHolder(administrator)).toEqual([
      { evaluationId: file.id, seats, parts: null, conditions: null },
    ]);
    expect(await toFill()).toEqual([1, 1]);
    expect(await withoutHolder(await scene.as('patient'))).toEqual([]);
    expect(await told('panel_changed')).toContain('patient');
    expect(await toldTwice()).toEqual([]);
  });

  it('tells who takes the seat with all that goes with it in one message', async () => {
    const heir = await scene.addMember(`heir-${v7()}`);
    const leaver = await seated('all-of-it');
    const parts = Object.values(file.parts).slice(0, 2);
    await scene.rows('delete from part_assignee where part_id = any($1)', [parts]);
    for (const part of parts) await give(part, leaver.seatId);
    await leave(leaver.id, all((await read(leaver.id))!, { seat: heir.id, parts: heir.id }));
    expect(await toldTwice()).toEqual([]);
    expect(
      await scene.rows(
        'select kind, data from inbox_item where evaluation_id = $1 and member_id = $2',
        [file.id, heir.id],
      ),
    ).toEqual([{ kind: 'holder_left', data: { takes: true } }]);
  });

  it('lists what nobody took before the electorate stands, until somebody is seated for it', async () => {
    const leaver = await seated('teller', { functions: ['teller'] });
    await leave(leaver.id, all((await read(leaver.id))!));
    expect(await withoutHolder(await scene.as('coordinator'))).toMatchObject([
      { seats: [{ displayName: expect.stringMatching(/^teller/), account: 'closed' }] },
    ]);
    expect(await toFill()).toEqual([1, 1]);
    await seated('next', { functions: ['teller'] });
    expect(await withoutHolder(await scene.as('coordinator'))).toEqual([]);
    const voter = await seated('voter', { votes: true });
    await leave(voter.id, all((await read(voter.id))!));
    const listed = async () => (await withoutHolder(administrator)).flatMap(({ seats }) => seats);
    expect(await listed()).toMatchObject([{ votes: true, account: 'closed' }]);
    const heir = await scene.addMember(`heir-${v7()}`);
    const given = await administrator.ask<{ grantSeat: Answer }>(writing('grantSeat'), {
      input: {
        operationId: v7(),
        evaluationId: file.id,
        memberId: heir.id,
        profession: 'nurse',
        answerRoles: [],
        functions: [],
        votes: true,
        reason: 'Remplace qui est parti.',
      },
    });
    expect(given.grantSeat.code).toBeUndefined();
    expect(await listed()).toEqual([]);
    expect(await toFill()).toEqual([0, 0]);
  });

  it('hands nothing to who may not have it, and nothing of it is done then', async () => {
    const leaver = await seated('judge', { votes: true, functions: ['ethics_lead'] });
    const seen = (await read(leaver.id))!;
    const [seat] = seen.files[0]!.holdings;
    expect(seat!.heirs).not.toContain(scene.chu.members.patient);
    const attempts: [string, string][] = [
      [administratorId, 'own_power'],
      [scene.chu.members.patient, 'successor_votes_already'],
      [leaver.id, 'successor_inactive'],
      [v7(), 'successor_inactive'],
    ];
    for (const [to, code] of attempts) {
      expect([code, await leave(leaver.id, all(seen, { seat: to }))]).toEqual([
        code,
        expect.objectContaining({ code }),
      ]);
    }
    await scene.rows(
      `update declaration set assessment = 'major', recused_sections = '{}' where seat_id = $1`,
      [file.seats.buyer],
    );
    expect(await leave(leaver.id, all(seen, { seat: scene.chu.members.buyer }))).toMatchObject({
      code: 'successor_recused',
    });
    // Who acts on the file does not choose who takes power over it.
    const acting = await seated('acting', { functions: ['chair'] });
    await scene.rows(`update member set functions = '{administrator}' where id = $1`, [acting.id]);
    const outsider = await scene.addMember(`outsider-${v7()}`);
    expect(
      await leave(leaver.id, all(seen, { seat: outsider.id }), {
        by: await scene.signIn(acting.email),
      }),
    ).toMatchObject({ code: 'grants_from_outside' });
    expect(await leave(leaver.id, all(seen), { by: await scene.as('coordinator') })).toMatchObject({
      code: 'not_permitted',
    });
    expect(await read(leaver.id, await scene.as('coordinator'))).toBeNull();
    expect(await scene.rows('select active from member where id = $1', [leaver.id])).toEqual([
      { active: true },
    ]);
    await scene.rows(`update member set functions = '{}' where id = $1`, [acting.id]);
  });

  it('opens no reserved part to who is not cleared for it', async () => {
    const leaver = await seated('officer', { roles: ['dpo'] });
    const part = Object.values(file.parts)[0]!;
    await scene.rows('delete from part_assignee where part_id = $1', [part]);
    await give(part, leaver.seatId);
    await scene.rows('update part set clearance = $2 where id = $1', [
      part,
      { level: 'roles', roles: ['dpo'] },
    ]);
    const seen = (await read(leaver.id))!;
    const { clinician, dpo } = scene.chu.members;
    const parts = seen.files[0]!.holdings.find(({ kind }) => kind === 'parts')!;
    expect(parts.heirs).toContain(dpo);
    expect(parts.heirs).not.toContain(clinician);
    expect(await leave(leaver.id, all(seen, { parts: clinician }))).toMatchObject({
      code: 'own_clearance',
    });
    // Who takes the seat takes what goes with it; who answers the part already keeps it.
    const heir = await scene.addMember(`heir-${v7()}`);
    expect(await leave(leaver.id, all(seen, { parts: heir.id, seat: heir.id }))).toMatchObject({
      __typename: 'MemberLeft',
    });
    await give(part, file.seats.clinician);
    const again = (await read(heir.id))!;
    expect(await leave(heir.id, all(again, { parts: clinician }))).toMatchObject({
      __typename: 'MemberLeft',
    });
  });

  it('lets nobody choose on a file that she is recused from, but leave it empty', async () => {
    const apart = await seated('apart');
    await scene.rows(`update member set functions = '{administrator}' where id = $1`, [apart.id]);
    await scene.rows(
      `insert into declaration (organisation_id, id, evaluation_id, seat_id, nothing_to_declare,
         declared_at, interests, assessment, recused_sections)
       values ($1, $2, $3, $4, false, now(), '[]', 'major', '{}')`,
      [scene.chu.id, v7(), file.id, apart.seatId],
    );
    const leaver = await seated('left-behind', { votes: true });
    const by = await scene.signIn(apart.email);
    const seen = (await read(leaver.id, by))!;
    expect(seen.files[0]!.holdings.flatMap(({ heirs }) => heirs)).toEqual([]);
    const friend = await scene.addMember(`friend-${v7()}`);
    expect(await leave(leaver.id, all(seen, { seat: friend.id }), { by })).toMatchObject({
      code: 'recused',
    });
    expect(await leave(leaver.id, all(seen), { by })).toMatchObject({ __typename: 'MemberLeft' });
    await scene.rows(`update member set functions = '{}' where id = $1`, [apart.id]);
  });

  it('lets nobody choose who sits with her on a committee', async () => {
    const leaver = await scene.addMember(`sitting-${v7()}`);
    const friend = await scene.addMember(`friend-${v7()}`);
    const seatOf = (memberId: string) => {
      const id = v7();
      return scene
        .rows(
          `insert into committee_seat (organisation_id, id, committee_id, member_id, profession,
             answer_roles, functions, votes, mandate_from)
           values ($1, $2, $3, $4, 'nurse', '{}', '{}', true, '2026-01-01')`,
          [scene.chu.id, id, scene.chu.committeeId, memberId],
        )
        .then(() => id);
    };
    await seatOf(leaver.id);
    const own = await seatOf(administratorId);
    const seen = (await read(leaver.id))!;
    expect(seen.committees).toMatchObject([{ heirs: [] }]);
    expect(await leave(leaver.id, all(seen, { committee_seat: friend.id }))).toMatchObject({
      code: 'committee_from_outside',
    });
    await scene.rows('delete from committee_seat where id = $1', [own]);
    const alone = await scene.addMember(`alone-${v7()}`);
    const untaken = await seatOf(alone.id);
    await leave(alone.id, all((await read(alone.id))!));
    // What nobody takes ends: no file begun later seats who has left.
    expect(
      await scene.rows(`select mandate_to < ${today} as ended from committee_seat where id = $1`, [
        untaken,
      ]),
    ).toEqual([{ ended: true }]);
    const empty = async () =>
      (
        await administrator.ask<{
          committees: { seats: { id: string; withoutHolder: boolean }[] }[];
        }>('{ committees { seats { id withoutHolder } } }', {})
      ).committees.flatMap(({ seats }) =>
        seats.filter(({ withoutHolder }) => withoutHolder).map(({ id }) => id),
      );
    expect(await empty()).toEqual([untaken]);
    // A mandate that had ended before she left is nobody's to fill.
    await scene.rows(`update committee_seat set mandate_to = '2026-02-01' where id = $1`, [
      untaken,
    ]);
    expect(await empty()).toEqual([]);
    await scene.rows('update committee_seat set mandate_to = null where id = $1', [untaken]);
    expect(await empty()).toEqual([untaken]);
    const newcomer = await seatOf(friend.id);
    expect(await empty()).toEqual([untaken]);
    await scene.rows(`update committee_seat set mandate_from = ${today} where id = $1`, [newcomer]);
    expect(await empty()).toEqual([]);
    // Of who left before anybody kept the day, whoever was seated since she was counts.
    await scene.rows('update member set closed_at = null where id = $1', [alone.id]);
    expect(await empty()).toEqual([]);
    await scene.rows(`update committee_seat set mandate_from = '2025-12-31' where id = $1`, [
      newcomer,
    ]);
    expect(await empty()).toEqual([untaken]);
    // Who is suspended may be confirmed tomorrow.
    await scene.rows('update member set active = true, suspended_at = now() where id = $1', [
      alone.id,
    ]);
    expect(await empty()).toEqual([]);
    await scene.rows('update member set active = false where id = $1', [alone.id]);
    await scene.rows('delete from committee_seat where id = $1', [newcomer]);
    expect((await read(leaver.id))!.committees[0]!.heirs).toContain(friend.id);
    expect(await leave(leaver.id, all(seen, { committee_seat: friend.id }))).toMatchObject({
      __typename: 'MemberLeft',
    });
  });

  it('says what changed since it was looked at, and does nothing', async () => {
    const leaver = await seated('changing');
    const seen = (await read(leaver.id))!;
    const part = Object.values(file.parts)[0]!;
    await give(part, leaver.seatId);
    const [{ reference }] = (await scene.rows<{ reference: string }>(
      'select reference from evaluation where id = $1',
      [file.id],
    )) as [{ reference: string }];
    expect(await leave(leaver.id, all(seen))).toMatchObject({
      code: 'holdings_changed',
      details: { what: reference },
    });
    const now = (await read(leaver.id))!;
    await scene.rows('delete from part_assignee where seat_id = $1', [leaver.seatId]);
    expect(await leave(leaver.id, all(now))).toMatchObject({ code: 'holdings_changed' });
    expect(await leave(leaver.id, all(seen))).toMatchObject({ __typename: 'MemberLeft' });
  });

  it('is done once: by two administrators at once, and by one who asks twice', async () => {
    const leaver = await seated('once', { functions: ['teller'] });
    const holdings = all((await read(leaver.id))!);
    const operationId = v7();
    const answers = await Promise.all([
      leave(leaver.id, holdings, { operationId }),
      leave(leaver.id, holdings, { by: second }),
    ]);
    expect(answers.map(({ code, __typename }) => code ?? __typename).sort()).toEqual([
      'MemberLeft',
      'member_inactive',
    ]);
    const winner = answers.findIndex(({ __typename }) => __typename === 'MemberLeft');
    if (winner === 0) {
      expect(await leave(leaver.id, holdings, { operationId })).toEqual(answers[0]);
    }
    expect(
      await scene.rows('select kind from panel_change where evaluation_id = $1', [file.id]),
    ).toEqual([{ kind: 'vacated' }]);
  });

  it('keeps who left as she was: changed only together with opening access again', async () => {
    const leaver = await scene.addMember(`kept-${v7()}`);
    expect(await leave(leaver.id, all((await read(leaver.id))!))).toMatchObject({
      __typename: 'MemberLeft',
    });
    const kept = () =>
      scene.rows<{ displayName: string; profession: string; functions: string[]; active: boolean }>(
        `select display_name as "displayName", profession, functions, active from member where id = $1`,
        [leaver.id],
      );
    const [before] = await kept();
    const become = (values: Record<string, unknown>) =>
      scene.change('director', 'changeMember', { memberId: leaver.id, ...before, ...values });
    for (const values of [
      { displayName: 'Une autre' },
      { profession: 'Poète' },
      { functions: ['coordinator'] },
    ]) {
      expect([values, await become(values)]).toMatchObject([values, { code: 'member_inactive' }]);
    }
    expect(await kept()).toEqual([before]);
    expect((await become({ profession: 'pharmacist', active: true })).code).toBeUndefined();
    expect(await kept()).toEqual([{ ...before, profession: 'pharmacist', active: true }]);
  });

  it('waits for a seating under way, and refuses the one that comes after', async () => {
    const leaver = await scene.addMember(`raced-${v7()}`);
    const holdings = all((await read(leaver.id))!);
    const coordinator = await scene.as('coordinator');
    const seat = coordinator.ask<{ saveSeat: Answer }>(writing('saveSeat'), {
      input: {
        operationId: v7(),
        evaluationId: file.id,
        memberId: leaver.id,
        profession: 'nurse',
        answerRoles: [],
        functions: [],
        votes: false,
      },
    });
    const [{ saveSeat }, left] = await Promise.all([seat, leave(leaver.id, holdings)]);
    // Whichever came first, nobody is seated who has left without anybody having seen it.
    expect([
      ['PanelSaved', 'holdings_changed'],
      ['member_inactive', 'MemberLeft'],
    ]).toContainEqual([saveSeat.code ?? saveSeat.__typename, left.code ?? left.__typename]);
  });

  it('passes conditions on beside the name they were adopted with, and ends proxies', async () => {
    const leaver = await seated('owner', { votes: true });
    const former = await seated('former');
    await scene.rows(`update seat set seated_to = '2026-02-01' where id = $1`, [former.seatId]);
    const [opinion, condition, meeting, older] = [v7(), v7(), v7(), v7()];
    await scene.rows(
      `insert into meeting (organisation_id, id, evaluation_id, number, mode, called_on, held_on,
         created_at) values ($1, $2, $3, 1, 'in_meeting', '2026-01-01', '2026-02-01', now())`,
      [scene.chu.id, meeting, file.id],
    );
    for (const [seat, hand] of [
      [file.seats.patient, leaver.seatId],
      [leaver.seatId, file.seats.biomedical],
    ]) {
      await scene.rows(
        `insert into meeting_attendance (organisation_id, meeting_id, seat_id, attendance,
           represented_by) values ($1, $2, $3, 'represented', $4)`,
        [scene.chu.id, meeting, seat, hand],
      );
    }
    await scene.rows(
      `insert into opinion (organisation_id, id, evaluation_id, cycle, state, outcome,
         reasons_by_question, missing_elements, failed_predicates, proposed_by, proposed_at)
       values ($1, $2, $3, 1, 'draft', 'favourable_with_conditions', '[]', '[]', '[]', $4, now())`,
      [scene.chu.id, opinion, file.id, scene.chu.members.chair],
    );
    await scene.rows(
      `insert into opinion_condition (organisation_id, id, opinion_id, position, text, owner_seat)
       values ($1, $2, $3, 1, 'Vérifier', $4), ($1, $5, $3, 2, 'Former', $6),
         ($1, $7, $3, 3, 'Mesurer', $4)`,
      [scene.chu.id, condition, opinion, leaver.seatId, older, former.seatId, v7()],
    );
    await scene.rows(`update opinion set state = 'adopted', adopted_at = now() where id = $1`, [
      opinion,
    ]);
    await scene.rows(`update evaluation set phase = 'in_use', sealed = true where id = $1`, [
      file.id,
    ]);
    const seen = (await read(leaver.id))!;
    const kinds = seen.files.flatMap(({ holdings }) => holdings).map(({ kind }) => kind);
    expect(kinds).toEqual(['seat', 'conditions', 'proxies']);
    expect(
      await leave(leaver.id, all(seen, { conditions: scene.chu.members.clinician })),
    ).toMatchObject({ __typename: 'MemberLeft' });
    expect(
      await scene.rows(
        `select c.owner_seat, k.step, k.holder_seat, k.note from opinion_condition c
           join condition_step k on k.condition_id = c.id where c.id = $1`,
        [condition],
      ),
    ).toEqual([
      {
        owner_seat: leaver.seatId,
        step: 'handed_over',
        holder_seat: file.seats.clinician,
        note: 'Départ à la retraite',
      },
    ]);
    expect(
      await scene.rows('select seat_id from meeting_attendance where meeting_id = $1', [meeting]),
    ).toEqual([]);
    expect(await told('condition_handed_over')).toEqual(['clinician']);
    expect(await told('proxy_voided')).toEqual(['biomedical', 'patient']);
    expect(await toldTwice()).toEqual([]);
    expect(
      await scene.rows(
        `select data from inbox_item where evaluation_id = $1 and kind = 'condition_handed_over'`,
        [file.id],
      ),
    ).toEqual([{ data: { count: 2 } }]);
    expect(
      await scene.rows(
        `select distinct data->>'because' as because from inbox_item
          where evaluation_id = $1 and kind = 'proxy_voided'`,
        [file.id],
      ),
    ).toEqual([{ because: 'left' }]);
    // Conditions stayed with a seat that had ended: they are handed over all the same.
    const left = (await read(former.id))!;
    expect(left.files.flatMap(({ holdings }) => holdings)).toMatchObject([
      {
        kind: 'conditions',
        ids: [older],
        heirs: expect.arrayContaining([scene.chu.members.buyer]),
      },
    ]);
    await leave(former.id, all(left, { conditions: scene.chu.members.buyer }));
    expect(
      await scene.rows('select holder_seat from condition_step where condition_id = $1', [older]),
    ).toEqual([{ holder_seat: file.seats.buyer }]);
  });

  it('makes nobody the only administrator, whom nobody can help, by closing the others', async () => {
    const rival = await scene.addMember(`rival-${v7()}`, ['administrator']);
    const alone = await scene.addMember(`alone-${v7()}`, ['administrator', 'coordinator']);
    const by = await scene.signIn(alone.email);
    const leaver = await seated('lone', { functions: ['teller'] });
    const friend = await scene.addMember(`friend-${v7()}`);
    const others = await scene.rows<{ id: string }>(
      `update member set active = false where organisation_id = $1 and id <> all($2) and active
         and 'administrator' = any(functions) returning id`,
      [scene.chu.id, [rival.id, alone.id]],
    );
    try {
      expect(await leave(rival.id, all((await read(rival.id, by))!), { by })).toMatchObject({
        __typename: 'MemberLeft',
      });
      const own = await by.ask<{ grantSeat: Answer }>(writing('grantSeat'), {
        input: {
          operationId: v7(),
          evaluationId: file.id,
          memberId: alone.id,
          profession: 'nurse',
          answerRoles: [],
          functions: ['ethics_lead'],
          votes: false,
          reason: 'Personne d’autre.',
        },
      });
      expect(own.grantSeat).toMatchObject({ code: 'own_power' });
      const seen = (await read(leaver.id, by))!;
      const toFriend = all(seen, { seat: friend.id });
      expect(seen.files[0]!.holdings[0]!.heirs).toEqual([]);
      expect(await leave(leaver.id, toFriend, { by })).toMatchObject({
        code: 'grants_from_outside',
      });
      // Who has been alone for long may hand over, though she coordinates.
      await scene.rows('alter table event disable trigger user');
      await scene.rows(
        `update event set occurred_at = occurred_at - interval '31 days' where type = 'member.left'`,
      );
      await scene.rows('alter table event enable trigger user');
      expect(await leave(leaver.id, toFriend, { by })).toMatchObject({ __typename: 'MemberLeft' });
    } finally {
      await scene.rows('update member set active = true where id = any($1)', [
        others.map(({ id }) => id),
      ]);
      await scene.rows(`update member set functions = '{}' where id = $1`, [alone.id]);
    }
  });

  it('keeps the last administrator', async () => {
    const others = await scene.rows<{ id: string }>(
      `update member set active = false where organisation_id = $1 and id <> $2 and active
         and 'administrator' = any(functions) returning id`,
      [scene.chu.id, administratorId],
    );
    try {
      const seen = (await read(administratorId))!;
      expect(seen.refusal).toEqual({ code: 'last_administrator' });
      expect(await leave(administratorId, all(seen))).toMatchObject({
        code: 'last_administrator',
      });
    } finally {
      await scene.rows('update member set active = true where id = any($1)', [
        others.map(({ id }) => id),
      ]);
    }
  });
});
