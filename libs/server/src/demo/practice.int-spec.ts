import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { composeLibraryTemplate } from '@consilium/domain/templates';
import { startTestServer, type TestServer } from '@consilium/testing';
import { verifyChains, type AuditReport } from '../audit';
import { queueReports, buildReport } from '../reports';
import { sealEvents } from '../platform/events';
import { fileKey, openStores } from '../platform/storage';
import { earlierEditionOf } from './earlier-template';
import { decided, halfAnswered } from './files';
import { seedDemo } from './seed';
import { Stage, type DemoEdition, type DemoRequest } from './stage';

/** Everything that the fictional people request here is for practice. */
class Rehearsal extends Stage {
  readonly requested: string[] = [];

  override async request(request: DemoRequest, edition: DemoEdition | null = null) {
    const id = await super.request({ ...request, practice: true }, edition);
    this.requested.push(id);
    return id;
  }
}

const shortest: DemoRequest = {
  title: 'Essai',
  need: 'Apprendre.',
  specialties: [],
  deviceName: 'Essai (fictif)',
  manufacturer: 'Personne (fictif)',
  version: '1',
};

/** Tables that tell what happened, not what a file holds. */
const journals = ['chain_link', 'event', 'operation', 'security_line'];

describe('a practice file that went the whole way, beside real ones', () => {
  let started: TestServer;
  let owner: Client;
  let app: Client;
  let folder: string;
  let stage: Rehearsal;
  let organisationId: string;
  let before: Record<string, number>;
  let real: string;

  const countTables = async (): Promise<Record<string, number>> => {
    const { rows } = await owner.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    );
    const counts: Record<string, number> = {};
    for (const { name } of rows.filter((row) => !journals.includes(row.name))) {
      const { rows: counted } = await owner.query<{ n: number }>(
        `select count(*)::int as n from "${name}"`,
      );
      counts[name] = counted[0]!.n;
    }
    return counts;
  };
  const settle = async (): Promise<void> => {
    await started.deliver();
    while ((await sealEvents(started.server.unitOfWork, organisationId)).sealed > 0);
  };
  const audit = async (): Promise<AuditReport> => {
    const { files: storage } = await openStores(started.server.configuration.storage);
    for await (const one of verifyChains(started.server.dataSource, { storage })) {
      if (one.slug === 'val-clair') return one;
    }
    throw new Error('the demo was not audited');
  };
  const remove = (role: 'coordinator' | 'clinician' | 'director', evaluationId: string) =>
    started.server.evaluations.practice.deletePracticeFile(stage.as(role), {
      operationId: v7(),
      evaluationId,
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'consilium-practice-'));
    started = await startTestServer({ CONSILIUM_DATA: folder });
    owner = new Client({ connectionString: started.ownerUrl });
    app = new Client({ connectionString: started.appUrl });
    await Promise.all([owner.connect(), app.connect()]);
    await seedDemo(started.server);
    const { rows } = await owner.query<{ id: string; today: string }>(
      `select id, (now() at time zone time_zone)::date::text as today from organisation
        where slug = 'val-clair'`,
    );
    organisationId = rows[0]!.id;
    await app.query(`set consilium.organisation = '${organisationId}'`);
    const members = await owner.query<{ id: string; email: string }>(
      'select id, email from member where organisation_id = $1',
      [organisationId],
    );
    const editions = await owner.query<{ id: string }>(
      `select id from template_version where organisation_id = $1 order by published_at limit 1`,
      [organisationId],
    );
    const template = composeLibraryTemplate();
    const [{ id: sealed }] = (
      await owner.query<{ id: string }>('select id from evaluation where sealed limit 1')
    ).rows as [{ id: string }];
    real = sealed;
    await settle();
    before = await countTables();
    stage = new Rehearsal(
      started.server,
      organisationId,
      new Map(members.rows.map(({ email, id }) => [email, id])),
      template,
      { id: editions.rows[0]!.id, document: earlierEditionOf(template) },
      rows[0]!.today,
    );
    await stage.request(shortest);
    await halfAnswered(stage);
    await decided(stage);
    await settle();
  }, 180_000);
  afterAll(async () => {
    await owner?.end();
    await app?.end();
    await started?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is no part of the chain, in which the event of its beginning stands', async () => {
    const { rows } = await owner.query<{ type: string; linked: boolean; sealed: boolean }>(
      `select e.type, bool_and(l.n is not null) as linked, bool_and(e.sealed) as sealed
         from event e left join chain_link l on l.event_id = e.id
        where e.evaluation_id = any($1) or e.subject_id = any($1)
        group by e.type order by e.type`,
      [stage.requested],
    );
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter(({ linked }) => linked).map(({ type }) => type)).toEqual(['practice.begun']);
    expect(rows.filter(({ sealed }) => !sealed)).toEqual([]);
    const report = await audit();
    expect(report.findings).toEqual([]);
    expect(report.fault).toBeNull();
  });

  it('stays what it is: nothing becomes practice, and nothing for practice becomes real', async () => {
    const practice = stage.requested[0]!;
    for (const client of [app, owner]) {
      for (const [id, to] of [
        [practice, false],
        [real, true],
      ] as const) {
        await expect(
          client.query('update evaluation set practice = $2 where id = $1', [id, to]),
        ).rejects.toThrow(/settled when it was made/);
      }
      await expect(
        client.query(`update evaluation set reference = '2026-900' where id = $1`, [practice]),
      ).rejects.toThrow(/check constraint/);
      await expect(
        client.query(`update evaluation set reference = 'EXERCICE-1' where id = $1`, [real]),
      ).rejects.toThrow(/check constraint/);
      await expect(
        client.query('update evaluation set predecessor_id = $2 where id = $1', [real, practice]),
      ).rejects.toThrow(/share nothing/);
      await expect(
        client.query(
          `update evaluation set device_version_id =
             (select device_version_id from evaluation where id = $2) where id = $1`,
          [real, practice],
        ),
      ).rejects.toThrow(/share nothing/);
      await expect(
        client.query(
          `insert into filed_document (organisation_id, id, evaluation_id, document_id,
             version_number, filed_at)
           select organisation_id, gen_random_uuid(), $1, id, versions, now() from document
            where practice limit 1`,
          [real],
        ),
      ).rejects.toThrow(/share nothing/);
    }
  });

  it('shows the only way out, which no real file can take', async () => {
    const counts = await countTables();
    const { rows } = await app.query('select consilium_remove_practice($1) as removed', [real]);
    expect(rows).toEqual([{ removed: null }]);
    const opinion = `select id from opinion where evaluation_id = '${real}' and state = 'adopted'`;
    for (const client of [app, owner]) {
      // As if the file were being removed, and as if another one were, which may be.
      for (const named of [real, stage.requested[0]!]) {
        for (const sql of [
          `delete from vote where opinion_id in (${opinion})`,
          `delete from opinion_condition where opinion_id in (${opinion})`,
        ]) {
          await client.query('begin');
          await client.query(`select set_config('consilium.removing', $1, true)`, [named]);
          await expect(client.query(sql)).rejects.toThrow(/stays as it is/);
          await client.query('rollback');
        }
      }
    }
    for (const table of ['evaluation', 'opinion', 'snapshot', 'decision', 'event', 'seat']) {
      await expect(app.query(`delete from ${table}`)).rejects.toThrow(/permission denied/);
    }
    await expect(
      owner.query(`delete from opinion where evaluation_id = $1`, [real]),
    ).rejects.toThrow(/stays as it is/);
    expect(await countTables()).toEqual(counts);
  });

  it('names every table that hangs on a file, so that none is left behind or blocks', async () => {
    const { rows } = await owner.query<{ name: string }>(`
      with recursive hanging as (
        select 'evaluation'::regclass as rel
        union
        select x.conrelid from pg_constraint x join hanging h on x.confrelid = h.rel
         where x.contype = 'f' and x.confdeltype <> 'c')
      select distinct h.rel::text as name from hanging h order by 1`);
    const [{ source }] = (
      await owner.query<{ source: string }>(
        `select prosrc as source from pg_proc where proname = 'consilium_remove_practice'`,
      )
    ).rows as [{ source: string }];
    const left = rows
      .map(({ name }) => name.replaceAll('"', ''))
      .filter((name) => !source.includes(`delete from "${name}"`));
    // What links an event into the chain: no event of a practice file has one.
    expect(left).toEqual(['chain_link']);
  });

  it('is deleted by its coordinator or an administrator, and a real file by nobody', async () => {
    const [first] = stage.requested as [string];
    expect(await remove('clinician', first)).toMatchObject({ code: 'not_permitted' });
    for (const role of ['coordinator', 'director'] as const) {
      const refusal = await remove(role, real);
      expect(refusal).toMatchObject({
        code: role === 'coordinator' ? 'not_practice' : 'not_permitted',
      });
    }
    const administrator = {
      ...stage.as('clinician'),
      organisationFunctions: ['administrator'] as const,
    };
    const input = { operationId: v7(), evaluationId: first };
    const { practice } = started.server.evaluations;
    expect(await practice.deletePracticeFile(administrator, input)).toEqual({
      evaluationId: first,
    });
    // Asked again, because the answer was lost.
    expect(await practice.deletePracticeFile(administrator, input)).toEqual({
      evaluationId: first,
    });
    expect(await remove('coordinator', first)).toMatchObject({ code: 'not_found' });
  });

  it('goes whole: rows, seals, events, mails, bytes; one event says who deleted it', async () => {
    const { server } = started;
    // A report that is ready, and one that is asked for while its file goes.
    const claimed: { reportId: string; attempt: number }[] = [];
    await queueReports(server.dataSource, {
      demand: async (jobs) => {
        for (const { payload } of jobs) {
          if ('reportId' in payload) claimed.push(payload);
        }
      },
    });
    const [, halfId, decidedId] = stage.requested as [string, string, string];
    const own = await owner.query<{ id: string }>(
      'select id from report where evaluation_id = $1',
      [decidedId],
    );
    expect(own.rows).toHaveLength(1);
    const reportId = own.rows[0]!.id;
    const job = { organisationId, ...claimed.find((one) => one.reportId === reportId)! };
    await buildReport(server.reportParts, job);
    const kept = await owner.query<{ id: string; hash: string }>(
      `select snapshot_file as id, snapshot_hash as hash from report where id = $1`,
      [reportId],
    );
    const evidence = await owner.query<{ id: string }>(
      `select v.file_id as id from document_version v join document d on d.id = v.document_id
        where d.practice`,
    );
    expect(evidence.rows.length).toBeGreaterThan(0);
    const stores = await openStores(server.configuration.storage);
    const bytesOf = async (): Promise<boolean[]> =>
      Promise.all([
        ...evidence.rows.map(({ id }) => stores.files.open(fileKey(organisationId, id))),
        ...[reportId, kept.rows[0]!.id].map((id) =>
          stores.reports.open(fileKey(organisationId, id)),
        ),
      ]).then((all) =>
        all.map((stream) => {
          stream?.destroy();
          return stream !== null;
        }),
      );
    expect((await bytesOf()).every(Boolean)).toBe(true);

    for (const id of [halfId, decidedId]) {
      expect(await remove('coordinator', id)).toEqual({ evaluationId: id });
    }
    // The worker comes late: nothing is left to build, and nothing comes back.
    await buildReport(server.reportParts, { ...job, attempt: job.attempt + 1 });
    await settle();

    expect((await bytesOf()).some(Boolean)).toBe(false);
    expect(await countTables()).toEqual(before);
    const { rows: told } = await owner.query<{ type: string; who: string; n: number }>(
      `select type, principal_id as who, count(*)::int as n from event
        where evaluation_id = any($1) or subject_id = any($1) group by 1, 2 order by 1, 3`,
      [stage.requested],
    );
    const by = (role: 'coordinator' | 'clinician') => {
      const { principal } = stage.as(role);
      return principal.id;
    };
    expect(told).toEqual([
      { type: 'practice.begun', who: by('clinician'), n: 3 },
      { type: 'practice.deleted', who: by('clinician'), n: 1 },
      { type: 'practice.deleted', who: by('coordinator'), n: 2 },
    ]);
    const report = await audit();
    expect(report.findings).toEqual([]);
    expect(report.fault).toBeNull();
    const removed = (thing: string) =>
      report.removed.filter((one) => one.thing === thing).map(({ id }) => id);
    expect(removed('practice file').toSorted()).toEqual(stage.requested.toSorted());
    expect(removed('file')).toEqual(expect.arrayContaining(evidence.rows.map(({ id }) => id)));
    // Whoever kept the report learns that it was known here, not that a chain was cut.
    const hash = kept.rows[0]!.hash;
    const witness = { kind: 'hash', source: 'a report', hash } as const;
    for await (const one of verifyChains(server.dataSource, { witnesses: [witness] })) {
      expect(one.known.has(witness)).toBe(one.slug === 'val-clair');
    }
  });

  it('cannot go without a word, nor can a file be made one for practice to go', async () => {
    const id = await stage.request(shortest);
    await settle();
    await owner.query('begin');
    await owner.query(`select set_config('consilium.organisation', $1, true)`, [organisationId]);
    await owner.query('select consilium_remove_practice($1)', [id]);
    await owner.query('commit');
    expect((await audit()).findings).toMatchObject([
      { fault: 'deleted', thing: 'practice file', id },
    ]);
    await owner.query('alter table evaluation disable trigger user');
    await owner.query(
      `update evaluation set practice = true, reference = 'EXERCICE-FALSE' where id = $1`,
      [real],
    );
    await owner.query('alter table evaluation enable trigger user');
    expect((await audit()).findings).toContainEqual(
      expect.objectContaining({ fault: 'without_event', thing: 'practice file', id: real }),
    );
  });
});
