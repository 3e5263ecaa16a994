import { Client } from 'pg';
import { buildHospital, startTestServer, type TestServer } from '@consilium/testing';
import { sealEvents } from '../platform/events';
import { verifyChains } from './verify-chains';

const events = 100_000;
const revisionsOfEach = 100;

describe('an audit of a hundred thousand events', () => {
  let started: TestServer;
  let owner: Client;

  beforeAll(async () => {
    started = await startTestServer();
    owner = new Client({ connectionString: started.ownerUrl });
    await owner.connect();
    const chu = await buildHospital(started.ownerUrl, 'chu');
    const file = await chu.addEvaluation();
    const [part] = Object.values(file.parts);
    const author = [file.seats.clinician, chu.members.clinician];
    await owner.query(
      `insert into answer (organisation_id, id, answer_set_id, part_id, question_key, state, value,
         comment, version, revised_version, author_seat_id, author_id, updated_at)
       select $1, gen_random_uuid(), $2, $3, 'question ' || i, 'value', to_jsonb('mot ' || $6::int),
         'commentaire ' || $6::int, $6, $6, $4, $5, now()
         from generate_series(1, $7::int) i`,
      [chu.id, file.answerSetId, part, ...author, revisionsOfEach, events / revisionsOfEach],
    );
    await owner.query(
      `insert into answer_revision (organisation_id, id, answer_id, version, state, value, comment,
         author_seat_id, author_id, written_at, salt)
       select organisation_id, gen_random_uuid(), id, v, 'value', to_jsonb('mot ' || v),
         'commentaire ' || v, author_seat_id, author_id, now(), gen_random_bytes(32)
         from answer, generate_series(1, $1::int) v where question_key like 'question %'`,
      [revisionsOfEach],
    );
    await owner.query(
      `insert into event (organisation_id, id, type, schema_version, evaluation_id, principal_kind,
         principal_id, seat_id, subject_kind, subject_id, data, content_digest, occurred_at)
       select organisation_id, gen_random_uuid(), 'answer.revised', 1, $1, 'person', author_id::text,
         author_seat_id, 'answer', answer_id,
         jsonb_build_object('revisionId', id, 'version', version),
         encode(hmac(convert_to(format('{"comment":"%s","state":"value","value":"%s"}',
           comment, value #>> '{}'), 'UTF8'), salt, 'sha256'), 'hex'), now()
         from answer_revision`,
      [file.id],
    );
    while ((await sealEvents(started.server.unitOfWork, chu.id, 5_000)).sealed > 0);
    await owner.query('analyze');
  }, 600_000);
  afterAll(async () => {
    await owner?.end();
    await started?.close();
  });

  it('takes less than a minute, and finds the one revision that was changed', async () => {
    const [id] = (
      await owner.query<{ id: string }>(
        `update answer_revision set comment = 'autre' where id = (select id from answer_revision
           where version = 50 limit 1) returning id`,
      )
    ).rows.map((row) => row.id);
    const begun = Date.now();
    const before = process.memoryUsage().heapUsed;
    const reports = [];
    for await (const report of verifyChains(started.server.dataSource)) reports.push(report);
    const took = Date.now() - begun;
    const [{ length, fault, findings } = { length: 0, fault: null, findings: [] }] = reports;
    process.stderr.write(
      `audit of ${length} events: ${took} ms, ${Math.round((process.memoryUsage().heapUsed - before) / 1e6)} MB more\n`,
    );
    expect([length, fault]).toEqual([events, null]);
    const revisions = findings.filter(({ thing }) => thing.startsWith('answer'));
    expect(revisions.map(({ fault: what, id: which }) => [what, which])).toEqual([['altered', id]]);
    expect(took).toBeLessThan(60_000);
  }, 120_000);
});
