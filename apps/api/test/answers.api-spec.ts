import 'reflect-metadata';
import { answersConsumer } from '@consilium/server/answers';
import {
  buildHospital,
  operationId,
  startTestServer,
  type TestEvaluation,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import { startApplication, type Application } from '../src/application';
import {
  answersRoom,
  answeringPage,
  history,
  partPage,
  restoreRevision,
  type Result,
} from './answers-room';
import { countStatements } from './count-statements';

describe('answers over HTTP', () => {
  let started: TestServer;
  let application: Application;
  let chu: TestHospital;
  let file: TestEvaluation;
  const { mutate, ask, partOf, save, fill, inDatabase, events, counts } = answersRoom(() => ({
    started,
    application,
    chu,
    file,
  }));

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

  it('opens a part in at most four statements, however full it is', async () => {
    await ask('clinician', partPage, partOf('Q03/clinician'));
    const empty = await countStatements(() => ask('clinician', partPage, partOf('Q03/clinician')));
    await fill('clinician', 'Q03/clinician');
    const full = await countStatements(() => ask('clinician', partPage, partOf('Q03/clinician')));
    // Session, BEGIN, facts, page; and the end of the transaction.
    expect(full).toBe(empty);
    expect(full).toBeLessThanOrEqual(5);
    const frame = await countStatements(() => ask('clinician', answeringPage, file.id));
    // Who reads everything has the answers read once.
    expect(frame).toBeLessThanOrEqual(4);
    const page = await ask('clinician', partPage, partOf('Q03/clinician'));
    expect(page['answers']).toHaveLength((page['questionKeys'] as string[]).length);
  });

  it('lists my parts with their progress, the essential questions apart', async () => {
    await save('clinician', 'Q01.need.problem', { value: 'Trop lent' });
    const page = await ask<{ parts: Result[] }>('clinician', answeringPage, file.id);
    const mine = page.parts.find(({ id }) => id === partOf('Q01/clinician'));
    expect(mine).toMatchObject({
      mine: true,
      masked: false,
      assignees: ['clinician'],
      progress: { total: 5, answered: 1, complete: 1 },
    });
    expect(page.parts.find(({ id }) => id === partOf('Q08/buyer'))).toMatchObject({ mine: false });
    // The security module waits for its condition.
    expect(page.parts.some(({ sectionKey }) => sectionKey === 'SEC')).toBe(false);
  });

  it('opens and closes questions with an answer, keeping answers and counts', async () => {
    await save('itSecurity', 'Q09.it.hosting', { value: 'hds_cloud' });
    await save('itSecurity', 'Q09.it.hds', { value: 'no' });
    const open = await counts();
    await save('itSecurity', 'Q09.it.hosting', { value: 'on_premise', baseVersion: 1 });
    const shut = await counts();
    expect(shut.kept).toEqual(shut.recount);
    expect(shut.kept).toMatchObject({
      questions: (open.kept?.questions ?? 0) - 1,
      answered: (open.kept?.answered ?? 0) - 1,
    });
    const page = await ask<{ questionKeys: string[]; answers: Result[] }>(
      'itSecurity',
      partPage,
      partOf('Q09/it_security'),
    );
    expect(page.questionKeys).not.toContain('Q09.it.hds');
    expect(page.answers.map(({ questionKey }) => questionKey)).toContain('Q09.it.hds');
    // A whole module, with the part it makes.
    await save('itSecurity', 'Q09.it.security-file', { value: 'no' });
    expect((await counts()).kept?.parts).toBe((shut.kept?.parts ?? 0) + 1);
  });

  it('counts right when answers that hang together are saved at the same time', async () => {
    await save('itSecurity', 'Q09.it.hosting', { value: 'on_premise' });
    await Promise.all([
      save('itSecurity', 'Q09.it.hosting', { value: 'hds_cloud', baseVersion: 1 }),
      save('itSecurity', 'Q09.it.hds', { value: 'yes' }),
      save('clinician', 'Q01.need.problem', { value: 'Trop lent' }),
      save('itSecurity', 'Q09.it.security-file', { value: 'no' }),
    ]);
    const { kept, recount } = await counts();
    expect(kept).toEqual(recount);
    expect(kept?.answered).toBe(4);
  });

  it('keeps what stood when the author changes, and takes it back', async () => {
    await inDatabase((client) =>
      client.query(
        'insert into part_assignee (organisation_id, part_id, seat_id, assigned_at) values ($1, $2, $3, now())',
        [chu.id, partOf('Q01/clinician'), file.seats.clinician2],
      ),
    );
    const first = await save('clinician', 'Q01.need.problem', { value: 'Premier texte' });
    const { id } = first['answer'] as { id: string };
    await save('clinician2', 'Q01.need.problem', { value: 'Second texte', baseVersion: 1 });
    const before = await ask<Result[]>('chair', history, id);
    expect(before).toMatchObject([
      { version: 2, current: true, revisionId: null, authorName: 'clinician2' },
      { version: 1, current: false, value: 'Premier texte', authorName: 'clinician' },
    ]);
    const input = (changes: object = {}) => ({
      input: {
        operationId: operationId(),
        partId: partOf('Q01/clinician'),
        questionKey: 'Q01.need.problem',
        revisionId: before[1]?.['revisionId'],
        baseVersion: 2,
        ...changes,
      },
    });
    expect(await mutate('buyer', restoreRevision, input())).toMatchObject({ code: 'not_assigned' });
    expect(await mutate('clinician', restoreRevision, input({ baseVersion: 1 }))).toMatchObject({
      __typename: 'AnswerConflict',
    });
    expect(
      await mutate('clinician', restoreRevision, input({ questionKey: 'Q01.need.volume' })),
    ).toMatchObject({ code: 'not_found' });
    expect(await mutate('clinician', restoreRevision, input())).toMatchObject({
      answer: { value: 'Premier texte', version: 3 },
    });
    expect(await mutate('clinician', restoreRevision, input({ baseVersion: 3 }))).toMatchObject({
      code: 'nothing_to_restore',
    });
    const after = await ask<Result[]>('clinician', history, id);
    expect(after.map(({ version }) => version)).toEqual([3, 2, 1]);
    expect(after.every(({ revisionId }) => revisionId !== null)).toBe(true);
    expect(await events('answer.revised')).toHaveLength(3);
  });

  it('counts anew when documents changed', async () => {
    const eventId = operationId();
    await inDatabase(async (client) => {
      await client.query(
        `insert into event (organisation_id, id, type, schema_version, evaluation_id, principal_kind,
           principal_id, subject_kind, data, occurred_at)
         values ($1, $2, 'evidence.linked', 1, $3, 'system', 'test', 'evidence_link', '{}', now())`,
        [chu.id, eventId, file.id],
      );
      await client.query(
        'update evaluation_progress set soft_blockers = 0 where evaluation_id = $1',
        [file.id],
      );
    });
    const consumer = answersConsumer(started.server);
    expect(consumer.wants('evidence.linked')).toBe(true);
    await consumer.deliver({ organisationId: chu.id, eventId, type: 'evidence.linked' });
    expect((await counts()).kept?.softBlockers).toBeGreaterThan(0);
  });
});
