import { Client } from 'pg';
import { v7 } from 'uuid';
import {
  buildHospital,
  createTestDatabase,
  type TestDatabase,
  type TestEvaluation,
  type TestHospital,
} from '@consilium/testing';

/** Tables without an organisation, and why that is right. */
const withoutWall = [
  'account', // one person across organisations; the application role cannot read it
  'session', // likewise
  'password_reset', // likewise
  'set_up_code', // before there is any organisation; the application role cannot read it
  'attempt_count', // likewise, by digests
  'known_device', // browsers of an account; the application role cannot read it
  'security_line', // also of accounts; the application role cannot read it
  'migrations', // the owner's own
];

/** Every function that runs as the owner: the closed list of gaps in the walls. */
const gaps = [
  'consilium_ask_reset',
  'consilium_claim_mail',
  'consilium_claim_outbox',
  'consilium_claim_reports',
  'consilium_claim_set_up',
  'consilium_clear_outbox',
  'consilium_close_session',
  'consilium_close_sessions',
  'consilium_close_stranded_sessions',
  'consilium_credentials',
  'consilium_end_session',
  'consilium_delivered',
  'consilium_delivery_failed',
  'consilium_files_to_sweep',
  'consilium_forget_access',
  'consilium_forget_operations',
  'consilium_forget_security',
  'consilium_found',
  'consilium_hand_over',
  'consilium_invitation',
  'consilium_is_empty',
  'consilium_is_set_up_code',
  'consilium_knows_device',
  'consilium_new_account',
  'consilium_note_security',
  'consilium_note_security_event',
  'consilium_open_reset',
  'consilium_open_session',
  'consilium_organisations',
  'consilium_overdue_deliveries',
  'consilium_reminders_due',
  'consilium_remove_practice',
  'consilium_renew_sessions',
  'consilium_reset',
  'consilium_reset_words',
  'consilium_security_lines',
  'consilium_session',
  'consilium_session_use',
  'consilium_sessions',
  'consilium_set_locale',
  'consilium_set_password',
  'consilium_settle_session',
  'consilium_unsealed',
  'consilium_use_reset',
];

