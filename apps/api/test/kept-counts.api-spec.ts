import 'reflect-metadata';
import { Client } from 'pg';
import { evidenceCountsOf } from '@consilium/server/evidence';
import { keptProgress, recountProgress } from '@consilium/server/answers';
import { systemActor } from '@consilium/server/platform/database';
import {
  buildHospital,
  startTestServer,
  type TestEvaluation,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import { startApplication, type Application } from '../src/application';
import { answersRoom } from './answers-room';
import { evidenceRoom } from './evidence-room';

describe('what is kept of the documents behind answers', () => {
  const question = 'Q09.it.architecture';
  let started: TestServer;
  let application: Application;
  let chu: TestHospital;
  let file: TestEvaluation;
  let owner: Client;
  const { save } = answersRoom(() => ({ started, application, chu, file }));
  const { as, add, mutate } = evidenceRoom(() => ({ application, chu, file }));

  beforeAll(async () => {
    started = await startTestServer();
    chu = await buildHospital(started.ownerUrl);
    owner = new Client({ connectionString: started.ownerUrl });
    await owner.connect();
    application = await startApplication(started.server, { host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await application?.close();
    await owner?.end();
    await started?.close();
  });

  const softBlockers = (evaluationId: string) =>
    started.server.unitOfWork.read(systemActor(chu.id, 'test', 'test'), async (tx) => {
      const kept = await keptProgress(tx, evaluationId);
      expect(kept).toEqual(await recountProgress(tx, started.server.templates, evaluationId));
      return kept!.softBlockers;
    });

  it('follows an upload to a question, and a purge in every file that rests on it', async () => {
    const first = await chu.addEvaluation();
    const second = await chu.addEvaluation();
    for (const each of [first, second]) {
      file = each;
      expect(await save('itSecurity', question, { value: { provided: true } })).toMatchObject({
        __typename: 'AnswerSaved',
      });
    }
    const unproven = await softBlockers(first.id);
    expect(await softBlockers(second.id)).toBe(unproven);

    file = first;
    const member = await as('itSecurity');
    const added = await add(member, { questionKeys: [question] });
    await started.deliver();
    expect(await softBlockers(first.id)).toBe(unproven - 1);
    const linked = await mutate(member, 'linkEvidence', {
      evaluationId: second.id,
      documentId: added.document.documentId,
      questionKey: question,
    });
    expect(linked.__typename).toBe('EvidenceSaved');
    await started.deliver();
    expect(await softBlockers(second.id)).toBe(unproven - 1);

    // What an opinion was adopted on counts there as it did then.
    await owner.query('update evaluation set sealed = true where id = $1', [second.id]);
    const purged = await mutate(await as('coordinator'), 'purgeDocument', {
      id: added.id,
      reason: 'Nom de patient visible',
      title: null,
    });
    expect(purged.__typename).toBe('EvidenceSaved');
    await started.deliver();
    expect(await softBlockers(first.id)).toBe(unproven);
    expect(await softBlockers(second.id)).toBe(unproven - 1);
    const actor = systemActor(chu.id, 'test', 'test');
    expect(
      await started.server.unitOfWork.read(actor, (tx) => evidenceCountsOf(tx, first.id)),
    ).toEqual({});
    expect(
      await started.server.unitOfWork.read(actor, (tx) => evidenceCountsOf(tx, second.id)),
    ).toEqual({ [question]: 1 });
  });
});
