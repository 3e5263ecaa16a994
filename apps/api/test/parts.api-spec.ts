import 'reflect-metadata';
import { readXlsx } from 'hucre/xlsx';
import { partsOf, noFacts, leadRoleOf } from '@consilium/domain/templates';
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
import {
  answersRoom,
  answeringPage,
  changeState,
  history,
  partPage,
  type Result,
} from './answers-room';

const reserveParts = `mutation ($input: ReservePartsInput!) { reserveParts(input: $input) {
  __typename ... on PartsReserved { parts { id clearance { level roles } } }
  ... on Refused { code } } }`;

describe('parts over HTTP', () => {
  let started: TestServer;
  let application: Application;
  let chu: TestHospital;
  let file: TestEvaluation;
  const { as, mutate, ask, partOf, save, fill, submit, giveBack, events, counts } = answersRoom(
    () => ({ started, application, chu, file }),
  );

  beforeAll(async () => {
    started = await startTestServer();
    chu = await buildHospital(started.ownerUrl);
    application = await startApplication(started.server, { host: '127.0.0.1', port: 0 });
  });
  beforeEach(async () => {
    file = await chu.addEvaluation();
  });
  afterEach(async () => {
    const { kept, recount } = await counts();
    expect(kept).toEqual(recount);
  });
  afterAll(async () => {
    await application?.close();
    await started?.close();
  });

  it('is handed in when complete, or with a reason for the gaps, and can be given back', async () => {
    const place = 'Q01/clinician';
    const keys = partsOf(chu.template, noFacts)
      .find(({ section, leadRole }) => section === 'Q01' && leadRole === 'clinician')
      ?.questions.map(({ key }) => key);
    const left = keys?.[2] ?? '';
    await fill('clinician', place, [left]);

    expect(await submit('buyer', place)).toMatchObject({ code: 'not_assigned' });
    const refused = await submit('clinician', place);
    expect(refused).toMatchObject({
      __typename: 'PartHasGaps',
      message:
        'Il manque 1 réponse. Complétez-la, ou indiquez pourquoi vous remettez la partie ainsi.',
      gaps: [{ questionKey: left, codes: ['unanswered'] }],
    });
    expect(await events('part.submitted')).toHaveLength(0);
    expect(await submit('clinician', place, ' ')).toMatchObject({ code: 'reason_required' });

    const before = (await counts()).kept?.partsSubmitted;
    expect(await submit('clinician', place, 'Le chiffre viendra du DIM.')).toMatchObject({
      state: 'submitted',
      gapsReason: 'Le chiffre viendra du DIM.',
    });
    expect((await counts()).kept?.partsSubmitted).toBe((before ?? 0) + 1);
    expect(await events('part.submitted')).toHaveLength(1);
    expect(await events('answer.revised')).toHaveLength((keys?.length ?? 0) - 1);
    expect(await save('clinician', left, { value: 'x' })).toMatchObject({ code: 'part_submitted' });
    expect(await submit('clinician', place)).toMatchObject({ code: 'part_submitted' });

    expect(await giveBack('clinician', place, 'Non')).toMatchObject({ code: 'not_permitted' });
    expect(await giveBack('coordinator', place, '')).toMatchObject({ code: 'reason_required' });
    expect(await giveBack('coordinator', place, 'La source manque.')).toMatchObject({
      state: 'returned',
    });
    expect((await counts()).kept?.partsSubmitted).toBe(before);
    expect(await ask('clinician', partPage, partOf(place))).toMatchObject({
      state: 'returned',
      returnReason: 'La source manque.',
    });
    await fill(
      'clinician',
      'Q01/clinician',
      keys?.filter((key) => key !== left),
    );
    expect(await submit('clinician', place)).toMatchObject({
      state: 'submitted',
      gapsReason: null,
    });
    // Only what changed since the first submission is written again.
    expect(await events('answer.revised')).toHaveLength(keys?.length ?? 0);
  });

  it('is closed by the coordinator when nobody hands it in', async () => {
    const close = (persona: Persona, reason: string) =>
      mutate(persona, changeState('closePartWithGaps'), {
        partId: partOf('Q08/buyer'),
        operationId: operationId(),
        reason,
      });
    await save('buyer', 'Q08.cost.model', { value: undefined, state: 'unknown' });
    expect(await close('buyer', 'Trop tard')).toMatchObject({ code: 'not_permitted' });
    expect(await close('coordinator', 'x')).toMatchObject({ code: 'reason_required' });
    expect(await close('coordinator', 'Le marché est suspendu.')).toMatchObject({
      state: 'submitted',
      gapsReason: 'Le marché est suspendu.',
    });
    const page = await ask<{ parts: Result[] }>('buyer', answeringPage, file.id);
    expect(page.parts.find(({ id }) => id === partOf('Q08/buyer'))).toMatchObject({
      closedWithGaps: true,
    });
  });

  it('is written down on behalf of another seat, and says so', async () => {
    const behalf = { onBehalfOf: file.seats.patient, value: 'Dit par téléphone' };
    const key = chu.template.questions.find(
      (each) => leadRoleOf(each) === 'patient_representative' && each.type.kind === 'text',
    )?.key;
    const fallback = chu.template.questions.find(
      (each) => leadRoleOf(each) === 'patient_representative',
    )?.key;
    const question = key ?? fallback ?? '';
    const value = key ? behalf.value : 'yes';
    const mine = { ...behalf, value };
    expect(await save('buyer', question, mine)).toMatchObject({ code: 'not_assigned' });
    expect(
      await save('coordinator', question, { ...mine, onBehalfOf: operationId() }),
    ).toMatchObject({ code: 'invalid_input' });
    expect(await save('coordinator', question, mine)).toMatchObject({
      answer: { authorName: 'coordinator', onBehalfOfName: 'patient' },
    });
    expect(await save('coordinator', question, { ...mine, onBehalfOf: undefined })).toMatchObject({
      code: 'not_assigned',
    });
  });

  it('answers the scope questions during screening', async () => {
    file = await chu.addEvaluation({ phase: 'screening' });
    expect(await save('coordinator', 'S00.scope.ce-marking', { value: 'no' })).toMatchObject({
      answer: { value: 'no' },
    });
  });

  it('shows a reserved part without its answers to others, and decides their questions anyway', async () => {
    await save('itSecurity', 'Q09.it.hosting', { value: 'hds_cloud' });
    await save('biomedical', 'S00.profile.ai', { value: 'none' });
    const places = ['Q09/it_security', 'S00/biomedical'];
    const toSecurity = { level: 'roles', roles: ['it_security'] };
    const reserve = (
      persona: Persona,
      partIds = places.map(partOf),
      clearance: object = toSecurity,
    ) =>
      mutate(persona, reserveParts, {
        input: { operationId: operationId(), evaluationId: file.id, partIds, clearance },
      });
    for (const persona of ['chair', 'itSecurity'] as const) {
      expect(await reserve(persona)).toMatchObject({ code: 'not_permitted' });
    }
    expect(
      await reserve('coordinator', places.map(partOf), { level: 'roles', roles: [] }),
    ).toMatchObject({ code: 'clearance_without_role' });
    const elsewhere = (await chu.addEvaluation()).parts[places[0] ?? ''] ?? '';
    expect(await reserve('coordinator', [elsewhere])).toMatchObject({ code: 'not_found' });
    const { parts } = await reserve('coordinator');
    expect(
      (parts as { id: string; clearance: object }[])
        .filter(({ clearance }) => JSON.stringify(clearance) === JSON.stringify(toSecurity))
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(places.map(partOf).toSorted());
    await reserve('coordinator');
    expect(await events('part.reserved')).toHaveLength(2);
    const other = await ask<{ answers: Result[] }>('buyer', partPage, partOf('Q09/it_security'));
    expect(other).toMatchObject({ masked: true, answers: [], supplierReplies: [] });
    const own = await ask('itSecurity', partPage, partOf('Q09/it_security'));
    expect(own).toMatchObject({ masked: false, answers: [{ questionKey: 'Q09.it.hosting' }] });
    expect(await ask('coordinator', partPage, partOf('Q09/it_security'))).toMatchObject({
      masked: false,
    });
    const [{ id }] = own['answers'] as [{ id: string }];
    expect(await ask('buyer', `query ($id: ID!) { answer(id: $id) { value } }`, id)).toBeNull();
    expect(await ask('buyer', history, id)).toBeNull();
    // "No artificial intelligence" closes a question of the buyer, who may not read that answer.
    const buyer = await ask<{ questionKeys: string[]; conditionFacts: Record<string, unknown> }>(
      'buyer',
      partPage,
      partOf('Q10/buyer'),
    );
    expect(buyer.questionKeys).not.toContain('Q10.legal.ai-act');
    expect(buyer.conditionFacts).toEqual({ answers: {}, hidden: ['S00.profile.ai'] });
  });

  it('asks the supplier, in a workbook and in both languages, and keeps its word apart', async () => {
    await save('clinician', 'Q01.need.problem', { state: 'unknown', value: null });
    const url = (locale: string) =>
      `${application.url}/api/evaluations/${file.id}/supplier-questions.xlsx?locale=${locale}`;
    const download = async (persona: Persona, locale: string) =>
      fetch(url(locale), {
        headers: {
          cookie: (await as(persona)).sessionCookie,
          'x-consilium-organisation': chu.slug,
        },
      });
    expect((await download('clinician', 'fr')).status).toBe(403);
    for (const [locale, heading] of [
      ['fr', 'Votre réponse'],
      ['en', 'Your answer'],
    ] as const) {
      const response = await download('buyer', locale);
      expect(response.status).toBe(200);
      const { sheets } = await readXlsx(await response.arrayBuffer());
      const rows = sheets[0]!.rows;
      expect(rows[2]?.at(-1)).toBe(heading);
      const keys = rows.map((row) => row[0]);
      expect(keys).toContain('Q01.need.problem');
      expect(keys).not.toContain('Q01.need.volume');
    }

    const record = `mutation ($input: RecordSupplierReplyInput!) { recordSupplierReply(input: $input) {
      __typename ... on SupplierReplyRecorded { reply { statement statedOn recordedBy } }
      ... on Refused { code } } }`;
    const reply = (changes: object = {}) => ({
      input: {
        operationId: operationId(),
        evaluationId: file.id,
        questionKey: 'Q01.need.problem',
        statement: 'Nous divisons le délai par deux.',
        statedOn: '2026-01-15',
        ...changes,
      },
    });
    expect(await mutate('clinician', record, reply())).toMatchObject({ __typename: 'Refused' });
    for (const [wrong, code] of [
      [{ statedOn: '2026-02-30' }, 'date_impossible'],
      [{ statedOn: '2999-01-01' }, 'dates_out_of_order'],
      [{ statement: ' ' }, 'invalid_input'],
    ] as const) {
      expect(await mutate('buyer', record, reply(wrong))).toMatchObject({ code });
    }
    expect(await mutate('buyer', record, reply({ questionKey: 'Q99.no.thing' }))).toMatchObject({
      code: 'unknown_question',
    });
    expect(await mutate('buyer', record, reply())).toMatchObject({
      reply: { recordedBy: 'buyer', statedOn: '2026-01-15' },
    });
    const page = await ask('clinician', partPage, partOf('Q01/clinician'));
    expect(page).toMatchObject({
      answers: [{ state: 'unknown', value: null }],
      supplierReplies: [{ statement: 'Nous divisons le délai par deux.', recordedBy: 'buyer' }],
    });
    const asked = await ask<{ questions: Result[] }>(
      'coordinator',
      `query ($id: ID!) { supplierQuestions(evaluationId: $id) { questions {
        questionKey because replies { statement } } } }`,
      file.id,
    );
    expect(asked.questions[0]).toBeDefined();
    expect(asked.questions.find(({ because }) => because === 'unknown')).toMatchObject({
      questionKey: 'Q01.need.problem',
      replies: [{ statement: 'Nous divisons le délai par deux.' }],
    });
  });
});
