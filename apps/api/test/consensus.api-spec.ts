import 'reflect-metadata';
import { Client } from 'pg';
import {
  ApiClient,
  buildHospital,
  operationId,
  personas,
  startTestServer,
  testPassword,
  type Persona,
  type TestEvaluation,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import { startApplication, type Application } from '../src/application';

const refusal = `... on Refused { code message details }`;
const openRound = `mutation ($input: OpenRoundInput!) {
  openRound(input: $input) { __typename ... on RoundChanged { id number } ${refusal} } }`;
const castRating = `mutation ($input: CastRatingInput!) {
  castRating(input: $input) { __typename ... on RatingKept { version rated toRate } ${refusal} } }`;
const closeRound = `mutation ($input: CloseRoundInput!) {
  closeRound(input: $input) { __typename ... on RoundChanged { id number } ${refusal} } }`;
const sheetQuery = `query ($evaluationId: ID!, $number: Int!) {
  ratingSheet(evaluationId: $evaluationId, number: $number) {
    id state attribution recognisable refusal { code }
    participation { finished invited missing { name left } }
    statements { key section text { fr } digest { facts { question answer { fr } } unknowns { question } objections { text } reserved }
      mine { value abstention comment version toConfirm } before { value } earlier { round result { distribution median class } reason }
      refusal { code } } } }`;
const consensusQuery = `query ($evaluationId: ID!) {
  consensus(evaluationId: $evaluationId) {
    refusal { code } open { number participation { finished invited } }
    rounds { number method results { invited participated statements { statement missing rateAgain
      result { n median class distribution reach withheld professions { profession n median } low { profession ratings } abstained { outsideCompetence } }
      movement { medianBefore medianAfter raised lowered kept } } }
      comments { statement profession text } withoutLinked { statement classBefore classAfter } } } }`;

type Refusable = { __typename: string; code?: string; message?: string };
interface Sheet {
  id: string;
  refusal: { code: string } | null;
  recognisable: boolean;
  participation: {
    finished: number;
    invited: number;
    missing: { name: string; left: number }[];
  } | null;
  statements: {
    key: string;
    section: string;
    digest: {
      facts: { question: string; answer: { fr: string } }[];
      objections: { text: string }[];
    } | null;
    mine: { value: number | null; version: number; comment: string; toConfirm: boolean } | null;
    before: { value: number | null } | null;
    earlier: { round: number; result: { distribution: number[] }; reason: string | null } | null;
    refusal: { code: string } | null;
  }[];
}
interface Results {
  refusal: { code: string } | null;
  rounds: {
    number: number;
    results: {
      invited: number;
      participated: number;
      statements: {
        statement: string;
        missing: number;
        rateAgain: string | null;
        result: {
          n: number;
          median: number | null;
          class: string | null;
          distribution: number[];
          withheld: string[];
          professions: { profession: string; n: number; median: number }[];
          low: { profession: string | null; ratings: number[] }[];
          abstained: { outsideCompetence: number };
        };
        movement: {
          medianBefore: number;
          medianAfter: number;
          raised: number;
          kept: number;
        } | null;
      }[];
    };
    comments: { statement: string; profession: string | null; text: string }[];
    withoutLinked: unknown[];
  }[];
}

const voters = (Object.keys(personas) as Persona[]).filter((name) => personas[name].votes);

describe('rounds over HTTP', () => {
  let started: TestServer;
  let application: Application;
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
  const change = async <T = Refusable>(
    persona: Persona,
    query: string,
    input: Record<string, unknown>,
    hospital = chu,
  ): Promise<T & Refusable> => {
    const data = await (
      await as(persona, hospital)
    ).ask<Record<string, T & Refusable>>(query, {
      input: { operationId: operationId(), ...input },
    });
    return Object.values(data)[0]!;
  };
  const open = (persona: Persona = 'coordinator', changes: Record<string, unknown> = {}) =>
    change<{ id: string; number: number }>(persona, openRound, {
      evaluationId: file.id,
      attribution: 'profession',
      ...changes,
    });
  const cast = (
    persona: Persona,
    roundId: string,
    statement: string,
    value: number | null,
    more: Record<string, unknown> = {},
  ) =>
    change<{ version: number; rated: number; toRate: number }>(persona, castRating, {
      roundId,
      statement,
      value,
      baseVersion: 0,
      ...more,
    });
  const close = (roundId: string, reason: string | null = null, persona: Persona = 'chair') =>
    change(persona, closeRound, { roundId, reason });
  const sheet = async (persona: Persona, number = 1, hospital = chu): Promise<Sheet | null> =>
    (
      await (
        await as(persona, hospital)
      ).ask<{ ratingSheet: Sheet | null }>(sheetQuery, { evaluationId: file.id, number })
    ).ratingSheet;
  const results = async (persona: Persona): Promise<Results> =>
    (
      await (
        await as(persona)
      ).ask<{ consensus: Results }>(consensusQuery, { evaluationId: file.id })
    ).consensus;
  const owner = async (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> => {
    const client = new Client({ connectionString: started.ownerUrl });
    await client.connect();
    try {
      return (await client.query(sql, values)).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  };
  const statement = (): string => chu.template.statements[0]!.key;

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
      code: 'invalid_input',
    });
    expect(await open('chair', { statements: [] })).toMatchObject({ code: 'no_statement' });
  });

  it('keeps one rating per seat and statement, changeable until closing', async () => {
    const round = await open();
    const first = await cast('clinician', round.id, statement(), 7, { comment: 'Utile.' });
    expect(first).toMatchObject({ __typename: 'RatingKept', version: 1, rated: 1 });
    expect(first.toRate).toBe(
      chu.template.statements.filter((one) => one.section.startsWith('Q')).length,
    );
    expect(await cast('clinician', round.id, statement(), 3)).toMatchObject({
      code: 'stale_version',
    });
    expect(await cast('clinician', round.id, statement(), 4, { baseVersion: 1 })).toMatchObject({
      version: 2,
      rated: 1,
    });
    const mine = (await sheet('clinician'))!.statements.find(
      ({ key }) => key === statement(),
    )!.mine;
    expect(mine).toMatchObject({ value: 4, version: 2, comment: '' });
    expect(
      await owner('select count(*)::int as n from rating where round_id = $1', [round.id]),
    ).toEqual([{ n: 1 }]);
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
    expect(participation!.invited).toBe(voters.length - 2);

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

  it('tells a lone representative beforehand, and only who runs the round who is missing', async () => {
    const round = await open();
    expect(await sheet('patient')).toMatchObject({ recognisable: true, participation: null });
    expect((await sheet('dpo'))!.participation).toBeNull();
    expect((await sheet('director'))!.participation).toBeNull();
    await cast('clinician', round.id, statement(), 8);
    const { participation } = (await sheet('coordinator'))!;
    expect(participation).toMatchObject({ finished: 0, invited: voters.length });
    const left = chu.template.statements.filter((one) => one.section.startsWith('Q')).length;
    expect(participation!.missing.find(({ name }) => name === 'clinician')).toMatchObject({
      left: left - 1,
    });
  });

  it('takes up only what was not agreed in a second round, with the first rating and the group beside it', async () => {
    const [agreed, split] = chu.template.statements.map(({ key }) => key) as [string, string];
    const round = await open('chair', { statements: [agreed, split] });
    for (const [index, persona] of voters.entries()) {
      await cast(persona, round.id, agreed, 8);
      await cast(persona, round.id, split, index % 2 === 0 ? 1 : 9);
    }
    await close(round.id);
    await owner(`update evaluation set phase = 're_rating' where id = $1`, [file.id]);
    expect(await open('chair', { statements: [agreed] })).toMatchObject({
      code: 'statement_unknown',
    });
    const second = await open('chair');
    expect(second).toMatchObject({ number: 2 });
    const again = (await sheet('clinician', 2))!;
    expect(again.statements.map(({ key }) => key)).toEqual([split]);
    expect(again.statements[0]).toMatchObject({
      mine: null,
      before: { value: expect.any(Number) },
      earlier: { round: 1, reason: 'disagreement' },
    });
    for (const persona of voters) await cast(persona, second.id, split, 7);
    await close(second.id);
    const last = (await results('clinician')).rounds.at(-1)!.results.statements[0]!;
    expect(last.movement).toMatchObject({ medianAfter: 7, kept: 0 });
    expect(last.movement!.raised).toBeGreaterThan(0);
  });

  it('shows the facts, the unknown and the open objections above each statement', async () => {
    const one = chu.template.statements.find(({ section }) => section === 'Q01')!;
    await owner(
      `insert into answer (organisation_id, id, answer_set_id, part_id, question_key, state, value, version, author_seat_id, author_id, updated_at)
       values ($1, gen_random_uuid(), $2, $3, 'Q01.need.problem', 'value', '"Délais de 48 heures"', 1, $4, $5, now())`,
      [
        chu.id,
        file.answerSetId,
        file.parts['Q01/clinician'],
        file.seats.clinician,
        chu.members.clinician,
      ],
    );
    const thread = (
      await owner(
        `insert into thread (organisation_id, id, evaluation_id, anchor_kind, anchor_id, section_key, kind, opened_by, opened_by_seat, opened_at)
         values ($1, gen_random_uuid(), $2, 'statement', $3, 'Q01', 'objection', $4, $5, now()) returning id`,
        [chu.id, file.id, one.key, chu.members.patient, file.seats.patient],
      )
    )[0]!['id'];
    await owner(
      `insert into comment (organisation_id, id, thread_id, author_id, author_seat, body, salt, posted_at)
       values ($1, gen_random_uuid(), $2, $3, $4, 'Le besoin des patients manque.', '\\x00', now())`,
      [chu.id, thread, chu.members.patient, file.seats.patient],
    );
    await open();
    const { digest } = (await sheet('biomedical'))!.statements.find(({ key }) => key === one.key)!;
    expect(digest!.facts).toEqual([
      { question: 'Q01.need.problem', answer: { fr: 'Délais de 48 heures' } },
    ]);
    expect(digest!.objections).toEqual([{ text: 'Le besoin des patients manque.' }]);
  });

  it('asks to confirm a rating whose answers changed since', async () => {
    const round = await open();
    const one = chu.template.statements.find(({ section }) => section === 'Q01')!.key;
    await cast('clinician', round.id, one, 8);
    await owner(
      `insert into answer (organisation_id, id, answer_set_id, part_id, question_key, state, value, version, author_seat_id, author_id, updated_at)
       values ($1, gen_random_uuid(), $2, $3, 'Q01.need.problem', 'value', '"Autre"', 1, $4, $5, clock_timestamp())`,
      [
        chu.id,
        file.answerSetId,
        file.parts['Q01/clinician'],
        file.seats.clinician,
        chu.members.clinician,
      ],
    );
    const mine = () =>
      sheet('clinician').then((page) => page!.statements.find(({ key }) => key === one)!.mine);
    expect(await mine()).toMatchObject({ toConfirm: true });
    await cast('clinician', round.id, one, 8, { baseVersion: 1 });
    expect(await mine()).toMatchObject({ toConfirm: false });
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
