import type { Persona, TestEvaluation } from '@consilium/testing';
import { openScene, type Scene } from './scene';

const everybody = ['manufacturer', 'distributor', 'competitor'];
const link = {
  kind: 'consulting',
  party: 'manufacturer',
  with: 'Fictif SA',
  description: 'Conseil scientifique',
  fromYear: 2024,
  toYear: null,
};
const declarationFields = `{ seatId displayName mine status level recusedFromAll recusedSections
  interests { with description } assessmentReason assessedBy changedSinceAssessment mayAssess weighedBy }`;

interface Declared {
  seatId: string;
  displayName: string;
  mine: boolean;
  status: string;
  level: string | null;
  recusedFromAll: boolean;
  recusedSections: string[];
  interests: { with: string }[];
  changedSinceAssessment: boolean;
  mayAssess: boolean;
  weighedBy: string[];
}
interface Sheet {
  id: string;
  refusal: { code: string } | null;
  participation: { invited: number; finished: number } | null;
  statements: {
    key: string;
    section: string;
    refusal: { code: string } | null;
    mine: { toConfirm: boolean } | null;
  }[];
}

describe('interests, advice and phases of a file, over HTTP', () => {
  let scene: Scene;
  let file: TestEvaluation;
  const change: Scene['change'] = (...all) => scene.change(...all);

  const declare = (
    by: Persona,
    interests: readonly unknown[],
    more: Record<string, unknown> = {},
  ) =>
    change(by, 'declareInterests', {
      seatId: file.seats[by],
      nothing: interests.length === 0,
      interests,
      confirmedAgainst: everybody,
      ...more,
    });
  const assess = (
    by: Persona,
    whose: Persona,
    level: string,
    more: Record<string, unknown> = {},
    hospital = scene.chu,
  ) =>
    change(
      by,
      'assessInterests',
      { seatId: file.seats[whose], level, reason: 'Lien direct', ...more },
      { hospital },
    );
  const declarations = (by: Persona) =>
    scene.ask<Declared[]>(by, 'declarations', { evaluationId: file.id }, declarationFields);
  const sheet = (by: Persona) =>
    scene.ask<Sheet | null>(
      by,
      'ratingSheet',
      { evaluationId: file.id, number: 1 },
      `{ id refusal { code } participation { invited finished }
        statements { key section refusal { code } mine { toConfirm } } }`,
    );
  const move = (by: Persona, name: string, reason: string | null = null, hospital = scene.chu) =>
    change(by, 'movePhase', { evaluationId: file.id, move: name, reason }, { hospital });
  const phase = async () =>
    (
      await scene.rows<{ phase: string; paused: boolean }>(
        'select phase, paused_at is not null as paused from evaluation where id = $1',
        [file.id],
      )
    )[0];
  const withoutDeclarations = (...names: Persona[]) =>
    scene.rows('delete from declaration where seat_id = any($1)', [
      names.map((name) => file.seats[name]),
    ]);
  /** Whole parts handed in, as the counts beside the file say. */
  const partsIn = () =>
    scene.rows('update evaluation_progress set parts_submitted = parts where evaluation_id = $1', [
      file.id,
    ]);
  const openRound = (by: Persona = 'chair') =>
    change(by, 'openRound', { evaluationId: file.id, attribution: 'profession' });
  const rate = (by: Persona, roundId: string, statement: string, value = 7) =>
    change(by, 'castRating', { roundId, statement, value, baseVersion: 0 });
  const statementOf = (section: string) =>
    scene.chu.template.statements.find((one) => one.section === section)!.key;

  beforeAll(async () => {
    scene = await openScene();
  });
  beforeEach(async () => {
    file = await scene.chu.addEvaluation();
  });
  afterAll(() => scene?.close());

  describe('a declaration of interests', () => {
    it('is made for the own seat alone, whole, and seen by who weighs it', async () => {
      await withoutDeclarations('biomedical', 'buyer');
      expect(await declare('biomedical', [], { confirmedAgainst: ['manufacturer'] })).toMatchObject(
        { code: 'declaration_not_confirmed' },
      );
      expect(await declare('biomedical', [link], { nothing: true })).toMatchObject({
        code: 'declaration_contradictory',
      });
      expect(await declare('biomedical', [{ ...link, with: ' ' }])).toMatchObject({
        code: 'interest_incomplete',
      });
      const input = { seatId: file.seats.biomedical, nothing: true, confirmedAgainst: everybody };
      expect(await change('buyer', 'declareInterests', input)).toMatchObject({
        code: 'not_author',
      });
      expect(
        await change('biomedical', 'declareInterests', input, { hospital: scene.other }),
      ).toMatchObject({ code: 'not_found' });
      expect(await declare('biomedical', [link])).toMatchObject({ __typename: 'DeclarationSaved' });

      expect(await declarations('biomedical')).toEqual([
        expect.objectContaining({ mine: true, status: 'declared', interests: [expect.anything()] }),
      ]);
      for (const name of ['chair', 'coordinator'] as const) {
        expect(await declarations(name)).toHaveLength(10);
      }
      const missing = (await declarations('chair')).find(
        ({ displayName }) => displayName === 'buyer',
      );
      expect(missing).toMatchObject({ status: 'missing', interests: [] });
      const away = (await scene.as('coordinator', scene.other)).send(
        '{ declarations(evaluationId: "' + file.id + '") { seatId } }',
      );
      expect((await away).errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
    });

    it('is weighed by the chair or the ethics lead, never one’s own, with a reason and a scope', async () => {
      await declare('biomedical', [link]);
      expect(await assess('coordinator', 'biomedical', 'minor')).toMatchObject({
        code: 'not_permitted',
      });
      expect(await assess('chair', 'chair', 'none')).toMatchObject({ code: 'own_declaration' });
      expect(await assess('chair', 'biomedical', 'minor', { reason: ' ' })).toMatchObject({
        code: 'reason_required',
      });
      expect(await assess('chair', 'biomedical', 'major')).toMatchObject({
        code: 'recusal_without_scope',
      });
      expect(
        await assess('chair', 'biomedical', 'major', { recusedSections: ['Q99'] }),
      ).toMatchObject({ code: 'invalid_input' });
      expect(await assess('chair', 'biomedical', 'minor', {}, scene.other)).toMatchObject({
        code: 'not_found',
      });
      // Her own comes first: until it is weighed she weighs nobody's.
      await declare('chair', [link]);
      expect(await assess('chair', 'chair', 'none')).toMatchObject({ code: 'own_declaration' });
      expect(await assess('chair', 'biomedical', 'none')).toMatchObject({
        code: 'own_interest_first',
      });
      expect((await declarations('chair')).filter(({ mayAssess }) => mayAssess)).toEqual([]);
      await scene.rows(`update seat set functions = '{ethics_lead}' where id = $1`, [
        file.seats.dpo,
      ]);
      expect(await assess('dpo', 'chair', 'minor')).toMatchObject({
        __typename: 'DeclarationSaved',
      });
      expect(await assess('chair', 'biomedical', 'none')).toMatchObject({
        __typename: 'DeclarationSaved',
      });
    });

    it('of the only one who weighs is weighed by another: a decision-maker, else a member drawn', async () => {
      const seated = Object.keys(file.seats) as Persona[];
      const weighers = async () => {
        const found: Persona[] = [];
        for (const name of seated) {
          const waits = await scene.ask<
            { kind: string; person: string | null; evaluationId: string }[]
          >(name, 'whatWaits', {}, '{ kind person evaluationId }');
          const mine = waits.filter(
            (one) =>
              one.kind === 'assess' && one.person === 'chair' && one.evaluationId === file.id,
          ).length;
          const may = (await declarations(name)).filter(
            (one) => one.mayAssess && one.displayName === 'chair',
          ).length;
          expect([name, mine]).toEqual([name, may]);
          if (may > 0) found.push(name);
        }
        return found;
      };
      const grant = (name: Persona, functions: string) =>
        scene.rows('update seat set functions = $2 where id = $1', [file.seats[name], functions]);
      const named = async () => (await declarations('chair')).find(({ mine }) => mine)?.weighedBy;
      /** Who was told in the inbox, since the last time, that an interest is hers to weigh. */
      const told = async () => {
        await scene.started.deliver();
        const rows = await scene.rows<{ name: string }>(
          `with told as (delete from inbox_item
              where evaluation_id = $1 and kind = 'interest_to_weigh' returning member_id)
            select m.display_name as name from told join member m on m.id = told.member_id`,
          [file.id],
        );
        return rows.map(({ name }) => name);
      };
      await declare('chair', [link]);
      // A decision-maker on the panel comes before a draw.
      expect(await weighers()).toEqual(['director']);
      expect(await named()).toEqual(['director']);
      expect(await told()).toEqual(['director']);
      await grant('director', '{observer}');

      const [drawn, ...more] = await weighers();
      expect(more).toEqual([]);
      expect(
        await scene.rows('select votes from seat where id = $1', [file.seats[drawn!]]),
      ).toEqual([{ votes: true }]);
      expect(await named()).toEqual([drawn]);
      // Of the others she still reads nothing, and nobody else weighs; declaring anew draws nobody else.
      expect((await declarations(drawn!)).map(({ displayName }) => displayName).sort()).toEqual(
        [drawn, 'chair'].sort(),
      );
      for (const name of seated) {
        if (name === drawn) continue;
        expect(await assess(name, 'chair', 'none')).toMatchObject({
          code: name === 'chair' ? 'own_declaration' : 'not_permitted',
        });
      }
      expect(await assess(drawn!, drawn!, 'none')).toMatchObject({ code: 'not_permitted' });
      await declare('chair', [{ ...link, description: 'Autre' }]);
      expect(await weighers()).toEqual([drawn]);
      expect(await told()).toEqual([drawn]);

      // Whom the chair would rather not have weigh her, she cannot take off the file.
      expect(
        await assess('chair', drawn!, 'major', { recuseFromAll: true, reason: 'Lien' }),
      ).toMatchObject({ code: 'own_interest_first' });
      expect(await weighers()).toEqual([drawn]);

      // Who is gone or has an interest that waits weighs nothing: the next one is asked.
      await declare(drawn!, [link]);
      const [next] = await weighers();
      expect(next).not.toBe(drawn);
      expect(await assess(drawn!, 'chair', 'none')).toMatchObject({ code: 'not_permitted' });

      // An ethics lead leaves nothing to a draw.
      await grant('dpo', '{ethics_lead}');
      expect(await weighers()).toEqual(['dpo']);
      expect(await named()).toEqual([]);
      expect(await assess(next!, 'chair', 'none')).toMatchObject({ code: 'not_permitted' });
      await grant('dpo', '{}');
      expect(await assess(next!, 'chair', 'minor')).toMatchObject({
        __typename: 'DeclarationSaved',
      });
      expect((await declarations('chair')).find(({ mine }) => mine)).toMatchObject({
        status: 'assessed_minor',
        assessedBy: next,
        weighedBy: [],
      });
    });

    it('of anybody else waits for a chair or an ethics lead, whoever decides or votes', async () => {
      await declare('biomedical', [link]);
      await declare('chair', [link]);
      const others = ['director', 'coordinator', 'clinician', 'dpo'] as const;
      const nobody = async () => {
        for (const name of others) {
          expect(await assess(name, 'biomedical', 'minor')).toMatchObject({
            code: 'not_permitted',
          });
        }
        expect((await declarations('biomedical')).map(({ weighedBy }) => weighedBy)).toEqual([[]]);
        expect(
          (await declarations('director')).map(({ displayName }) => displayName),
        ).not.toContain('biomedical');
      };
      await nobody();
      // By recusing the chair whoever stands in for her gets nothing more, and learns nothing more.
      expect(await assess('director', 'chair', 'major', { recuseFromAll: true })).toMatchObject({
        __typename: 'DeclarationSaved',
      });
      await nobody();
      expect(await assess('chair', 'biomedical', 'none')).toMatchObject({ code: 'recused' });
      // Her own line names nobody to a chair who is out: it would tell who else is.
      await declare('chair', [{ ...link, description: 'Autre' }]);
      expect((await declarations('chair')).map(({ weighedBy }) => weighedBy)).toEqual([[]]);
      // The administrator is asked for a chair; whoever it is weighs.
      const line = await scene.ask<{ missingFunctions: string[] }>(
        'director',
        'fileToStaff',
        { evaluationId: file.id },
        '{ missingFunctions }',
      );
      expect(line.missingFunctions).toEqual(['chair']);
      await scene.rows(`update seat set functions = '{chair}' where id = $1`, [file.seats.dpo]);
      expect(await assess('dpo', 'biomedical', 'none')).toMatchObject({
        __typename: 'DeclarationSaved',
      });
    });

    it('does not let a major interest go by declaring anew; the new words wait for the chair', async () => {
      await declare('biomedical', [link]);
      await assess('chair', 'biomedical', 'major', { recuseFromAll: true });
      expect(await declare('biomedical', [])).toMatchObject({ __typename: 'DeclarationSaved' });
      expect(await declarations('biomedical')).toEqual([
        expect.objectContaining({
          status: 'assessed_major',
          recusedFromAll: true,
          changedSinceAssessment: true,
        }),
      ]);
      await assess('chair', 'biomedical', 'none');
      expect((await declarations('biomedical'))[0]).toMatchObject({
        status: 'assessed_none',
        recusedFromAll: false,
      });
    });

    it('takes a member recused from sections off the round until new interests are weighed', async () => {
      const waiting = async () =>
        (
          await (
            await scene.as('chair')
          ).ask<{ whatWaits: { kind: string; evaluationId: string; person: string | null }[] }>(
            '{ whatWaits { kind evaluationId person } }',
          )
        ).whatWaits.filter(
          ({ kind, evaluationId }) => kind === 'assess' && evaluationId === file.id,
        );
      await declare('biomedical', [link]);
      await assess('chair', 'biomedical', 'major', { recusedSections: ['Q03'] });
      expect((await declarations('biomedical'))[0]).toMatchObject({ status: 'assessed_major' });
      expect(await waiting()).toEqual([]);

      await declare('biomedical', [link, { ...link, with: 'Autre société' }]);
      expect((await declarations('biomedical'))[0]).toMatchObject({
        status: 'declared',
        level: 'major',
        recusedSections: ['Q03'],
      });
      expect(await waiting()).toMatchObject([{ person: 'biomedical' }]);
      const { viewerFacts } = await scene.ask<{ viewerFacts: { declared: boolean } }>(
        'biomedical',
        'evaluation',
        { id: file.id },
        '{ viewerFacts }',
      );
      expect(viewerFacts).toMatchObject({ declared: false, recused: ['Q03'] });

      await assess('chair', 'biomedical', 'major', { recusedSections: ['Q03', 'Q04'] });
      expect((await declarations('biomedical'))[0]).toMatchObject({
        status: 'assessed_major',
        recusedSections: ['Q03', 'Q04'],
      });
      expect(await waiting()).toEqual([]);
    });
  });

  describe('a recused or undeclared member', () => {
    it('is out of everything but the own declaration, and the round closes without', async () => {
      const part = file.parts['Q03/biomedical'] ?? Object.values(file.parts)[0]!;
      await declare('biomedical', [link]);
      await assess('chair', 'biomedical', 'major', { recuseFromAll: true });
      await withoutDeclarations('clinician2');
      const question = scene.chu.template.questions.find(
        ({ section, roles }) => `${section}/${roles[0]}` === 'Q03/biomedical',
      );
      expect(
        await change('biomedical', 'saveAnswer', {
          partId: part,
          questionKey: question?.key ?? 'Q03.none',
          baseVersion: 0,
          state: 'unknown',
        }),
      ).toMatchObject({ code: 'recused' });
      expect(
        await change('biomedical', 'openThread', {
          evaluationId: file.id,
          anchor: { kind: 'evaluation', id: file.id },
          kind: 'remark',
          body: 'Un mot',
        }),
      ).toMatchObject({ code: 'recused' });
      await scene.rows(`update evaluation set phase = 'rating' where id = $1`, [file.id]);
      const round = await openRound();
      const statement = statementOf('Q01');
      expect(await rate('biomedical', round.id, statement)).toMatchObject({ code: 'recused' });
      expect(await rate('clinician2', round.id, statement)).toMatchObject({ code: 'not_declared' });
      expect((await sheet('chair'))!.participation).toEqual({ invited: 5, finished: 0 });
      expect(await declare('biomedical', [link, link])).toMatchObject({
        __typename: 'DeclarationSaved',
      });
      for (const name of ['chair', 'clinician', 'itSecurity', 'patient'] as const) {
        for (const one of (await sheet(name))!.statements) await rate(name, round.id, one.key);
      }
      expect((await sheet('chair'))!.participation).toEqual({ invited: 5, finished: 4 });
      // Nobody is awaited: it closes without a reason.
      expect(await change('chair', 'closeRound', { roundId: round.id })).toMatchObject({
        __typename: 'RoundChanged',
      });
    });

    it('recused from sections only, works on the others', async () => {
      await declare('biomedical', [link]);
      await assess('chair', 'biomedical', 'major', { recusedSections: ['Q01'] });
      await scene.rows(`update evaluation set phase = 'rating' where id = $1`, [file.id]);
      const round = await openRound();
      expect(await rate('biomedical', round.id, statementOf('Q01'))).toMatchObject({
        code: 'recused',
      });
      expect(await rate('biomedical', round.id, statementOf('Q02'))).toMatchObject({
        __typename: 'RatingKept',
      });
      const own = (await sheet('biomedical'))!;
      expect(own.refusal).toBeNull();
      for (const { section, refusal } of own.statements) {
        expect(refusal?.code).toBe(section === 'Q01' ? 'recused' : undefined);
      }
    });
  });

  it('keeps formal advice of security officer and DPO as written; a later one stands beside it', async () => {
    const give = (by: Persona, role: string, body: string, hospital = scene.chu) =>
      change(
        by,
        'giveAdvice',
        { evaluationId: file.id, role, position: 'with_reservations', body },
        { hospital, more: '... on AdviceGiven { advice { role body superseded } }' },
      );
    expect(await give('itSecurity', 'dpo', 'Favorable')).toMatchObject({ code: 'not_assigned' });
    expect(await give('clinician', 'it_security', 'Favorable')).toMatchObject({
      code: 'not_assigned',
    });
    expect(await give('itSecurity', 'it_security', 'Favorable', scene.other)).toMatchObject({
      code: 'not_found',
    });
    const words = 'Favorable\n  sous réserve — « cloisonner » le réseau.';
    expect(await give('itSecurity', 'it_security', words)).toMatchObject({
      __typename: 'AdviceGiven',
      advice: { role: 'it_security', body: words, superseded: false },
    });
    await give('itSecurity', 'it_security', 'Défavorable en définitive.');
    const { advice } = await scene.ask<{ advice: { body: string; superseded: boolean }[] }>(
      'patient',
      'evaluation',
      { id: file.id },
      '{ advice { body superseded } }',
    );
    expect(advice).toEqual([
      { body: words, superseded: true },
      { body: 'Défavorable en définitive.', superseded: false },
    ]);
    await assess('chair', 'itSecurity', 'major', { recuseFromAll: true });
    expect(await give('itSecurity', 'it_security', 'Encore')).toMatchObject({ code: 'recused' });
  });

  describe('phases', () => {
    it('open rating only when every part is in, and by who runs the file', async () => {
      expect(await move('chair', 'open_rating')).toMatchObject({ code: 'parts_missing' });
      await partsIn();
      expect(await move('clinician', 'open_rating')).toMatchObject({ code: 'not_permitted' });
      expect(await move('coordinator', 'open_rating', null, scene.other)).toMatchObject({
        code: 'not_found',
      });
      expect(await move('coordinator', 'open_opinion')).toMatchObject({
        code: 'move_not_from_here',
      });
      expect(await move('coordinator', 'decide')).toMatchObject({ code: 'recorded_elsewhere' });
      expect(await move('coordinator', 'open_rating')).toMatchObject({
        __typename: 'EvaluationSaved',
      });
      expect(await move('coordinator', 'start_deliberating')).toMatchObject({
        code: 'no_closed_round',
      });
    });

    it('do not rate where nobody may, nor where the committee holds no rounds', async () => {
      await partsIn();
      await scene.rows('update seat set votes = false where evaluation_id = $1', [file.id]);
      expect(await move('chair', 'open_rating')).toMatchObject({ code: 'nobody_may_rate' });
      await scene.rows('update committee set rounds = false where id = $1', [
        scene.chu.committeeId,
      ]);
      try {
        expect(await move('chair', 'open_rating')).toMatchObject({ code: 'rounds_switched_off' });
        expect(await move('chair', 'deliberate_without_rating')).toMatchObject({
          __typename: 'EvaluationSaved',
        });
      } finally {
        await scene.rows('update committee set rounds = true where id = $1', [
          scene.chu.committeeId,
        ]);
      }
    });

    it('stand still while paused, with a reason; days to come shift by as many as it lasted', async () => {
      const [today] = await scene.rows<{ day: string }>(
        `select to_char((now() at time zone time_zone)::date, 'YYYY-MM-DD') as day
           from organisation where id = $1`,
        [scene.chu.id],
      );
      const inDays = (days: number): string =>
        new Date(Date.parse(today!.day) + days * 86_400_000).toISOString().slice(0, 10);
      const due = async () =>
        (
          await scene.rows<{ key: string; due: string | null }>(
            `select section_key || '/' || lead_role as key, due_on::text as due from part
              where id = any($1) order by 1`,
            [[file.parts['Q01/clinician'], file.parts['Q02/clinician']]],
          )
        ).map((row) => row.due);
      expect(
        await change('coordinator', 'schedulePhases', {
          evaluationId: file.id,
          phases: [
            { phase: 'collecting', plannedOn: inDays(10) },
            { phase: 'rating', plannedOn: inDays(5) },
          ],
        }),
      ).toMatchObject({ code: 'dates_out_of_order' });
      await change('coordinator', 'schedulePhases', {
        evaluationId: file.id,
        phases: [
          { phase: 'collecting', plannedOn: inDays(10) },
          { phase: 'rating', plannedOn: inDays(20) },
        ],
      });
      await scene.rows('update part set due_on = $2 where id = $1', [
        file.parts['Q02/clinician'],
        inDays(-9),
      ]);
      expect(await due()).toEqual([inDays(10), inDays(-9)]);

      expect(await move('coordinator', 'pause', ' ')).toMatchObject({ code: 'reason_required' });
      expect(await move('buyer', 'pause', 'Attente')).toMatchObject({ code: 'not_permitted' });
      expect(await move('coordinator', 'resume')).toMatchObject({ code: 'not_paused' });
      expect(await move('coordinator', 'pause', 'Le fournisseur répond')).toMatchObject({
        __typename: 'EvaluationSaved',
      });
      await partsIn();
      expect(await move('coordinator', 'open_rating')).toMatchObject({ code: 'paused' });
      await scene.rows(
        `update evaluation set paused_at = paused_at - interval '4 days' where id = $1`,
        [file.id],
      );
      expect(await move('coordinator', 'resume')).toMatchObject({ __typename: 'EvaluationSaved' });
      // What was late before the pause stays as late as it was.
      expect(await due()).toEqual([inDays(14), inDays(-9)]);
      const planned = await scene.rows<{ day: string }>(
        `select planned_on::text as day from evaluation_phase
          where evaluation_id = $1 and planned_on is not null order by 1`,
        [file.id],
      );
      expect(planned.map(({ day }) => day)).toEqual([inDays(14), inDays(24)]);
    });

    it('go back to collecting by the chair, with a reason; ratings touched since are to be confirmed', async () => {
      await scene.rows(`update evaluation set phase = 'rating' where id = $1`, [file.id]);
      const round = await openRound();
      const [touched, untouched] = [statementOf('Q01'), statementOf('Q02')];
      await rate('clinician', round.id, touched);
      await rate('clinician', round.id, untouched);
      expect(await move('coordinator', 'reopen_collecting', 'Une pièce manque')).toMatchObject({
        code: 'not_permitted',
      });
      expect(await move('chair', 'reopen_collecting')).toMatchObject({ code: 'reason_required' });
      expect(await move('chair', 'reopen_collecting', 'Une pièce manque')).toMatchObject({
        __typename: 'EvaluationSaved',
      });
      expect(await phase()).toEqual({ phase: 'collecting', paused: false });
      expect(await rate('chair', round.id, touched)).toMatchObject({ code: 'not_rating' });
      const [made] = await scene.rows(
        `select reason, marks from phase_move_made where evaluation_id = $1 and move = 'reopen_collecting'`,
        [file.id],
      );
      expect(made).toEqual({ reason: 'Une pièce manque', marks: ['ratings_to_confirm'] });
      expect(
        await change('clinician', 'saveAnswer', {
          partId: file.parts['Q01/clinician'],
          questionKey: 'Q01.need.problem',
          baseVersion: 0,
          state: 'value',
          value: 'Délais de lecture',
        }),
      ).toMatchObject({ __typename: 'AnswerSaved' });
      await partsIn();
      expect(await move('chair', 'open_rating')).toMatchObject({ __typename: 'EvaluationSaved' });
      const mine = new Map(
        (await sheet('clinician'))!.statements.map(({ key, mine }) => [key, mine?.toConfirm]),
      );
      expect([mine.get(touched), mine.get(untouched)]).toEqual([true, false]);
    });

    it('end by cancelling before the decision, with a reason, and then hold still', async () => {
      expect(await move('clinician', 'cancel', 'Abandon')).toMatchObject({ code: 'not_permitted' });
      expect(await move('director', 'cancel')).toMatchObject({ code: 'reason_required' });
      expect(await move('director', 'cancel', 'Abandon du projet')).toMatchObject({
        __typename: 'EvaluationSaved',
      });
      expect(await phase()).toMatchObject({ phase: 'cancelled' });
      expect(await move('chair', 'open_rating')).toMatchObject({ code: 'closed_file' });
      expect(await declare('clinician', [])).toMatchObject({ code: 'closed_file' });
    });
  });
});
