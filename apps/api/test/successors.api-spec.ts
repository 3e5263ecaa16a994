import { Client } from 'pg';
import { v7 } from 'uuid';
import type { TestEvaluation } from '@consilium/testing';
import { reading, writing } from './documents';
import { openScene, type Scene } from './scene';

type Answer = { __typename: string; code?: string; details?: Record<string, unknown> };

/** Who takes a seat over: as what, for how long, and what may be taken over at all. */
describe('whoever takes a seat over', () => {
  let scene: Scene;
  let file: TestEvaluation;

  beforeAll(async () => {
    scene = await openScene();
    await scene.administer('markAllRead', {});
  });
  afterAll(() => scene?.close());
  beforeEach(async () => {
    file = await scene.chu.addEvaluation();
  });

  /** A radiographer's seat of the file, given until the end of June 2040. */
  const seated = async (name: string, substitute: string | null, votes = true) => {
    const member = await scene.addMember(`${name}-${v7()}`);
    const seatId = v7();
    await scene.rows(
      `insert into seat (organisation_id, id, evaluation_id, member_id, profession, answer_roles,
         functions, votes, seated_from, seated_to, substitute_id)
       values ($1, $2, $3, $4, 'radiographer', '{clinician}', '{}', $6, '2026-01-01', '2040-06-30', $5)`,
      [scene.chu.id, seatId, file.id, member.id, substitute, votes],
    );
    return { ...member, seatId };
  };
  const person = (name: string) => scene.addMember(`${name}-${v7()}`);
  const openRound = async () => {
    await scene.rows(`update evaluation set phase = 'rating' where id = $1`, [file.id]);
    expect(
      await scene.change('coordinator', 'openRound', {
        evaluationId: file.id,
        attribution: 'profession',
      }),
    ).toMatchObject({ __typename: 'RoundChanged' });
  };
  const seatOf = async (memberId: string) =>
    (
      await scene.rows<{ id: string; profession: string; seated_to: string | null }>(
        `select id, profession, seated_to::text, votes from seat
          where evaluation_id = $1 and member_id = $2`,
        [file.id, memberId],
      )
    )[0]!;
  const leave = async (memberId: string, holdings: Record<string, unknown>[]): Promise<Answer> => {
    const client = await scene.signIn('administrator@chu.test');
    return (
      await client.ask<{ leave: Answer }>(writing('leave', ''), {
        input: { operationId: v7(), memberId, reason: 'Départ', holdings },
      })
    ).leave;
  };
  const grant = (memberId: string, values: Record<string, unknown>) =>
    scene.administer(
      'grantSeat',
      {
        evaluationId: file.id,
        memberId,
        profession: 'nurse',
        answerRoles: ['clinician'],
        functions: [],
        votes: true,
        reason: 'Le siège est vacant.',
        ...values,
      },
      '... on Refused { code details }',
    );
  const panelSeat = async (seatId: string) =>
    (
      await scene.ask<{ panel: { seats: { id: string }[] } }>(
        'chair',
        'evaluation',
        { id: file.id },
        '{ panel { seats { id profession vacant elector active seatedTo } } }',
      )
    ).panel.seats.find(({ id }) => id === seatId);
  const recuse = (seatId: string) =>
    scene.rows(
      `insert into declaration (organisation_id, id, evaluation_id, seat_id, nothing_to_declare,
         declared_at, assessment, assessed_by_seat, assessed_at)
       values ($1, gen_random_uuid(), $2, $3, false, now(), 'major', $4, now())`,
      [scene.chu.id, file.id, seatId, file.seats.chair],
    );

  it('sits there as what she is herself, for as long as the mandate was given for', async () => {
    const substitute = await person('substitute');
    const { seatId } = await seated('holder', substitute.id);
    await openRound();
    await scene.administer('vacateSeat', { seatId, reason: 'Départ' });
    expect(await scene.change('coordinator', 'seatSubstitute', { seatId })).toMatchObject({
      __typename: 'PanelSaved',
    });
    const taken = await seatOf(substitute.id);
    expect(taken).toMatchObject({ profession: 'nurse', seated_to: '2040-06-30', votes: true });
    expect(await panelSeat(taken.id)).toMatchObject({ profession: 'nurse', elector: true });
    const { electorate } = await scene.snapshot(file.id);
    expect(electorate!.places.find(({ holder }) => holder.seatId === taken.id)).toMatchObject({
      frozen: { profession: 'radiographer' },
      holder: { profession: 'nurse' },
    });
  });

  it('keeps what she is on the file already, and her own mandate: no shorter, no longer', async () => {
    const { buyer, biomedical, dpo } = scene.chu.members;
    await scene.rows(`update seat set votes = false where id = any($1)`, [
      [file.seats.buyer, file.seats.biomedical, file.seats.dpo],
    ]);
    await scene.rows(`update seat set seated_to = '2039-12-31' where id = $1`, [file.seats.buyer]);
    // By the substitute: of whom the own mandate ends sooner, and of whom it has no end.
    for (const substitute of [buyer, biomedical]) {
      const { seatId } = await seated('holder', substitute);
      await scene.administer('vacateSeat', { seatId, reason: 'Départ' });
      expect(await scene.change('coordinator', 'seatSubstitute', { seatId })).toMatchObject({
        __typename: 'PanelSaved',
      });
    }
    expect(await seatOf(buyer)).toMatchObject({ profession: 'buyer', seated_to: '2039-12-31' });
    expect(await seatOf(biomedical)).toMatchObject({ seated_to: null, votes: true });
    // By a departure.
    const leaver = await seated('leaver', null);
    expect(
      await leave(leaver.id, [
        { kind: 'seat', evaluationId: file.id, ids: [leaver.seatId], successorId: dpo },
      ]),
    ).toMatchObject({ __typename: 'MemberLeft' });
    expect(await seatOf(dpo)).toMatchObject({ seated_to: null, votes: true });
    // By an administrator, who may name another day, or none.
    const ending = { profession: 'buyer', votes: true };
    await grant(buyer, { ...ending, functions: ['teller'] });
    expect(await seatOf(buyer)).toMatchObject({ seated_to: '2039-12-31' });
    await grant(buyer, { ...ending, seatedTo: null });
    expect(await seatOf(buyer)).toMatchObject({ seated_to: null });
  });

  it('lengthens no mandate of her own as an administrator', async () => {
    const holder = await seated('administering', null, false);
    await scene.rows(`update member set functions = '{administrator}' where id = $1`, [holder.id]);
    const client = await scene.signIn(holder.email);
    const own = async (values: Record<string, unknown>) =>
      (
        await client.ask<{ grantSeat: Answer }>(writing('grantSeat', ''), {
          input: {
            operationId: v7(),
            evaluationId: file.id,
            memberId: holder.id,
            profession: 'radiographer',
            answerRoles: ['clinician'],
            functions: [],
            votes: false,
            reason: 'Prolongation',
            ...values,
          },
        })
      ).grantSeat;
    for (const seatedTo of ['2040-07-01', null]) {
      expect(await own({ seatedTo })).toMatchObject({ code: 'own_power' });
    }
    expect(await own({ seatedTo: '2040-06-29' })).toMatchObject({ __typename: 'FileStaffed' });
    expect(await own({})).toMatchObject({ __typename: 'FileStaffed' });
    expect(await seatOf(holder.id)).toMatchObject({ seated_to: '2040-06-29' });
    await scene.rows(`update member set functions = '{}' where id = $1`, [holder.id]);
  });

  it('is seated while others write something that names an administrator', async () => {
    const administrators = [await person('one'), await person('other')];
    await scene.rows(`update member set functions = '{administrator}' where id = any($1)`, [
      administrators.map(({ id }) => id),
    ]);
    const second = await scene.chu.addEvaluation();
    const naming = new Client({ connectionString: scene.started.ownerUrl });
    await naming.connect();
    const seat = async (by: number, evaluationId: string) => {
      const client = await scene.signIn(administrators[by]!.email);
      const { grantSeat } = await client.ask<{ grantSeat: Answer }>(writing('grantSeat', ''), {
        input: {
          operationId: v7(),
          evaluationId,
          memberId: administrators[1 - by]!.id,
          profession: 'nurse',
          answerRoles: ['clinician'],
          functions: ['teller'],
          votes: false,
          reason: 'Il manque quelqu’un.',
        },
      });
      return grantSeat;
    };
    try {
      await naming.query('begin');
      await naming.query(
        `select 1 from member where 'administrator' = any(functions) for key share`,
      );
      // Each seats the other, at once.
      expect(await Promise.all([seat(0, file.id), seat(1, second.id)])).toEqual([
        expect.objectContaining({ __typename: 'FileStaffed' }),
        expect.objectContaining({ __typename: 'FileStaffed' }),
      ]);
      // Who acts on a file is asked whether she is the only one, and waits for no such writer either.
      expect(await seat(0, second.id)).toMatchObject({ code: 'grants_from_outside' });
    } finally {
      await naming.query('rollback');
      await naming.end();
      await scene.rows(`update member set functions = '{}' where id = any($1)`, [
        administrators.map(({ id }) => id),
      ]);
    }
  });

  it('has by leaving and by an administrator what remains of the mandate, unless a day is named', async () => {
    const [heir, other, third] = [
      await person('heir'),
      await person('other'),
      await person('third'),
    ];
    const holder = await seated('holder', null);
    const next = await seated('next', null);
    const last = await seated('last', null);
    const committeeSeat = v7();
    await scene.rows(
      `insert into committee_seat (organisation_id, id, committee_id, member_id, profession,
         answer_roles, functions, votes, mandate_from, mandate_to)
       values ($1, $2, $3, $4, 'radiographer', '{}', '{}', true, '2026-01-01', '2040-01-31')`,
      [scene.chu.id, committeeSeat, scene.chu.committeeId, holder.id],
    );
    await openRound();
    expect(
      await leave(holder.id, [
        { kind: 'seat', evaluationId: file.id, ids: [holder.seatId], successorId: heir.id },
        { kind: 'committee_seat', evaluationId: null, ids: [committeeSeat], successorId: heir.id },
      ]),
    ).toMatchObject({ __typename: 'MemberLeft' });
    expect(await seatOf(heir.id)).toMatchObject({ profession: 'nurse', seated_to: '2040-06-30' });
    expect(
      await scene.rows(
        'select member_id, profession, mandate_to::text from committee_seat where id = $1',
        [committeeSeat],
      ),
    ).toEqual([{ member_id: heir.id, profession: 'nurse', mandate_to: '2040-01-31' }]);
    for (const { seatId } of [next, last]) {
      await scene.administer('vacateSeat', { seatId, reason: 'Départ' });
    }
    await grant(other.id, { replacesSeatId: next.seatId });
    expect(await seatOf(other.id)).toMatchObject({ seated_to: '2040-06-30' });
    await grant(third.id, { replacesSeatId: last.seatId, seatedTo: '2041-01-31' });
    expect(await seatOf(third.id)).toMatchObject({ seated_to: '2041-01-31' });
    await scene.rows('delete from committee_seat where id = $1', [committeeSeat]);
  });

  it('may be who left it: she comes back to the place that nobody was given', async () => {
    const holder = await seated('holder', null);
    await openRound();
    expect(
      await leave(holder.id, [{ kind: 'seat', evaluationId: file.id, ids: [holder.seatId] }]),
    ).toMatchObject({ __typename: 'MemberLeft' });
    await scene.rows('update member set active = true where id = $1', [holder.id]);
    expect(await panelSeat(holder.seatId)).toMatchObject({ vacant: true, active: false });
    const back = { replacesSeatId: holder.seatId, profession: 'radiographer' };
    expect(await grant(holder.id, { ...back, votes: false })).toMatchObject({
      code: 'place_needs_vote',
    });
    expect(await grant(holder.id, back)).toMatchObject({ __typename: 'FileStaffed' });
    expect(await panelSeat(holder.seatId)).toMatchObject({
      vacant: false,
      active: true,
      elector: true,
      seatedTo: '2040-06-30',
    });
    const places = await scene.rows('select 1 from electorate_place where seat_id = $1', [
      holder.seatId,
    ]);
    expect(places).toHaveLength(1);
    expect(await grant(holder.id, back)).toMatchObject({ code: 'place_not_vacant' });
  });

  it('is named on a sealed file too, as long as the file goes on', async () => {
    const holder = await seated('holder', null);
    await openRound();
    await scene.rows(`update evaluation set phase = 'in_use', sealed = true where id = $1`, [
      file.id,
    ]);
    const client = await scene.signIn('administrator@chu.test');
    const listed = async () =>
      (
        await client.ask<{
          filesToStaff: { id: string; missingRoles: string[]; missingFunctions: string[] }[];
        }>(reading('filesToStaff', '{ id missingRoles missingFunctions }'), {})
      ).filesToStaff.find(({ id }) => id === file.id);
    // No quorum is to be met there: a required role without holder is nothing to see to.
    await scene.rows(`update committee set required_roles = '{dpo}' where id = $1`, [
      scene.chu.committeeId,
    ]);
    expect(await listed()).toBeUndefined();
    await scene.rows(`update evaluation set sealed = false where id = $1`, [file.id]);
    expect((await listed())?.missingRoles).toContain('dpo');
    await scene.rows(`update evaluation set sealed = true where id = $1`, [file.id]);
    expect(
      await scene.administer('vacateSeat', { seatId: holder.seatId, reason: 'Départ' }),
    ).toMatchObject({ __typename: 'FileStaffed' });
    expect(await listed()).toMatchObject({ missingRoles: [], missingFunctions: [] });
    await scene.rows(`update committee set required_roles = '{}' where id = $1`, [
      scene.chu.committeeId,
    ]);
    const [heir, chair] = [await person('heir'), await person('chair')];
    expect(await grant(heir.id, { replacesSeatId: holder.seatId })).toMatchObject({
      __typename: 'FileStaffed',
    });
    const chairing = { functions: ['chair'], votes: false, answerRoles: [] };
    expect(await grant(chair.id, chairing)).toMatchObject({ __typename: 'FileStaffed' });
    await scene.rows(`update evaluation set phase = 'closed' where id = $1`, [file.id]);
    expect(await grant(chair.id, { ...chairing, functions: ['teller'] })).toMatchObject({
      code: 'closed_file',
    });
  });

  it('is never somebody who is recused from the file', async () => {
    const substitute = await seated('substitute', null, false);
    const holder = await seated('holder', substitute.id);
    await recuse(substitute.seatId);
    await openRound();
    await scene.administer('vacateSeat', { seatId: holder.seatId, reason: 'Départ' });
    expect(
      await scene.change('coordinator', 'seatSubstitute', { seatId: holder.seatId }),
    ).toMatchObject({ code: 'successor_recused', details: { file: `T-${file.id.slice(-12)}` } });
    expect(await grant(substitute.id, { replacesSeatId: holder.seatId })).toMatchObject({
      code: 'successor_recused',
    });
    expect(await grant(substitute.id, { functions: ['teller'], votes: false })).toMatchObject({
      code: 'successor_recused',
    });
    const other = await seated('other', null);
    expect(
      await leave(other.id, [
        { kind: 'seat', evaluationId: file.id, ids: [other.seatId], successorId: substitute.id },
      ]),
    ).toMatchObject({ code: 'successor_recused', details: { file: `T-${file.id.slice(-12)}` } });
  });

  it('answers no thread that waited for the former holder: it waits for nobody in particular', async () => {
    const holders = [await seated('left', null), await seated('vacated', null)];
    const threads = await Promise.all(
      holders.map(async ({ seatId }) => {
        const id = v7();
        await scene.rows(
          `insert into thread (organisation_id, id, evaluation_id, anchor_kind, anchor_id, section_key,
             kind, state, opened_by, opened_by_seat, opened_at, assigned_seat)
           values ($1, $2, $3, 'section', 'Q01', 'Q01', 'remark', 'open', $4, $5, now(), $6)`,
          [scene.chu.id, id, file.id, scene.chu.members.chair, file.seats.chair, seatId],
        );
        return id;
      }),
    );
    const heir = await person('heir');
    const [left, vacated] = holders;
    await leave(left!.id, [
      { kind: 'seat', evaluationId: file.id, ids: [left!.seatId], successorId: heir.id },
    ]);
    await scene.administer('vacateSeat', { seatId: vacated!.seatId, reason: 'Départ' });
    expect(
      await scene.rows('select assigned_seat from thread where id = any($1)', [threads]),
    ).toEqual([{ assigned_seat: null }, { assigned_seat: null }]);
    expect(
      await scene.rows(
        `select count(*)::int as n from event where type = 'thread.assigned' and subject_id = any($1)`,
        [threads],
      ),
    ).toEqual([{ n: 2 }]);
  });

  it('is no second person drawn for an assessment: another one is drawn', async () => {
    const [drawn, next] = [await seated('drawn', null), await seated('next', null)];
    // Nobody confirms by a function, and nobody votes but these two and who is concerned.
    await scene.rows(
      `update seat set functions = case when id = $3 then '{chair}'::text[] else '{}' end,
         votes = member_id = any($2) where evaluation_id = $1`,
      [file.id, [drawn.id, next.id, scene.chu.members.patient], file.seats.chair],
    );
    await scene.rows(
      `insert into assessment_proposal (organisation_id, id, evaluation_id, seat_id, level,
         recused_sections, reason, declaration_version, proposed_by, proposed_at, drawn_seat)
       values ($1, gen_random_uuid(), $2, $3, 'major', '{}', 'Lien', 1, $4, now(), $5)`,
      [scene.chu.id, file.id, file.seats.patient, scene.chu.members.chair, drawn.seatId],
    );
    const waiting = () =>
      scene.rows(
        `select drawn_seat, proposed_by, level, reason from assessment_proposal
          where evaluation_id = $1 and state = 'waiting'`,
        [file.id],
      );
    const kept = { proposed_by: scene.chu.members.chair, level: 'major', reason: 'Lien' };
    await leave(drawn.id, [{ kind: 'seat', evaluationId: file.id, ids: [drawn.seatId] }]);
    expect(await waiting()).toEqual([{ ...kept, drawn_seat: next.seatId }]);
    await scene.started.deliver();
    expect(
      await scene.rows(
        `select count(*)::int as n from inbox_item
          where evaluation_id = $1 and kind = 'assessment_to_confirm' and member_id = $2`,
        [file.id, next.id],
      ),
    ).toEqual([{ n: 1 }]);
    // The chair proposed it: it is not hers to confirm.
    expect(
      await scene.rows(
        `select id from inbox_item
          where evaluation_id = $1 and kind = 'assessment_to_confirm' and member_id = $2`,
        [file.id, scene.chu.members.chair],
      ),
    ).toEqual([]);
    await scene.administer('vacateSeat', { seatId: next.seatId, reason: 'Départ' });
    expect(await waiting()).toEqual([]);
  });
});
