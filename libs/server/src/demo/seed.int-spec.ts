import { Client } from 'pg';
import { startTestServer, type TestServer } from '@consilium/testing';
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