/** Records: added, and neither changed nor deleted by the product. */
const records = [
  'answer_revision',
  'answer_set',
  'chain_link',
  'decision',
  'event',
  'event_salt',
  'formal_advice',
  'operation',
  'panel_change',
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
  electorate_place: ['seat_id'],
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
  'electorate_place',
  'evaluation',
  'evaluation_phase',
  'invitation',
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
    expect(notForced).toEqual(['attempt_count', 'migrations']);
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
    for (const table of [
      'account',
      'session',
      'known_device',
      'password_reset',
      'security_line',
      'set_up_code',
    ]) {
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

describe('what an adoption sealed', () => {
  let database: TestDatabase;
  let owner: Client;
  let app: Client;
  let chu: TestHospital;
  let file: TestEvaluation;
  /** The opinion of a sealed file, and one that is still voted on. */
  let adopted: string;
  let voting: string;

  const insert = async (table: string, values: Record<string, unknown>): Promise<string> => {
    const row = { organisation_id: chu.id, id: v7(), ...values };
    await owner.query(
      `insert into ${table} (${Object.keys(row).join(', ')})
       values (${Object.keys(row).map((_, index) => `$${index + 1}`)})`,
      Object.values(row),
    );
    return row.id;
  };
  const addOpinion = async ({ id, seats }: TestEvaluation): Promise<string> => {
    const opinion = await insert('opinion', {
      evaluation_id: id,
      cycle: 1,
      state: 'voting',
      outcome: 'favourable_with_conditions',
      reasons: 'Utile au lit du patient.',
      reasons_by_question: '[]',
      missing_elements: '[]',
      failed_predicates: '[]',
      proposed_by: chu.members.chair,
      proposed_at: new Date(),
      voting_since: new Date(),
    });
    const of = { opinion_id: opinion, seat_id: seats.clinician };
    await insert('vote', {
      ...of,
      choice: 'for',
      cast_by_seat: seats.clinician,
      cast_at: new Date(),
    });
    await insert('minority_opinion', { ...of, text: 'Trop tôt.', written_at: new Date() });
    await insert('opinion_condition', { opinion_id: opinion, position: 0, text: 'Former.' });
    await insert('blocker_override', {
      evaluation_id: id,
      question_key: 'Q01.ce',
      effect: 'hard',
      reason: 'Certificat reçu hier.',
      seat_id: seats.chair,
      made_at: new Date(),
    });
    return opinion;
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new Client({ connectionString: database.ownerUrl });
    app = new Client({ connectionString: database.appUrl });
    await owner.connect();
    await app.connect();
    chu = await buildHospital(database.ownerUrl);
    file = await chu.addEvaluation({ phase: 'opinion' });
    adopted = await addOpinion(file);
    voting = await addOpinion(await chu.addEvaluation({ phase: 'opinion' }));
    await owner.query(
      `update opinion set state = 'adopted', adopted_at = now(), version = version + 1 where id = $1`,
      [adopted],
    );
    await owner.query('update evaluation set sealed = true where id = $1', [file.id]);
    await app.query(`set consilium.organisation = '${chu.id}'`);
  });
  afterAll(async () => {
    await app?.end();
    await owner?.end();
    await database?.drop();
  });

  /** Changes that would tell another story of the opinion `$1` than the one that was adopted. */
  const rewritings: [string, string][] = [
    ['the outcome', `update opinion set outcome = 'favourable' where id = $1`],
    ['the tally', `update opinion set tally = '{}' where id = $1`],
    [
      'whether it was adopted',
      `update opinion set state = 'draft', adopted_at = null, version = version + 1 where id = $1`,
    ],
    [
      'its reasons, in the shadow of a new cycle',
      `update opinion set superseded_at = now(), reasons = '' where id = $1`,
    ],
    ['a ballot', `update vote set choice = 'against' where opinion_id = $1`],
    ['a ballot away', 'delete from vote where opinion_id = $1'],
    [
      'a ballot more',
      `insert into vote select o.organisation_id, gen_random_uuid(), o.id, s.id, 'for', s.id, now()
         from opinion o join seat s on s.evaluation_id = o.evaluation_id
        where o.id = $1 and 'biomedical' = any (s.answer_roles) limit 1`,
    ],
    ['a dissent', `update minority_opinion set text = 'D’accord.' where opinion_id = $1`],
    ['a dissent away', 'delete from minority_opinion where opinion_id = $1'],
    ['a condition', `update opinion_condition set text = 'Rien.' where opinion_id = $1`],
    [
      'a condition while it is met',
      `update opinion_condition set state = 'met', due_on = '2030-01-01' where opinion_id = $1`,
    ],
    ['a condition away', 'delete from opinion_condition where opinion_id = $1'],
    [
      'a condition more',
      `insert into opinion_condition (organisation_id, id, opinion_id, position)
         select organisation_id, gen_random_uuid(), id, 7 from opinion where id = $1`,
    ],
    [
      'a blocker set aside, away',
      `delete from blocker_override b using opinion o
        where o.id = $1 and b.evaluation_id = o.evaluation_id`,
    ],
    [
      'a blocker more set aside',
      `insert into blocker_override select b.organisation_id, gen_random_uuid(), b.evaluation_id,
         'Q02.more', b.effect, b.reason, b.seat_id, b.made_at
         from blocker_override b join opinion o on o.evaluation_id = b.evaluation_id
        where o.id = $1`,
    ],
  ];

  it.each(rewritings)('stays: %s', async (_, sql) => {
    for (const client of [app, owner]) {
      await expect(client.query(sql, [adopted])).rejects.toThrow(/stays as it is/);
    }
  });

  it.each(rewritings)('was free before: %s', async (_, sql) => {
    await app.query('begin');
    const { rowCount } = await app.query(sql, [voting]);
    await app.query('rollback');
    expect(rowCount).toBe(1);
  });

  it('stays: the opinion itself', async () => {
    await expect(owner.query('delete from opinion where id = $1', [adopted])).rejects.toThrow(
      /stays as it is/,
    );
  });

  it('lets nobody change the reason of a blocker set aside, sealed or not', async () => {
    await expect(app.query(`update blocker_override set reason = ''`)).rejects.toThrow(
      'permission denied for table blocker_override',
    );
  });

  it('waits for an adoption under way, and keeps what it sealed', async () => {
    await owner.query('begin');
    await owner.query(`update opinion set state = 'adopted', adopted_at = now() where id = $1`, [
      voting,
    ]);
    const late = expect(
      app.query(`update vote set choice = 'against' where opinion_id = $1`, [voting]),
    ).rejects.toThrow(/stays as it is/);
    const held = `select 1 from pg_stat_activity where wait_event_type = 'Lock'
      and query like 'update vote set choice = ''against''%' and datname = current_database()`;
    // A transaction goes on seeing the activity of its first look unless told to look again.
    while ((await owner.query(held)).rowCount === 0) {
      await owner.query('select pg_stat_clear_snapshot()');
    }
    await owner.query('commit');
    await late;
  });

  it('goes on: conditions are met or given up, and a later cycle leaves the opinion behind', async () => {
    const states = ['met', 'waived', 'open'];
    for (const state of states) {
      const { rowCount } = await app.query(
        `update opinion_condition set state = $2, closed_note = 'Vu.', closed_at = now(),
           closed_by = $3 where opinion_id = $1`,
        [adopted, state, chu.members.chair],
      );
      expect(rowCount).toBe(1);
    }
    const leave = 'update opinion set superseded_at = now() where id = $1';
    expect((await app.query(leave, [adopted])).rowCount).toBe(1);
    for (const sql of [leave, 'update opinion set superseded_at = null where id = $1']) {
      await expect(app.query(sql, [adopted])).rejects.toThrow(/stays as it is/);
    }
    await app.query('update evaluation set sealed = false where id = $1', [file.id]);
    expect(
      (await app.query('delete from blocker_override where evaluation_id = $1', [file.id]))
        .rowCount,
    ).toBe(1);
  });
});
