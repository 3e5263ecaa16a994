import { migrations } from '@consilium/server/migrations';
import { operationId, type Persona, type TestEvaluation } from '@consilium/testing';
import { variablesOf, writing } from './documents';
import { judging, type Judging } from './judging';
import { roundsRoom, voters } from './rounds-room';
import { openScene, type Answer, type Scene } from './scene';

/** What one person alone might try, so that a voice is heard twice, not at all, or by name. */
describe('one person alone, over HTTP', () => {
  let scene: Scene;
  let file: TestEvaluation;
  let room: Judging;

  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene?.close());

  const at = async (phase: 'opinion' | 'rating') => {
    file = await scene.chu.addEvaluation({ phase });
    room = judging(scene, file);
  };
  const outcomeOf = ({ __typename, code }: Answer): string => code ?? __typename;

  describe('who writes the sheet of a sitting', () => {
    const line = (seat: Persona, attendance: string, by: Persona | null = null) => ({
      seatId: file.seats[seat],
      attendance,
      representedBy: by && file.seats[by],
    });

    it.each<[string, Persona, Persona, Persona, string]>([
      ['the chair takes a member’s proxy', 'chair', 'chair', 'chair', 'own_proxy'],
      ['the chair writes another’s proxy', 'chair', 'clinician', 'chair', 'MeetingKept'],
      ['another writes the chair’s proxy', 'coordinator', 'chair', 'chair', 'MeetingKept'],
      ['the chair presides', 'chair', 'clinician', 'chair', 'MeetingKept'],
      ['the coordinator lets a member preside', 'coordinator', 'chair', 'clinician', 'MeetingKept'],
    ])('%s', async (_what, by, holder, presiding, expected) => {
      await at('opinion');
      const saved = await room.meeting(
        ['chair', 'clinician'],
        {
          presidingSeat: file.seats[presiding],
          attendance: [
            line('chair', 'present'),
            line('clinician', 'present'),
            line('patient', 'represented', holder),
          ],
        },
        by,
      );
      expect(outcomeOf(saved)).toBe(expected);
    });

    it('gives herself neither the casting vote nor, later, a proxy; what others wrote stays', async () => {
      await at('opinion');
      await scene.rows(`update seat set functions = '{coordinator}', votes = true where id = $1`, [
        file.seats.clinician,
      ]);
      const sheet = [line('chair', 'present'), line('clinician', 'present')];
      const own = { presidingSeat: file.seats.clinician, attendance: sheet };
      expect(await room.meeting([], own, 'clinician')).toMatchObject({ code: 'own_presiding' });
      const made = await room.meeting([], own, 'coordinator');
      const change = (more: Record<string, unknown>, by: Persona, baseVersion: number) =>
        room.meeting([], { ...own, meetingId: made.id, baseVersion, ...more }, by);
      const proxy = [...sheet, line('patient', 'represented', 'clinician')];
      expect(await change({ minutes: 'Suite.' }, 'clinician', 1)).toMatchObject({ version: 2 });
      expect(await change({ attendance: proxy }, 'clinician', 2)).toMatchObject({
        code: 'own_proxy',
      });
      expect(await change({ attendance: proxy }, 'coordinator', 2)).toMatchObject({ version: 3 });
      expect(await change({ attendance: proxy }, 'clinician', 3)).toMatchObject({ version: 4 });
    });
  });

  describe('a written consultation', () => {
    it('is open to a member whom the sheet calls absent', async () => {
      await at('opinion');
      const id = await room.toTheVote(
        [],
        undefined,
        {},
        {
          mode: 'written_consultation',
          attendance: [{ seatId: file.seats.patient, attendance: 'absent', representedBy: null }],
        },
      );
      expect(await room.vote('patient', id, 'against')).toMatchObject({ choice: 'against' });
      const { tally, meetings } = await room.page();
      expect(tally).toMatchObject({ against: 1, notCounted: [] });
      expect(meetings.at(-1)!.attendance).toEqual([
        { seatId: file.seats.patient, attendance: 'written' },
      ]);
    });
  });

  describe('an open vote with votes in', () => {
    it('is left by nobody in silence: not by cancelling, refusing or deciding without it', async () => {
      await at('opinion');
      const id = await room.toTheVote(['chair', 'clinician', 'itSecurity']);
      await room.vote('clinician', id, 'against');
      const cancel = (by: Persona) =>
        scene.change(by, 'movePhase', { evaluationId: file.id, move: 'cancel', reason: 'Motif' });
      for (const by of ['coordinator', 'chair', 'director'] as const) {
        expect(await cancel(by)).toMatchObject({ code: 'ballot_has_votes', details: { count: 1 } });
      }
      for (const decision of ['approved', 'refused']) {
        expect(await room.decide(decision, { reason: 'Motif' })).toMatchObject({
          code: 'ballot_has_votes',
        });
      }
      expect((await room.page()).opinion?.votes).toHaveLength(1);
      // Taken back, in the open, nothing holds the file any more.
      await scene.change('chair', 'takeOpinionBack', { evaluationId: file.id });
      expect((await room.page()).tally?.notCounted ?? []).toMatchObject([
        { because: 'taken_back' },
      ]);
      expect(await cancel('chair')).toMatchObject({ __typename: 'EvaluationSaved' });
    });
  });

  describe('a recusal', () => {
    it('is kept between two opinions, when nothing is adopted that could go back', async () => {
      await at('opinion');
      const id = await room.toTheVote(voters, 'deferred', {
        conditions: [],
        missingElements: ['Étude locale'],
      });
      for (const name of voters) await room.vote(name, id);
      await room.validate();
      expect(await room.adopt()).toMatchObject({ __typename: 'OpinionSealed' });
      const moved = await scene.change('chair', 'movePhase', {
        evaluationId: file.id,
        move: 'return_deferred',
      });
      expect(moved).toMatchObject({ __typename: 'EvaluationSaved' });
      const assessed = await scene.change('chair', 'assessInterests', {
        seatId: file.seats.patient,
        level: 'major',
        recuseFromAll: true,
        reason: 'Parts dans le capital.',
      });
      expect(outcomeOf(assessed)).not.toBe('move_not_from_here');
      expect(assessed.code).toBeUndefined();
      expect(
        await scene.rows('select found from late_recusal where evaluation_id = $1', [file.id]),
      ).toEqual([{ found: 'before_adoption' }]);
      expect(
        await scene.rows('select phase, sealed from evaluation where id = $1', [file.id]),
      ).toEqual([{ phase: 'collecting', sealed: false }]);
    });
  });

  describe('who closes an anonymous round', () => {
    const ratings = () => roundsRoom(() => ({ ...scene, file }));

    it('reads nobody’s rating by closing it early, on no page and in no report', async () => {
      await at('rating');
      const rounds = ratings();
      const [one, two, three] = scene.chu.template.statements.map(({ key }) => key);
      const opened = await rounds.open('chair', {
        attribution: 'anonymous',
        statements: [one, two, three],
      });
      const rate = (who: Persona, statement: string, value: number) =>
        rounds.cast(who, opened.id, statement, value, { comment: `Mot de ${who}` });
      await rate('patient', one!, 1);
      await rate('patient', two!, 2);
      await rate('chair', two!, 9);
      for (const who of ['patient', 'chair', 'clinician'] as const) await rate(who, three!, 5);
      expect(await rounds.close(opened.id, 'Assez.')).toMatchObject({ __typename: 'RoundChanged' });
      const [round] = (await rounds.results('chair')).rounds;
      expect(round!.withheld).toEqual([one, two]);
      expect(round!.results.statements.map(({ statement }) => statement)).toEqual([three]);
      expect(new Set(round!.comments.map(({ statement }) => statement))).toEqual(new Set([three]));
      // They are rated again, and nobody is shown what was rated before.
      await scene.rows(`update evaluation set phase = 're_rating' where id = $1`, [file.id]);
      const again = await rounds.open('chair', { attribution: 'anonymous' });
      const sheet = (await rounds.sheet('clinician', 2))!;
      expect(sheet.statements.map(({ key }) => key)).toEqual(expect.arrayContaining([one, two]));
      const before = sheet.statements.filter(({ earlier }) => earlier !== null);
      expect(before.map(({ key }) => key)).toEqual([three]);
      expect(again).toMatchObject({ __typename: 'RoundChanged' });
    });

    it('reads no rating from what moved when all others kept to theirs', async () => {
      await at('rating');
      const rounds = ratings();
      const [key] = scene.chu.template.statements.map((one) => one.key);
      const round = async (who: readonly Persona[]) => {
        const opened = await rounds.open('chair', { attribution: 'anonymous', statements: [key] });
        for (const name of who) await rounds.cast(name, opened.id, key!, 5);
        await rounds.close(opened.id, 'Assez.');
      };
      await round(voters);
      await round(voters.slice(1));
      await round(voters.slice(1));
      const movements = (await rounds.results('chair')).rounds
        .toSorted((a, b) => a.number - b.number)
        .map(({ results }) => results.statements[0]!.movement);
      expect(movements).toMatchObject([null, null, { kept: voters.length - 1 }]);
      // Nor from one that was stored before that was asked.
      await scene.rows(
        `update round_result set results = jsonb_set(results, '{statements,0,movement,left}', '1')
          where id = (select id from round where evaluation_id = $1 and number = 3)`,
        [file.id],
      );
      const third = (await rounds.results('chair')).rounds.find(({ number }) => number === 3);
      expect(third!.results.statements).toMatchObject([{ statement: key, movement: null }]);
    });

    it('was told too much by rounds of before, whose figures are taken away where two counted', async () => {
      await at('rating');
      const rounds = ratings();
      const [one, two] = scene.chu.template.statements.map(({ key }) => key);
      const opened = await rounds.open('chair', {
        attribution: 'anonymous',
        statements: [one, two],
      });
      for (const who of ['patient', 'chair', 'clinician'] as const) {
        for (const key of [one, two]) await rounds.cast(who, opened.id, key!, 5);
      }
      await rounds.close(opened.id, 'Assez.');
      const told = async () => (await rounds.results('chair')).rounds[0]!.withheld;
      expect(await told()).toEqual([]);
      // As it was kept when one of the three was recused before the closing.
      await scene.rows(
        `update round_result set results = jsonb_set(results, '{leftOut}', $2) where id = $1`,
        [opened.id, JSON.stringify([{ seat: file.seats.patient, statement: one }])],
      );
      const mended = migrations.find(({ name }) => name.startsWith('FewCounted'))!;
      await new mended().up({ query: (sql: string) => scene.rows(sql) } as never);
      expect(await told()).toEqual([one]);
    });
  });

  describe('who administers', () => {
    it('does not become the only one, whom nobody can help, by ending the other', async () => {
      const { other } = scene;
      const change = (memberId: string, functions: string[], reason: string | null = null) =>
        scene.change(
          'clinician',
          'changeMember',
          { memberId, displayName: 'Nom', profession: 'nurse', functions, active: true, reason },
          { hospital: other },
        );
      await scene.rows(`update member set functions = '{administrator}' where id = $1`, [
        other.members.clinician,
      ]);
      expect((await change(other.members.director, ['decision_maker'])).code).toBeUndefined();
      const wanted = () =>
        change(other.members.clinician, ['administrator', 'coordinator'], 'Personne d’autre.');
      expect(await wanted()).toMatchObject({ code: 'own_power' });
      const seat = {
        committeeId: other.committeeId,
        memberId: other.members.clinician,
        profession: 'nurse',
        answerRoles: ['dpo'],
        functions: [],
        votes: false,
        reason: 'Personne d’autre.',
      };
      expect(
        await scene.change('clinician', 'saveCommitteeSeat', seat, { hospital: other }),
      ).toMatchObject({ code: 'own_power' });
      const far = await other.addEvaluation();
      expect(
        await scene.change(
          'clinician',
          'grantSeat',
          {
            evaluationId: far.id,
            memberId: seat.memberId,
            profession: 'nurse',
            answerRoles: [],
            functions: ['ethics_lead'],
            votes: false,
            reason: seat.reason,
          },
          { hospital: other },
        ),
      ).toMatchObject({ code: expect.stringMatching(/^own_power/) });
      // Who has been alone for long may, with a reason.
      await scene.rows('alter table event disable trigger user');
      await scene.rows(
        `update event set occurred_at = occurred_at - interval '31 days' where type = 'member.changed'`,
      );
      await scene.rows('alter table event enable trigger user');
      // Another one who is suspended, by whomever, can be confirmed: nobody is alone beside her.
      const second = (set: string) =>
        scene.rows(`update member set ${set} where id = $1`, [other.members.director]);
      await second(`functions = '{administrator}', suspended_at = now()`);
      expect(await wanted()).toMatchObject({ code: 'own_power' });
      await second(`functions = '{decision_maker}', suspended_at = null`);
      expect((await wanted()).code).toBeUndefined();
    });
  });

  describe('who needs a second person', () => {
    it('does not choose her by proposing again until a friend is drawn', async () => {
      await at('rating');
      const rounds = roundsRoom(() => ({ ...scene, file }));
      await scene.rows(
        `update seat set functions = case when id = $2 then '{chair}'::text[] else '{}' end
          where evaluation_id = $1`,
        [file.id, file.seats.chair],
      );
      const opened = await rounds.open('chair', { attribution: 'anonymous' });
      for (const who of voters) await rounds.cast(who, opened.id, rounds.statement(), 5);
      await rounds.close(opened.id, 'Assez.');
      const propose = () =>
        scene.change('chair', 'assessInterests', {
          seatId: file.seats.patient,
          level: 'major',
          recuseFromAll: true,
          reason: 'Parts dans le capital.',
        });
      const drawn = async () =>
        (
          await scene.rows<{ drawn_seat: string }>(
            'select drawn_seat from assessment_proposal where evaluation_id = $1',
            [file.id],
          )
        ).map(({ drawn_seat }) => drawn_seat);
      for (let turn = 0; turn < 8; turn += 1) {
        expect(await propose()).toMatchObject({ waits: true });
      }
      const first = await drawn();
      expect(first).toHaveLength(8);
      expect(new Set(first).size).toBe(1);
      // Where she left, somebody else is drawn.
      await scene.rows('update seat set seated_to = current_date - 2 where id = $1', [first[0]]);
      await propose();
      expect(new Set(await drawn()).size).toBe(2);
      // Recusing her, which somebody else confirms, leaves nothing waiting for her.
      const waiting = () =>
        scene.rows<{ id: string; seat_id: string; drawn_seat: string }>(
          `select id, seat_id, drawn_seat from assessment_proposal
            where evaluation_id = $1 and state = 'waiting'`,
          [file.id],
        );
      const her = (await waiting())[0]!.drawn_seat;
      expect(
        await scene.change('chair', 'assessInterests', {
          seatId: her,
          level: 'major',
          recuseFromAll: true,
          reason: 'Parts dans le capital.',
        }),
      ).toMatchObject({ waits: true });
      const ofHer = (await waiting()).find(({ seat_id }) => seat_id === her)!;
      const confirming = voters.find((who) => file.seats[who] === ofHer.drawn_seat)!;
      const confirmed = await scene.change(confirming, 'confirmAssessment', {
        proposalId: ofHer.id,
        accept: true,
      });
      expect(confirmed.code).toBeUndefined();
      const [again, ...more] = await waiting();
      expect(more).toEqual([]);
      expect(again!.seat_id).toBe(file.seats.patient);
      expect(again!.drawn_seat).not.toBe(her);
      // Whose account is suspended answers to nobody: by the next morning somebody else is drawn.
      await scene.rows(
        `update member set suspended_at = now() where id =
          (select member_id from seat where id = $1)`,
        [again!.drawn_seat],
      );
      await scene.rows('delete from reminder_day where organisation_id = $1', [scene.chu.id]);
      await scene.started.server.reminders.sendDaily(scene.chu.id);
      const [next] = await waiting();
      expect(next!.seat_id).toBe(file.seats.patient);
      expect([her, again!.drawn_seat]).not.toContain(next!.drawn_seat);
      // Where nobody is left to be drawn it lapses, and whoever proposed it is told to make it again.
      await scene.rows('update seat set votes = false where evaluation_id = $1 and id <> $2', [
        file.id,
        next!.drawn_seat,
      ]);
      expect(
        await scene.change('chair', 'assessInterests', {
          seatId: next!.drawn_seat,
          level: 'major',
          recuseFromAll: true,
          reason: 'Parts dans le capital.',
        }),
      ).toMatchObject({ waits: false });
      expect(await waiting()).toEqual([]);
      await scene.started.deliver();
      expect(
        await scene.rows(
          `select m.display_name as name from inbox_item i join member m on m.id = i.member_id
            where i.evaluation_id = $1 and i.kind = 'assessment_lapsed'`,
          [file.id],
        ),
      ).toEqual([{ name: 'chair' }]);
      expect(await propose()).toMatchObject({ waits: false });
      await scene.rows('update member set suspended_at = null where organisation_id = $1', [
        scene.chu.id,
      ]);
    });
  });

  describe('who runs the panel', () => {
    it('hands nobody a reserved part that she does not read, and answers with no friend of hers', async () => {
      await at('opinion');
      const friend = await scene.addMember('friend');
      const seated = await scene.change('chair', 'saveSeat', {
        evaluationId: file.id,
        memberId: friend.id,
        profession: 'nurse',
        answerRoles: ['clinician'],
        functions: [],
        votes: false,
      });
      expect(seated.code).toBeUndefined();
      const [seat] = await scene.rows<{ id: string }>(
        'select id from seat where evaluation_id = $1 and member_id = $2',
        [file.id, friend.id],
      );
      const [part] = await scene.rows<{ id: string }>(
        `update part set clearance = '{"level": "roles", "roles": ["dpo"]}' where id =
           (select id from part where evaluation_id = $1 order by id limit 1) returning id`,
        [file.id],
      );
      const assign = (by: Persona, seatIds: string[]) =>
        scene.change(by, 'assignParts', {
          evaluationId: file.id,
          assignments: [{ partId: part!.id, seatIds }],
        });
      expect(await assign('chair', [seat!.id])).toMatchObject({ code: 'own_clearance' });
      expect(await assign('chair', [file.seats.chair])).toMatchObject({ code: 'own_clearance' });
      expect((await assign('chair', [file.seats.dpo])).code).toBeUndefined();
      // Who reads it gives it to whom she likes, and it may stay with them.
      expect((await assign('coordinator', [seat!.id])).code).toBeUndefined();
      expect((await assign('chair', [seat!.id, file.seats.dpo])).code).toBeUndefined();

      // Nor does a seat made for it stand for the second of two who say that a member had no influence.
      const client = await scene.signIn(friend.email);
      const declared = await client.ask<{ declareInterests: { code?: string } }>(
        `mutation ($input: DeclareInterestsInput!) { declareInterests(input: $input) {
           ... on Refused { code } } }`,
        {
          input: {
            operationId: operationId(),
            seatId: seat!.id,
            nothing: true,
            interests: [],
            confirmedAgainst: ['manufacturer', 'distributor', 'competitor'],
          },
        },
      );
      expect(declared.declareInterests.code).toBeUndefined();
      const id = await room.toTheVote(['chair', 'clinician', 'patient']);
      for (const name of ['chair', 'clinician', 'patient'] as const) await room.vote(name, id);
      await scene.change('chair', 'assessInterests', {
        seatId: file.seats.patient,
        level: 'major',
        recuseFromAll: true,
        reason: 'Parts dans le capital.',
      });
      const { answerLateRecusal } = await client.ask<{ answerLateRecusal: { code?: string } }>(
        `mutation ($input: AnswerLateRecusalInput!) { answerLateRecusal(input: $input) {
           ... on Refused { code } } }`,
        {
          input: {
            operationId: operationId(),
            lateRecusalId: (await room.page()).lateRecusals[0]!.id,
            reason: 'Aucune influence.',
          },
        },
      );
      expect(answerLateRecusal.code).toBe('not_voting');
    });

    it('as an administrator recused from a file gives and takes nothing there', async () => {
      await at('rating');
      const other = await scene.addMember('recused', ['administrator']);
      await scene.rows(
        `with s as (insert into seat (organisation_id, id, evaluation_id, member_id, profession,
             answer_roles, functions, votes, seated_from)
           values ($1, gen_random_uuid(), $2, $3, 'nurse', '{}', '{}', false, current_date - 9)
           returning id)
         insert into declaration (organisation_id, id, evaluation_id, seat_id, nothing_to_declare,
           interests, confirmed_against, declared_at, assessment, assessment_reason, assessed_at)
         select $1, gen_random_uuid(), $2, id, false, '[]', '{}', now(), 'major', 'Motif', now()
           from s`,
        [scene.chu.id, file.id, other.id],
      );
      const client = await scene.signIn(other.email);
      const act = async (name: string, input: Record<string, unknown>) =>
        (
          await client.ask<Record<string, Answer>>(
            writing(name),
            variablesOf(name, input, operationId()),
          )
        )[name]!;
      const grant = {
        evaluationId: file.id,
        memberId: scene.chu.members.buyer,
        profession: 'buyer',
        answerRoles: [],
        functions: ['chair'],
        votes: false,
        reason: 'Motif',
      };
      const vacate = { seatId: file.seats.chair, reason: 'Motif' };
      expect(await act('grantSeat', grant)).toMatchObject({ code: 'recused' });
      expect(await act('vacateSeat', vacate)).toMatchObject({ code: 'recused' });
      await scene.rows(`update seat set seated_to = current_date - 2 where member_id = $1`, [
        other.id,
      ]);
      expect(await act('vacateSeat', vacate)).toMatchObject({ code: 'recused' });
    });

    it('as an administrator who chairs a committee sets neither its rules nor who sits with her', async () => {
      const committeeId = scene.chu.committeeId;
      const member = await scene.addMember('chairs', ['administrator']);
      const seat = {
        committeeId,
        memberId: member.id,
        profession: 'physician',
        answerRoles: [],
        functions: ['chair'],
        votes: true,
      };
      const kept = await scene.administer('saveCommitteeSeat', seat);
      expect(kept.code).toBeUndefined();
      const [own] = await scene.rows<{ id: string }>(
        `update committee_seat set mandate_from = '2026-01-01' where member_id = $1 returning id`,
        [member.id],
      );
      const client = await scene.signIn(member.email);
      const act = async (name: string, input: Record<string, unknown>) =>
        (
          await client.ask<Record<string, Answer>>(
            writing(name),
            variablesOf(name, input, operationId()),
          )
        )[name]!;
      const rules = {
        committeeId,
        name: 'Commission',
        quorumShare: 0.01,
        requiredRoles: [],
        noticeDays: 0,
        rounds: true,
        pilots: true,
      };
      const friend = { ...seat, memberId: scene.chu.members.buyer, functions: [] };
      expect(await act('saveCommittee', rules)).toMatchObject({ code: 'committee_from_outside' });
      expect(await act('saveCommitteeSeat', friend)).toMatchObject({
        code: 'committee_from_outside',
      });
      // She may go.
      const gone = { ...seat, seatId: own!.id, mandateFrom: '2026-01-01', mandateTo: '2026-01-02' };
      expect((await act('saveCommitteeSeat', gone)).code).toBeUndefined();
      expect((await act('saveCommitteeSeat', friend)).code).toBeUndefined();
      // Whoever would step in for a member decides with her as well.
      const standIn = { ...friend, memberId: scene.chu.members.patient, substituteId: member.id };
      expect((await scene.administer('saveCommitteeSeat', standIn)).code).toBeUndefined();
      expect(await act('saveCommittee', rules)).toMatchObject({ code: 'committee_from_outside' });
      // Unless nobody else could change anything; herself she makes nothing of it.
      const others = await scene.rows<{ id: string }>(
        `update member set active = false where organisation_id = $1 and id <> $2
           and 'administrator' = any(functions) and active returning id`,
        [scene.chu.id, member.id],
      );
      try {
        expect((await act('saveCommittee', { ...rules, quorumShare: 0.5 })).code).toBeUndefined();
        const [stands] = await scene.rows<{ id: string }>(
          'select id from committee_seat where substitute_id = $1',
          [member.id],
        );
        expect(
          await act('saveCommitteeSeat', {
            ...standIn,
            seatId: stands!.id,
            memberId: member.id,
            substituteId: null,
            reason: 'Personne d’autre',
          }),
        ).toMatchObject({ code: 'own_power_never' });
      } finally {
        await scene.rows('update member set active = true where id = any($1)', [
          others.map(({ id }) => id),
        ]);
      }
      await scene.rows('delete from committee_seat where committee_id = $1', [committeeId]);
    });

    it('makes nobody who votes the holder of a role that the quorum asks for', async () => {
      await at('opinion');
      await scene.rows(
        `update evaluation set rules = jsonb_build_object('quorumShare', 0.5, 'noticeDays', 5,
           'rounds', true, 'pilots', true, 'requiredRoles', '["patient_representative"]'::jsonb)
          where id = $1`,
        [file.id],
      );
      const seat = (answerRoles: string[]) =>
        scene.change('coordinator', 'saveSeat', {
          evaluationId: file.id,
          memberId: scene.chu.members.clinician2,
          profession: 'radiographer',
          functions: [],
          votes: true,
          answerRoles,
        });
      expect(await seat(['clinician', 'patient_representative'])).toMatchObject({
        code: 'power_by_administrator',
      });
      expect((await seat(['clinician', 'biomedical'])).code).toBeUndefined();
    });
  });
});
