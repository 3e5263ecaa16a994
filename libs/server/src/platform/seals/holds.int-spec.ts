import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { createTestDatabase, type TestDatabase } from '@consilium/testing';
import { sealHolds } from './holds';
import { openSeal, SealBroken, sealList, type KeptSeal } from './seals';

describe('whether a seal holds', () => {
  let database: TestDatabase;
  let owner: Client;
  const organisation = v7();
  const evaluation = v7();

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query(`insert into organisation (id, slug, name) values ($1, 'chu', 'CHU')`, [
      organisation,
    ]);
    await owner.query(`alter table event drop constraint "${await evaluationKey()}"`);
  });
  afterAll(async () => {
    await owner?.end();
    await database?.drop();
  });

  const evaluationKey = async (): Promise<string> =>
    (
      await owner.query<{ name: string }>(
        `select conname as name from pg_constraint where conrelid = 'event'::regclass
          and confrelid = 'evaluation'::regclass`,
      )
    ).rows[0]!.name;
  const named = async (id: string, hash: string): Promise<void> => {
    await owner.query(
      `insert into event (organisation_id, id, type, schema_version, evaluation_id, principal_kind,
         principal_id, subject_kind, data, occurred_at)
       values ($1, $2, 'opinion.adopted', 1, $3, 'person', 'x', 'opinion', $4, now())`,
      [organisation, v7(), evaluation, JSON.stringify({ snapshot: id, hash })],
    );
  };
  const inSql = async (id: string, kept: KeptSeal, content = kept.canonical): Promise<boolean> =>
    (
      await owner.query<{ holds: boolean }>(
        `select ${sealHolds('z')} as holds from (select $1::uuid as organisation_id, $2::uuid as id,
           $3::uuid as evaluation_id, $4::text as canonical, $5::jsonb as content,
           $6::text[] as entries, $7::text as hash, $8::text as hash_alg) z`,
        [
          organisation,
          id,
          evaluation,
          kept.canonical,
          content,
          kept.entries,
          kept.hash,
          kept.hashAlg,
        ],
      )
    ).rows[0]!.holds;
  const inCode = (kept: KeptSeal): boolean => {
    try {
      openSeal(kept);
      return true;
    } catch (error) {
      if (error instanceof SealBroken) return false;
      throw error;
    }
  };

  const things = ['a', 'b'].map((id) => ({ kind: 'part', id, content: `contenu ${id}` }));
  const list = sealList({ header: { seal: 'opinion' }, entries: things, hidden: 0 });
  const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
  const whole: KeptSeal = {
    hashAlg: 'sha256',
    hash: hashOf('{"a":1}'),
    canonical: '{"a":1}',
    entries: null,
  };
  const changed = (text: string): string => text.replace('u a', 'u z');

  it.each<[string, KeptSeal, boolean]>([
    ['a list', list, true],
    ['a whole file', whole, true],
    ['an entry changed', { ...list, entries: list.entries!.map(changed) }, false],
    ['an entry taken out', { ...list, entries: list.entries!.slice(1) }, false],
    ['an entry twice', { ...list, entries: [...list.entries!, list.entries![0]!] }, false],
    ['no entries', { ...list, entries: [] }, false],
    ['entries gone', { ...list, entries: null }, false],
    ['another header', { ...list, canonical: list.canonical.replace('opinion', 'x') }, false],
    ['another way', { ...list, hashAlg: 'sha256' }, false],
    ['a way unknown', { ...list, hashAlg: 'md5' }, false],
    ['a whole file changed', { ...whole, canonical: '{"a":2}' }, false],
    ['a whole file as a list', { ...whole, hashAlg: list.hashAlg, entries: [] }, false],
  ])('is said alike in code and in SQL of %s', async (_what, kept, expected) => {
    const id = v7();
    await named(id, kept.hash);
    expect([inCode(kept), await inSql(id, kept)]).toEqual([expected, expected]);
  });

  it('asks besides that an event names it by its hash, and that both columns say the same', async () => {
    const id = v7();
    expect(await inSql(id, list)).toBe(false);
    await named(id, hashOf('another'));
    expect(await inSql(id, list)).toBe(false);
    await named(id, list.hash);
    expect(await inSql(id, list)).toBe(true);
    expect(await inSql(id, list, '{}')).toBe(false);
  });
});
