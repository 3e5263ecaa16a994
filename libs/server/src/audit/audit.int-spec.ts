import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { startTestServer, type TestServer } from '@consilium/testing';
import { seedDemo } from '../demo/seed';
import type { Actor } from '../platform/database';
import { sealEvents } from '../platform/events';
import { openStores } from '../platform/storage';
import { linesOf } from './audit-lines';
import { parseHead } from './witnesses';
import { holds, verifyChains, type AuditOptions, type AuditReport } from './verify-chains';

describe('an audit of the demo, by whoever owns the database', () => {
  let started: TestServer;
  let owner: Client;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'consilium-audit-'));
    started = await startTestServer({ CONSILIUM_DATA: folder });
    owner = new Client({ connectionString: started.ownerUrl });
    await owner.connect();
    // As beside a worker: what is sealed while it is made names the chain as it is by then.
    let seeded = false;
    const seeding = seedDemo(started.server).finally(() => (seeded = true));
    do {
      const { rows } = await owner.query<{ id: string }>('select consilium_organisations() as id');
      for (const { id } of rows) {
        while ((await sealEvents(started.server.unitOfWork, id)).sealed > 0);
      }
      await pause(50);
    } while (!seeded);
    await seeding;
    for (const { id } of (await owner.query<{ id: string }>('select id from organisation')).rows) {
      while ((await sealEvents(started.server.unitOfWork, id)).sealed > 0);
    }
  }, 120_000);
  afterAll(async () => {
    await owner?.end();
    await started?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const audits = async (options: AuditOptions = {}): Promise<AuditReport[]> => {
    const all: AuditReport[] = [];
    for await (const one of verifyChains(started.server.dataSource, options)) {
      all.push(one);
    }
    return all;
  };

  it('finds nothing in a database that nobody touched', async () => {
    const found = await audits();
    expect(found.flatMap(({ findings }) => findings)).toEqual([]);
    expect(found.every(holds)).toBe(true);
  });

  const files = async () => (await openStores(started.server.configuration.storage)).files;
  /** What an audit says is wrong, as `fault thing id`. */
  const wrong = async (options: AuditOptions = {}): Promise<string[]> =>
    (await audits(options))
      .flatMap(({ findings }) => findings)
      .map(({ fault, thing, id }) => `${fault} ${thing} ${id}`)
      .toSorted();
  /** Runs one statement as somebody who owns the tables, and gives the ids that it returned. */
  const tamper = async (table: string, sql: string): Promise<string[]> => {
    await owner.query(`alter table ${table} disable trigger user`);
    const { rows } = await owner.query<{ id: string }>(sql);
    await owner.query(`alter table ${table} enable trigger user`);
    if (rows.length === 0) throw new Error(`nothing to tamper with: ${sql}`);
    return rows.map(({ id }) => id);
  };
  const oneOf = (table: string, where = 'true'): string =>
    `id = (select x.id from ${table} x where ${where} order by x.id limit 1)`;

  it('says of what was removed on record that it was, and never that it was altered', async () => {
    const { rows } = await owner.query<{
      member: string;
      filed: string;
      file: string;
      document: string;
      org: string;
    }>(
      `select m.id as member, s.id as filed, v.file_id as file, s.document_id as document, s.organisation_id as org
         from filed_document s
         join document_version v on v.document_id = s.document_id and v.number = s.version_number
         join member m on m.organisation_id = s.organisation_id and m.email = 'coordinator@demo.test'
        where not exists (select 1 from filed_document o
          where o.document_id = s.document_id and o.id <> s.id)
        order by s.id limit 1`,
    );
    const { member, filed, file, document, org } = rows[0]!;
    const coordinator: Actor = {
      principal: { kind: 'person', id: member },
      organisationId: org,
      organisationFunctions: ['coordinator'],
      correlationId: 'test',
    };
    const purged = await started.server.evidence.purgeDocument(coordinator, {
      operationId: v7(),
      filedDocumentId: filed,
      reason: 'Données d’un patient',
      title: 'Document effacé',
    });
    expect(purged).not.toHaveProperty('code');
    const [report] = await audits({ storage: await files() });
    expect(report!.findings).toEqual([]);
    expect(report!.removed).toEqual([
      { thing: 'file', id: file },
      { thing: 'title and readers of a document', id: document },
    ]);
    expect(linesOf(report!)).toContain(`  removed on record: file ${file}`);
  });

  it('reads the files, and names the one whose bytes are others and the one that is gone', async () => {
    const { rows } = await owner.query<{ id: string; organisation_id: string }>(
      'select id, organisation_id from stored_file where purged_at is null order by id limit 2',
    );
    const [changed, gone] = rows as [(typeof rows)[0], (typeof rows)[0]];
    const path = ({ id, organisation_id: org }: (typeof rows)[0]) => join(folder, 'files', org, id);
    const [kept, other] = [await readFile(path(changed)), await readFile(path(gone))];
    await writeFile(path(changed), 'autre contenu');
    await rm(path(gone));
    expect(await wrong({ storage: await files() })).toEqual([
      `altered bytes of a file ${changed.id}`,
      `deleted bytes of a file ${gone.id}`,
    ]);
    await writeFile(path(changed), kept);
    await writeFile(path(gone), other);
    expect(await wrong({ storage: await files() })).toEqual([]);
  });

  it('names each thing that was changed, deleted or put in, by its kind and id', async () => {
    const expected: string[] = [];
    const expects = (what: string, ids: readonly string[]) =>
      expected.push(...ids.map((id) => `${what} ${id}`));

    const device = `(select d.name from device d
      join device_version v on v.device_id = d.id
      join evaluation e on e.device_version_id = v.id where e.id = snapshot.evaluation_id)`;
    expects(
      'altered seal',
      await tamper(
        'snapshot',
        `update snapshot set entries = array(select replace(t, ${device}, 'Autre appareil')
           from unnest(entries) t) where ${oneOf('snapshot')} returning id`,
      ),
    );
    const [answer] = await tamper(
      'answer',
      `update answer set comment = comment || ' (corrigé)' where ${oneOf(
        'answer',
        `exists (select 1 from part p where p.id = x.part_id and p.state = 'submitted')`,
      )} returning id`,
    );
    expects('altered answer', [answer!]);
    // Whose last revision is another, or gone, is not what its revisions say either.
    const { rows: changed } = await owner.query<{ id: string; answer_id: string }>(
      `update answer_revision set comment = 'autre'
        where ${oneOf('answer_revision', `x.answer_id <> '${answer!}'`)} returning id, answer_id`,
    );
    expects('altered answer revision', [changed[0]!.id]);
    const others = `x.answer_id not in ('${answer!}', '${changed[0]!.answer_id}')`;
    const { rows: gone } = await owner.query<{ id: string; answer_id: string }>(
      `delete from answer_revision where ${oneOf('answer_revision', others)} returning id, answer_id`,
    );
    expects('deleted answer revision', [gone[0]!.id]);
    expects('altered answer', [changed[0]!.answer_id, gone[0]!.answer_id]);
    const { rows: ratings } = await owner.query<{ key: string }>(
      `update rating set value = case value when 9 then 1 else value + 1 end
        where ${oneOf('rating', 'x.value is not null')}
        returning round_id || ':' || seat_id || ':' || statement_key as key`,
    );
    expects('altered rating', [ratings[0]!.key]);
    for (const [what, table, sql] of [
      ['altered results of a round', 'round_result', `results = results || '{"invited": 99}'`],
      ['altered opinion', 'opinion', `reasons = 'Autres motifs'`],
      ['altered vote', 'vote', `choice = case choice when 'for' then 'against' else 'for' end`],
      ['altered decision', 'decision', `reason = 'Autre motif'`],
      ['altered formal advice', 'formal_advice', `body = 'Autre avis'`],
      ['altered declaration of interests', 'declaration', `assessment_reason = 'Autre'`],
      ['altered minutes', 'meeting', `minutes = 'Autre compte rendu'`],
      ['altered comment', 'comment', `body = 'Autre'`],
      ['altered template', 'template_version', `document = replace(document, 'HAS', 'ANS')`],
    ] as const) {
      const where = {
        opinion: oneOf('opinion', `x.state = 'adopted'`),
        meeting: oneOf('meeting', 'x.validated_at is not null'),
      }[table as string];
      expects(
        what,
        await tamper(
          table,
          `update ${table} set ${sql} where ${where ?? oneOf(table)} returning id`,
        ),
      );
    }
    expects(
      'without_event comment',
      await tamper(
        'comment',
        `insert into comment select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid()))).*
           from comment c where ${oneOf('comment').replace('id =', 'c.id =')} returning id`,
      ),
    );
    expects(
      'altered file',
      await tamper(
        'stored_file',
        `update stored_file set purged_at = now() where ${oneOf('stored_file', 'x.purged_at is null')} returning id`,
      ),
    );
    expects(
      'altered mark of an event',
      await tamper('event', `update event set sealed = false where ${oneOf('event')} returning id`),
    );
    expect(await wrong()).toEqual(expected.toSorted());
  });

  it('finds out that the end of a chain was cut off, by heads that were written down', async () => {
    const [before] = await audits();
    const head = parseHead(`${before!.length}:${before!.head}`)!;
    const { rows: seals } = await owner.query<{ id: string; n: string }>(
      `select id, content #>> '{header,chain,n}' as n from snapshot order by sealed_at desc limit 1`,
    );
    const { id: seal, n } = seals[0]!;
    // Only an owner who takes the foreign keys down first gets this far.
    await owner.query(`do $$ declare k record; begin
      for k in select conname, conrelid::regclass as t from pg_constraint
               where contype = 'f' and confrelid = 'event'::regclass
      loop execute format('alter table %s drop constraint %I', k.t, k.conname); end loop; end $$`);
    await owner.query(
      `with cut as (delete from chain_link where n >= $1 returning event_id)
       delete from event e using cut where e.id = cut.event_id`,
      [n],
    );
    const [after] = await audits({ witnesses: [head] });
    expect([after!.fault, after!.length]).toEqual([null, Number(n) - 1]);
    expect(after!.known.has(head)).toBe(false);
    const found = after!.findings.map(({ fault, thing, id }) => `${fault} ${thing} ${id}`);
    expect(found).toContain(`not_found link of a chain ${n}`);
    expect(found).toContain(`without_event seal ${seal}`);
  });

  it('names the link whose event was taken out of the middle', async () => {
    await owner.query(
      `delete from event where id = (select event_id from chain_link where n = 12)`,
    );
    const [report] = await audits();
    expect(report!.fault).toEqual({ n: '12', fault: 'event_missing' });
    expect(linesOf(report!)[0]).toMatch(/BROKEN at link 12: its event is gone/);
  });
});
