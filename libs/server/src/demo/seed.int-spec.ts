import { Client } from 'pg';
import { startTestServer, type TestServer } from '@consilium/testing';
import type { Actor } from '../platform/database';
import { clearUnfinishedDemo, seedDemo } from './seed';

describe('the demo', () => {
  let started: TestServer;
  let owner: Client;

  beforeAll(async () => {
    started = await startTestServer();
    owner = new Client({ connectionString: started.ownerUrl });
    await owner.connect();
  });
  afterAll(async () => {
    await owner?.end();
    await started?.close();
  });

  it('shows files in several phases, made through the product’s own doors, once', async () => {
    await seedDemo(started.server);
    await seedDemo(started.server);
    const { rows } = await owner.query<{ phase: string; sealed: boolean }>(
      'select phase, sealed from evaluation order by reference',
    );
    expect(rows).toEqual([
      { phase: 'draft', sealed: false },
      { phase: 'closed', sealed: false },
      { phase: 'collecting', sealed: false },
      { phase: 'rating', sealed: false },
      { phase: 'decided', sealed: true },
    ]);
    const late = await owner.query(
      `select count(*)::int as n from part where state <> 'submitted' and due_on < current_date`,
    );
    expect(late.rows[0].n).toBeGreaterThan(0);
    // One file stands on an earlier edition: a move has something to say of each kind of answer.
    const file = await owner.query<{ id: string; organisation_id: string; member_id: string }>(
      `select e.id, e.organisation_id, m.id as member_id from evaluation e
         join member m on m.organisation_id = e.organisation_id and m.email = 'coordinator@demo.test'
        where e.phase = 'collecting'`,
    );
    const { id, organisation_id: organisationId, member_id: memberId } = file.rows[0]!;
    const coordinator: Actor = {
      principal: { kind: 'person', id: memberId },
      organisationId,
      organisationFunctions: ['coordinator'],
      correlationId: 'test',
    };
    const template = await started.server.unitOfWork.read(coordinator, (tx) =>
      started.server.templateMovesQueries.ofFile(tx, id, null),
    );
    expect(
      template?.preview?.touched.map(({ questionKey, fate }) => [questionKey, fate]).toSorted(),
    ).toEqual([
      ['Q01.need.problem', 'to_confirm'],
      ['Q01.need.requesters', 'retired'],
      ['Q01.need.volume', 'asked_again'],
    ]);
    const versions = await owner.query<{ version: string; files: number }>(
      `select v.version, count(e.id)::int as files from template_version v
         left join evaluation e on e.template_version_id = v.id
         join organisation o on o.id = v.organisation_id and o.slug = 'val-clair'
        group by v.version, v.published_at order by v.published_at desc`,
    );
    expect(versions.rows).toEqual([
      { version: '2026.1', files: 4 },
      { version: '2025.2', files: 1 },
    ]);
    expect(await clearUnfinishedDemo(started.ownerUrl)).toBe(false);
    const hospitals = await owner.query('select count(*)::int as n from organisation');
    expect(hospitals.rows[0].n).toBe(2);
  });

  it('is begun anew where an earlier start was cut off', async () => {
    const count = async () =>
      (await owner.query('select count(*)::int as n from evaluation')).rows[0].n as number;
    await owner.query(`update organisation set slug = 'gone' where slug = 'les-ormes'`);
    expect(await clearUnfinishedDemo(started.ownerUrl)).toBe(true);
    expect(await count()).toBe(0);
    await seedDemo(started.server);
    expect(await count()).toBe(5);
  });
});
