import 'reflect-metadata';
import {
  buildHospital,
  operationId,
  personas,
  startTestServer,
  type TestEvaluation,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import { startApplication, type Application } from '../src/application';
import { roundsRoom, castRating, movePhase, openRound, voters } from './rounds-room';

describe('rounds over HTTP', () => {
  let started: TestServer;
  let application: Application;
  let chu: TestHospital;
  let other: TestHospital;
  let file: TestEvaluation;
  const { as, change, open, cast, close, sheet, results, owner, statement } = roundsRoom(() => ({
    started,
    application,
    chu,
    file,
  }));

  beforeAll(async () => {
    started = await startTestServer();
    chu = await buildHospital(started.ownerUrl, 'chu');
    other = await buildHospital(started.ownerUrl, 'other');
    application = await startApplication(started.server, { host: '127.0.0.1', port: 0 });
  });
  beforeEach(async () => {
    file = await chu.addEvaluation({ phase: 'rating' });
  });
  afterAll(async () => {
    await application?.close();
    await started?.close();
  });

  it('opens only for who runs the file, only while rating, and only one at a time', async () => {
    expect(await open('clinician')).toMatchObject({ code: 'not_permitted' });
    expect(await open('outsider' in personas ? 'clinician' : 'director')).toMatchObject({
      code: 'not_permitted',
    });
    const round = await open('chair');
    expect(round).toMatchObject({ __typename: 'RoundChanged', number: 1 });
    expect(await open()).toMatchObject({ code: 'another_round_open' });
    expect(
      await change(
        'coordinator',
        openRound,
        { evaluationId: file.id, attribution: 'profession' },
        other,
      ),
    ).toMatchObject({ code: 'not_found' });

    file = await chu.addEvaluation({ phase: 'collecting' });
    expect(await open()).toMatchObject({ code: 'not_rating' });
    file = await chu.addEvaluation({ phase: 'rating' });
    expect(await open('chair', { statements: ['Q99.nothing'] })).toMatchObject({
      code: 'statement_unknown',
    });
    expect(await open('chair', { closesOn: '2001-01-01' })).toMatchObject({
      code: 'dates_out_of_order',
    });
    expect(await open('chair', { statements: [] })).toMatchObject({ code: 'no_statement' });
  });

  it('refuses what is not a rating, and whoever does not rate', async () => {
    const round = await open();
    expect(await cast('clinician', round.id, statement(), 10)).toMatchObject({
      code: 'rating_out_of_scale',
    });
    expect(await cast('clinician', round.id, statement(), 0)).toMatchObject({
      code: 'rating_out_of_scale',
    });
    expect(await cast('clinician', round.id, statement(), null)).toMatchObject({
      code: 'invalid_input',
    });
    expect(
      await cast('clinician', round.id, statement(), 5, { abstention: 'outside_competence' }),
    ).toMatchObject({ code: 'invalid_input' });
    expect(await cast('clinician', round.id, 'Q99.x', 5)).toMatchObject({
      code: 'statement_unknown',
    });
    for (const persona of ['dpo', 'buyer', 'director', 'coordinator'] as const) {
      expect(await cast(persona, round.id, statement(), 5)).toMatchObject({
        __typename: 'Refused',
        code: 'not_voting',
      });
    }
    expect(
      await change(
        'clinician',
        castRating,
        { roundId: round.id, statement: statement(), value: 5, baseVersion: 0 },
        other,
      ),
    ).toMatchObject({ code: 'not_found' });
  });

  it('keeps a recused member out of the sections, or of everything', async () => {
    const round = await open();
    const [one, two] = ['Q01', 'Q02'].map(
      (section) => chu.template.statements.find((each) => each.section === section)!.key,
    ) as [string, string];
    await owner(
      `update declaration set assessment = 'major', recused_sections = '{Q01}' where seat_id = $1`,
      [file.seats.clinician],
    );
    await owner(`update declaration set assessment = 'major' where seat_id = $1`, [
      file.seats.biomedical,
    ]);
    await owner('delete from declaration where seat_id = $1', [file.seats.clinician2]);
    expect(await cast('clinician', round.id, one, 8)).toMatchObject({ code: 'recused' });
    expect(await cast('clinician', round.id, two, 8)).toMatchObject({ __typename: 'RatingKept' });
    expect(await cast('biomedical', round.id, two, 8)).toMatchObject({ code: 'recused' });
    expect(await cast('clinician2', round.id, two, 8)).toMatchObject({ code: 'not_declared' });
    const partly = await sheet('clinician');
    expect(partly!.statements.find(({ key }) => key === one)).toMatchObject({
      digest: null,
      refusal: { code: 'recused' },
    });
    const wholly = await sheet('biomedical');
    expect(wholly).toMatchObject({ refusal: { code: 'recused' } });
    expect(wholly!.statements.every(({ digest }) => digest === null)).toBe(true);
    const { participation } = (await sheet('chair'))!;
    // Who has not declared stays in the number; only who is recused from everything leaves it.
    expect(participation!.invited).toBe(voters.length - 1);

    for (const persona of voters.filter(
      (name) => !['biomedical', 'clinician2', 'clinician'].includes(name),
    )) {
      await cast(persona, round.id, one, 8);
    }
    await close(round.id, 'Le comité siège ce soir.');
    expect((await results('biomedical')).refusal).toMatchObject({ code: 'recused' });
    const seen = (await results('clinician')).rounds[0]!.results.statements;
    expect(seen.some(({ statement: key }) => key === one)).toBe(false);
    expect(seen.some(({ statement: key }) => key === two)).toBe(true);
  });

  it('closes with a reason while ratings are awaited, and stores what it reveals once', async () => {
    const round = await open();
    expect(await close(round.id)).toMatchObject({ code: 'nothing_rated' });
    for (const [index, persona] of voters.entries()) {
      await cast(persona, round.id, statement(), persona === 'patient' ? 2 : 7 + (index % 3), {
        comment: persona === 'patient' ? 'Rien sur les proches.' : '',
      });
    }
    expect(await close(round.id)).toMatchObject({ code: 'ratings_missing' });
    expect((await results('chair')).refusal).toMatchObject({ code: 'round_still_open' });
    expect(await close(round.id, 'Les autres énoncés attendent.', 'clinician')).toMatchObject({
      code: 'not_permitted',
    });
    expect(await close(round.id, 'Les autres énoncés attendent.')).toMatchObject({
      __typename: 'RoundChanged',
    });
    expect(await close(round.id, 'Encore.')).toMatchObject({ code: 'round_not_open' });
    expect(await cast('clinician', round.id, statement(), 1, { baseVersion: 1 })).toMatchObject({
      code: 'round_not_open',
    });

    const [closed] = (await results('patient')).rounds;
    expect(closed!.results).toMatchObject({ invited: voters.length, participated: voters.length });
    const first = closed!.results.statements.find(({ statement: key }) => key === statement())!;
    expect(first.result).toMatchObject({ n: voters.length, class: 'appropriate' });
    expect(first.result.low).toEqual([{ profession: 'patient_representative', ratings: [2] }]);
    expect(closed!.comments).toEqual([
      {
        statement: statement(),
        profession: 'patient_representative',
        text: 'Rien sur les proches.',
      },
    ]);
    const second = closed!.results.statements.find(({ statement: key }) => key !== statement())!;
    expect(second).toMatchObject({ missing: voters.length, rateAgain: 'unrated' });
    // Results are not names: no seat, no member, no person in what any member reads.
    expect(JSON.stringify(closed)).not.toMatch(
      new RegExp([...Object.values(file.seats), ...Object.values(chu.members)].join('|')),
    );
    const events = await owner(
      `select type, data, content_digest from event where evaluation_id = $1 and type like 'rating.%'`,
      [file.id],
    );
    expect(events).toHaveLength(voters.length);
    for (const event of events) {
      expect(event['content_digest']).toMatch(/^[0-9a-f]{64}$/);
      expect(event['data']).toEqual({ statement: statement(), version: 1 });
    }
    const replays = await owner(`select result from operation where action = 'rating.cast'`);
    expect(JSON.stringify(replays)).not.toContain('"value"');
  });

  it('names nobody and hides small professions where attribution is anonymous', async () => {
    const round = await open('chair', { attribution: 'anonymous' });
    for (const persona of voters)
      await cast(persona, round.id, statement(), 6, { comment: persona });
    await close(round.id, 'Fin.');
    const [closed] = (await results('clinician')).rounds;
    const first = closed!.results.statements.find(({ statement: key }) => key === statement())!;
    expect(first.result.professions).toEqual([]);
    expect(first.result.withheld).toHaveLength(voters.length);
    expect(closed!.comments.every(({ profession }) => profession === null)).toBe(true);
  });

  it('gives the days of a pause back to the round: who was cut short is awaited as before', async () => {
    const today = async () =>
      String(
        (await owner(`select ((now() at time zone 'Europe/Paris')::date)::text as day`))[0]!['day'],
      );
    const last = async () =>
      (
        await owner('select closes_on::text as last from round where evaluation_id = $1', [file.id])
      )[0];
    const round = await open('chair', { closesOn: await today(), statements: [statement()] });
    await cast('clinician', round.id, statement(), 8);
    const move = (name: string, reason: string | null) =>
      change('chair', movePhase, { evaluationId: file.id, move: name, reason });
    await move('pause', 'Attente du fournisseur');
    // Four days went by: the pause began, and the round was to end, four days ago.
    await owner(`update evaluation set paused_at = paused_at - interval '4 days' where id = $1`, [
      file.id,
    ]);
    await owner('update round set closes_on = closes_on - 4 where id = $1', [round.id]);
    expect(await move('resume', null)).toMatchObject({ __typename: 'EvaluationSaved' });
    expect(await last()).toEqual({ last: await today() });
    expect(await close(round.id)).toMatchObject({ code: 'ratings_missing' });
  });

  /** One statement rated by everybody, then closed; a member is recused before, another after. */
  const lateLink = async (attribution: 'anonymous' | 'profession') => {
    const round = await open('chair', { attribution, statements: [statement()] });
    const values = { patient: 1, itSecurity: 1 } as Record<string, number>;
    for (const persona of voters) await cast(persona, round.id, statement(), values[persona] ?? 5);
    const recuse = (persona: 'patient' | 'itSecurity') =>
      owner(
        `update declaration set assessment = 'major', recused_sections = '{}', assessed_at = now()
          where seat_id = $1`,
        [file.seats[persona]],
      );
    const shown = async () => {
      const closed = (await results('clinician')).rounds[0]!;
      return { ...closed, result: closed.results.statements[0]!.result };
    };
    await recuse('itSecurity');
    await close(round.id, 'Fin.');
    const before = await shown();
    await recuse('patient');
    return { before, after: await shown() };
  };

  it('computes again without a link found later, from what the closing gave', async () => {
    const { before, after } = await lateLink('profession');
    const left = voters.length - 2;
    expect(before).toMatchObject({ result: { n: left + 1 }, withoutLinked: [], withheld: [] });
    // Whoever was left out at the closing is not left out again: the class was named from five.
    expect(after.result).toEqual(before.result);
    expect(after.withheld).toEqual([]);
    expect(after.withoutLinked).toEqual([
      { statement: statement(), classBefore: before.result.class, classAfter: null },
    ]);
  });

  it('computes nothing of an anonymous round again: with two versions a rating could be subtracted', async () => {
    const { before, after } = await lateLink('anonymous');
    expect(before.result.distribution[0]).toBe(1);
    expect(after.result).toEqual(before.result);
    expect(after).toMatchObject({ withoutLinked: [], withheld: [] });
  });

  it('lets a rating either count or be late when it meets the closing', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      file = await chu.addEvaluation({ phase: 'rating' });
      const round = await open('chair', { statements: [statement()] });
      await cast('clinician', round.id, statement(), 8);
      const [rated, closed] = await Promise.all([
        cast('biomedical', round.id, statement(), 2),
        close(round.id, 'Fin.'),
      ]);
      expect(closed).toMatchObject({ __typename: 'RoundChanged' });
      const [result] = (await results('chair')).rounds[0]!.results.statements;
      const kept = await owner('select count(*)::int as n from rating where round_id = $1', [
        round.id,
      ]);
      expect(kept).toEqual([{ n: result!.result.n }]);
      if (rated.__typename === 'Refused') expect(rated.code).toBe('round_not_open');
      expect(result!.result.n).toBe(rated.__typename === 'Refused' ? 1 : 2);
    }
  });

  it('gives a repeated operation its first result, and two windows one rating', async () => {
    const round = await open();
    const input = {
      operationId: operationId(),
      roundId: round.id,
      statement: statement(),
      value: 6,
      baseVersion: 0,
    };
    const client = await as('clinician');
    const [one, two] = await Promise.all([
      client.ask(castRating, { input }),
      client.ask(castRating, { input }),
    ]);
    expect(one).toEqual(two);
    const both = await Promise.all([
      cast('clinician', round.id, statement(), 1, { baseVersion: 1 }),
      cast('clinician', round.id, statement(), 9, { baseVersion: 1 }),
    ]);
    expect(both.map(({ __typename, code }) => code ?? __typename).sort()).toEqual([
      'RatingKept',
      'stale_version',
    ]);
  });
});
