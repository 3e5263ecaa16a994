import 'reflect-metadata';
import {
  buildHospital,
  startTestServer,
  type TestEvaluation,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import { startApplication, type Application } from '../src/application';
import { roundsRoom, voters } from './rounds-room';

describe('rating sheets over HTTP', () => {
  let started: TestServer;
  let application: Application;
  let chu: TestHospital;

  let file: TestEvaluation;
  const { open, cast, close, sheet, results, owner, statement } = roundsRoom(() => ({
    started,
    application,
    chu,
    file,
  }));

  beforeAll(async () => {
    started = await startTestServer();
    chu = await buildHospital(started.ownerUrl, 'chu');
    application = await startApplication(started.server, { host: '127.0.0.1', port: 0 });
  });
  beforeEach(async () => {
    file = await chu.addEvaluation({ phase: 'rating' });
  });
  afterAll(async () => {
    await application?.close();
    await started?.close();
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
});
