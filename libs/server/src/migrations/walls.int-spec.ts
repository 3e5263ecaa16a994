import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '@consilium/testing';

/** Tables without an organisation, and why that is right. */
const withoutWall = [
  'account', // one person across organisations; the application role cannot read it
  'session', // likewise
  'rate_limit', // counts by network address, before anybody is known
  'migrations', // the owner's own
];

/** Every function that runs as the owner: the closed list of gaps in the walls. */
const gaps = [
  'consilium_account',
  'consilium_claim_mail',
  'consilium_claim_outbox',
  'consilium_claim_set_up',
  'consilium_clear_outbox',
  'consilium_close_session',
  'consilium_close_sessions',
  'consilium_credentials',
  'consilium_files_to_sweep',
  'consilium_found',
  'consilium_is_empty',
  'consilium_open_session',
  'consilium_organisations',
  'consilium_reminders_due',
  'consilium_reset_password',
  'consilium_session',
  'consilium_set_locale',
  'consilium_set_password',
  'consilium_unsealed',
];

/** Records: added, and neither changed nor deleted by the product. */
const records = [
  'answer_revision',
  'answer_set',
  'chain_link',
  'decision',
  'event',
  'formal_advice',
  'operation',
  'phase_move_made',
  'reminder_day',
  'round_result',
  'snapshot',
  'supplier_reply',
  'template_move_made',
  'template_version',
];

/** The only columns that the product may change of rows that are otherwise kept as they were. */
const changeable = {
  event: ['sealed'],
  stored_file: ['bytes_gone', 'name', 'purged_at'],
  document_version: ['document_date', 'valid_until'],
};

/** What is changed and never deleted. */
const neverDeleted = [
  'answer',
  'comment',
  'committee',
  'committee_seat',
  'declaration',
  'document',
  'document_version',
  'evaluation',
  'evaluation_phase',
  'meeting',
  'member',
  'opinion',
  'part',
  'rating',
  'report',
  'round',
  'seat',
  'site',
  'thread',
];

describe('walls between organisations', () => {
  let database: TestDatabase;
  let owner: Client;
  let app: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new Client({ connectionString: database.ownerUrl });
    app = new Client({ connectionString: database.appUrl });
    await owner.connect();
    await app.connect();
  });
  afterAll(async () => {
    await app?.end();
    await owner?.end();
    await database?.drop();
  });

  const column = async (sql: string): Promise<string[]> =>
    (await owner.query<{ name: string }>(sql)).rows.map((row) => row.name);

  it('stand around every table but the few named here', async () => {
    const open = await column(`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind = 'r'
         and not exists (select 1 from pg_policy p where p.polrelid = c.oid
           and pg_get_expr(p.polqual, p.polrelid) like '%consilium_organisation()%'
           and pg_get_expr(p.polwithcheck, p.polrelid) like '%consilium_organisation()%')
       order by 1`);
    expect(open).toEqual([...withoutWall].sort());
    const notForced = await column(`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind = 'r' and not c.relrowsecurity order by 1`);
    expect(notForced).toEqual(['migrations', 'rate_limit']);
  });

  it('are part of every primary, unique and foreign key', async () => {
    const keys = await column(`
      select c.relname || '.' || x.conname as name
        from pg_constraint x join pg_class c on c.oid = x.conrelid
        join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and x.contype in ('p', 'u', 'f')
         and c.relname not in ('organisation', ${withoutWall.map((name) => `'${name}'`).join(', ')})
         and not exists (select 1 from pg_attribute a where a.attrelid = c.oid
           and a.attnum = any (x.conkey) and a.attname = 'organisation_id')
         and not (x.contype = 'f' and x.confrelid = 'account'::regclass)
       order by 1`);
    expect(keys).toEqual([]);
    const indexes = await column(`
      select i.relname as name from pg_index x join pg_class i on i.oid = x.indexrelid
        join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and x.indisunique
         and c.relname not in ('organisation', ${withoutWall.map((name) => `'${name}'`).join(', ')})
         and not exists (select 1 from pg_attribute a where a.attrelid = c.oid
           and a.attnum = any (x.indkey) and a.attname = 'organisation_id')`);
    expect(indexes).toEqual([]);
  });

  it('have the gaps listed here and no other, none open to everybody', async () => {
    const definers = await column(`
      select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname = 'public' and p.prosecdef order by 1`);
    expect(definers).toEqual([...gaps].sort());
    const loose = await column(`
      select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname = 'public' and p.prosecdef
         and (p.proconfig is null or not exists (
           select 1 from unnest(p.proconfig) s where s like 'search_path=%')
           or has_function_privilege('public', p.oid, 'execute'))`);
    expect(loose).toEqual([]);
  });

  it('leave the application role nothing to define, own or bypass', async () => {
    const [role] = (
      await app.query(`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
        has_schema_privilege(current_user, 'public', 'create') as creates
        from pg_roles where rolname = current_user`)
    ).rows;
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      creates: false,
    });
    for (const table of ['account', 'session']) {
      await expect(app.query(`select * from ${table}`)).rejects.toThrow(/permission denied/);
    }
  });

  it.each(records)('leave %s as it was written', async (table) => {
    const columns = await column(
      `select attname as name from pg_attribute
        where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped`,
    );
    expect(columns).toContain('organisation_id');
    const open: readonly string[] = table === 'event' ? changeable.event : [];
    for (const name of columns.filter((each) => !open.includes(each))) {
      await expect(app.query(`update "${table}" set "${name}" = "${name}"`)).rejects.toThrow(
        `permission denied for table ${table}`,
      );
    }
    await expect(app.query(`delete from "${table}"`)).rejects.toThrow(
      `permission denied for table ${table}`,
    );
    await expect(app.query(`truncate "${table}"`)).rejects.toThrow(
      `permission denied for table ${table}`,
    );
    // It can be read and added to; else a refusal would prove nothing.
    const [holds] = (
      await app.query<{ adds: boolean }>(`select has_table_privilege('${table}', 'select')
        and has_table_privilege('${table}', 'insert') as adds`)
    ).rows;
    expect(holds).toEqual({ adds: true });
  });

  it.each(Object.entries(changeable))(
    'let the product change %s in %j alone',
    async (table, all) => {
      expect(
        await column(
          `select attname as name from pg_attribute
          where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped
            and has_column_privilege('consilium_app', attrelid, attnum, 'update') order by 1`,
        ),
      ).toEqual(all);
    },
  );

  it.each(neverDeleted)('let nobody delete from %s', async (table) => {
    await expect(app.query(`delete from "${table}"`)).rejects.toThrow(
      `permission denied for table ${table}`,
    );
  });

  it('show nothing without an organisation, and only its own rows with one', async () => {
    const [a, b] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
    await owner.query(
      `insert into organisation (id, slug, name) values ('${a}', 'a', 'A'), ('${b}', 'b', 'B')`,
    );
    await owner.query(
      `insert into site (organisation_id, id, name) values ('${a}', '${a}', 'Nord'), ('${b}', '${b}', 'Sud')`,
    );
    expect((await app.query('select * from site')).rows).toEqual([]);
    await app.query(`begin; set local consilium.organisation = '${a}'`);
    expect((await app.query('select name from site')).rows).toEqual([{ name: 'Nord' }]);
    await expect(
      app.query(`insert into site (organisation_id, id, name) values ('${b}', '${a}', 'x')`),
    ).rejects.toThrow(/row-level security/);
    await app.query('rollback');
  });
});
