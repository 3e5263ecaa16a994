import 'reflect-metadata';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { fastify } from 'fastify';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { canonicalJson } from '@consilium/domain/kernel';
import {
  composeReport,
  panelReader,
  type DividedExport,
  type EvaluationSnapshot,
} from '@consilium/domain/reports';
import { systemActor } from '@consilium/server/platform/database';
import { buildReport, loadSnapshot } from '@consilium/server/reports';
import {
  ApiClient,
  buildHospital,
  findProgram,
  operationId,
  startTestServer,
  testPassword,
  type Persona,
  type TestEvaluation,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import { startApplication, type Application } from '../src/application';
import { countStatements } from './count-statements';
import { fillFile, insertInto, reportWords as words, voters } from './fill-file';

const refusal = `... on Refused { code message }`;
const fields = `id locale version state section { index total title } requestedBy seal snapshotHash
  size pages sha256 failure retryable createdAt readyAt`;
const generateMutation = `mutation ($input: GenerateReportInput!) {
  generateReport(input: $input) { __typename ... on ReportRequested { report { ${fields} } } ${refusal} } }`;
const retryMutation = `mutation ($operationId: ID!, $reportId: ID!) {
  retryReport(operationId: $operationId, reportId: $reportId) {
    __typename ... on ReportRequested { report { ${fields} } } ${refusal} } }`;
const listQuery = `query ($evaluationId: ID!) {
  reports(evaluationId: $evaluationId) { refusal { code } reports { ${fields} } } }`;

interface Report {
  id: string;
  locale: string;
  version: string;
  state: string;
  seal: string | null;
  snapshotHash: string | null;
  size: number | null;
  pages: number | null;
  sha256: string | null;
  failure: string | null;
}
interface Asked {
  __typename: string;
  code?: string;
  report?: Report;
}

const run = promisify(execFile);

describe('reports over HTTP', () => {
  let folder: string;
  let started: TestServer;
  let application: Application;
  let owner: Client;
  let chu: TestHospital;
  let other: TestHospital;
  let file: TestEvaluation;
  let openRoundId: string;
  const clients = new Map<string, ApiClient>();

  const as = async (persona: Persona, hospital = chu): Promise<ApiClient> => {
    const email = hospital.emails[persona];
    const known = clients.get(email);
    if (known) return known;
    const client = new ApiClient(application.url, hospital.slug);
    await client.signIn(email, testPassword);
    clients.set(email, client);
    return client;
  };
  const insert = (table: string, row: Record<string, unknown>): Promise<void> =>
    insertInto(owner, chu.id, table, row);
  const generate = async (
    persona: Persona,
    input: Record<string, unknown> = {},
    hospital = chu,
  ): Promise<Asked> => {
    const data = await (
      await as(persona, hospital)
    ).ask<{ generateReport: Asked }>(generateMutation, {
      input: { operationId: operationId(), evaluationId: file.id, locale: 'fr', ...input },
    });
    return data.generateReport;
  };
  const list = async (persona: Persona, evaluationId = file.id, hospital = chu) =>
    (
      await (
        await as(persona, hospital)
      ).ask<{ reports: { refusal: { code: string } | null; reports: Report[] } | null }>(
        listQuery,
        { evaluationId },
      )
    ).reports;
  const ready = async (id: string): Promise<Report> => {
    const end = Date.now() + 40_000;
    for (;;) {
      const found = (await list('coordinator'))?.reports.find((one) => one.id === id);
      if (found?.state === 'ready' || found?.state === 'failed') return found;
      if (Date.now() > end) throw new Error(`the report stayed ${found?.state}`);
      await pause(50);
    }
  };
  const fetchPdf = async (persona: Persona, id: string, hospital = chu): Promise<Response> =>
    fetch(`${application.url}/api/reports/${id}.pdf?organisation=${hospital.slug}`, {
      headers: { cookie: (await as(persona, hospital)).sessionCookie },
    });
  const fetchExport = async (persona: Persona, id: string, hospital = chu): Promise<Response> =>
    fetch(`${application.url}/api/reports/${id}.json?organisation=${hospital.slug}`, {
      headers: { cookie: (await as(persona, hospital)).sessionCookie },
    });
  /** What the documented program says of an export, run as anybody would. */
  const verify = async (exported: string, hash: string): Promise<string> => {
    const path = join(folder, `${v7()}.json`);
    await writeFile(path, exported);
    const program = join(import.meta.dirname, '../../../docs/verify-report.mjs');
    return run(process.execPath, [program, path, hash]).then(
      ({ stdout }) => stdout,
      ({ stdout }: { stdout: string }) => stdout,
    );
  };
  /** The published schema, by the validator that the HTTP server brings along. */
  const fitsSchema = async (exported: string): Promise<boolean> => {
    const schema = JSON.parse(
      await readFile(join(import.meta.dirname, '../../../docs/report-export.schema.json'), 'utf8'),
    ) as object;
    const judge = fastify({
      bodyLimit: 1 << 26,
      ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false } },
    });
    judge.post('/', { schema: { body: schema } }, () => Promise.resolve('fits'));
    const url = await judge.listen({ host: '127.0.0.1', port: 0 });
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: exported,
    });
    await judge.close();
    return response.status === 200;
  };
  const textOf = async (pdf: Buffer): Promise<string> => {
    const path = join(folder, `${v7()}.pdf`);
    await writeFile(path, pdf);
    const { stdout } = await run('pdftotext', ['-layout', path, '-'], { maxBuffer: 1 << 26 });
    return stdout.replace(/\s+/g, ' ');
  };
  const snapshot = async (evaluationId = file.id, takenAt = new Date('2026-10-01T08:00:00Z')) => {
    const { unitOfWork, templates } = started.server;
    const taken = await unitOfWork.readSnapshot(systemActor(chu.id, 'test', 'test'), (tx) =>
      loadSnapshot(tx, templates, evaluationId, { takenAt }),
    );
    if (!taken) throw new Error('no snapshot');
    return taken;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'consilium-reports-'));
    started = await startTestServer({ CONSILIUM_DATA: folder });
    chu = await buildHospital(started.ownerUrl, 'chu');
    other = await buildHospital(started.ownerUrl, 'other');
    application = await startApplication(started.server, { host: '127.0.0.1', port: 0 });
    owner = new Client({ connectionString: started.ownerUrl });
    await owner.connect();
    file = await chu.addEvaluation({ phase: 're_rating', reference: '2026-014' });
    openRoundId = await fillFile(owner, chu, file);
  }, 60_000);
  afterAll(async () => {
    await application?.close();
    await owner?.end();
    await started?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('keeps an open round and an opinion under vote out of the snapshot, to the byte', async () => {
    const taken = await snapshot();
    const before = canonicalJson(taken);
    expect(before).toContain(words.closedComment);
    expect(before).toContain(words.objection);
    expect(before).toContain(words.advice);
    for (const secret of [words.openComment, words.draftReasons, words.condition, words.minority]) {
      expect(before).not.toContain(secret);
    }
    expect(taken.opinion).toBeNull();
    expect(
      taken.rounds.map(({ closedAt, statements: rated, participated }) => [
        closedAt !== null,
        rated.length,
        participated,
      ]),
    ).toEqual([
      [true, 3, voters.length],
      [false, 0, voters.length],
    ]);

    await owner.query(`update rating set value = 9, comment = 'autre' where round_id = $1`, [
      openRoundId,
    ]);
    expect(canonicalJson(await snapshot())).toBe(before);
    await owner.query(`update vote set choice = 'against'`);
    expect(canonicalJson(await snapshot())).toBe(before);
    await owner.query(`update vote set choice = 'for' where seat_id <> $1`, [file.seats.patient]);
  });

  it('reads a file in as many statements whatever its size', async () => {
    const empty = await chu.addEvaluation();
    const full = await countStatements(() => snapshot());
    const little = await countStatements(() => snapshot(empty.id));
    expect(full).toBe(little);
    expect(full).toBeLessThanOrEqual(12);
  });

  it('refuses to ask whom the table refuses, and tells strangers nothing', async () => {
    expect((await generate('clinician')).code).toBe('not_permitted');
    expect((await generate('chair', { version: 'whole' })).code).toBe('not_permitted');
    expect((await generate('coordinator', {}, other)).code).toBe('not_found');
    expect(await list('coordinator', file.id, other)).toBeNull();
    expect((await list('buyer'))?.refusal?.code).toBe('recused');
  });

  it('asks once, survives a death in the middle, and tells of one report that is ready', async () => {
    const key = operationId();
    const first = await generate('coordinator', { operationId: key });
    const again = await generate('coordinator', { operationId: key });
    const same = await generate('chair');
    expect(first.report).toMatchObject({ state: 'queued', locale: 'fr', version: 'panel' });
    expect([again.report?.id, same.report?.id]).toEqual([first.report?.id, first.report?.id]);
    const id = first.report!.id;
    expect((await fetchPdf('coordinator', id)).status).toBe(409);

    // A worker that died once the snapshot was noted and the bytes were not.
    const { reportParts } = started.server;
    const dying = {
      ...reportParts,
      storage: {
        ...reportParts.storage,
        open: reportParts.storage.open.bind(reportParts.storage),
        receive: (path: string, bytes: AsyncIterable<Uint8Array>) => {
          if (path.endsWith(id)) throw new Error('killed');
          return reportParts.storage.receive(path, bytes);
        },
      },
    } as unknown as typeof reportParts;
    await expect(
      buildReport(dying, { organisationId: chu.id, reportId: id, attempt: 1 }),
    ).rejects.toThrow('killed');
    const { rows: noted } = await owner.query(
      'select state, snapshot_hash, section_index from report where id = $1',
      [id],
    );
    expect(noted[0]).toMatchObject({ state: 'building' });
    expect(noted[0].section_index).toBeGreaterThan(8);

    await started.startBackground();
    const report = await ready(id);
    expect(report).toMatchObject({
      state: 'ready',
      seal: 'draft',
      snapshotHash: noted[0].snapshot_hash,
    });
    await buildReport(reportParts, { organisationId: chu.id, reportId: id, attempt: 3 });
    const { rows: told } = await owner.query(
      `select data->>'reportId' as id from event where type = 'report.ready' and subject_id = $1`,
      [id],
    );
    expect(told).toEqual([{ id }]);
  }, 60_000);

  it('gives the panel a PDF with masks, in French and in English, and coordinators the whole', async () => {
    const begun = Date.now();
    const english = (await generate('director', { locale: 'en' })).report!;
    const built = await ready(english.id);
    const elapsed = Date.now() - begun;
    process.stderr.write(`report from request to ready: ${elapsed} ms, ${built.pages} pages\n`);
    const whole = await ready((await generate('coordinator', { version: 'whole' })).report!.id);
    const french = (await list('patient'))!.reports.find(({ locale }) => locale === 'fr')!;
    expect((await list('patient'))!.reports.map(({ version }) => version)).toEqual([
      'panel',
      'panel',
    ]);
    expect((await list('coordinator'))!.reports).toHaveLength(3);

    const pdf = await fetchPdf('patient', french.id);
    expect(pdf.status).toBe(200);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(pdf.headers.get('content-disposition')).toMatch(
      /attachment; filename="2026-014-commission-fr-[0-9a-f]{8}-\d{8}-\d{6}\.pdf"/,
    );
    const bytes = Buffer.from(await pdf.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.length).toBe(french.size);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(french.sha256);

    expect((await fetchPdf('patient', whole.id)).status).toBe(404);
    expect((await fetchPdf('buyer', french.id)).status).toBe(404);
    expect((await fetchPdf('coordinator', french.id, other)).status).toBe(404);
    expect((await fetch(`${application.url}/api/reports/${french.id}.pdf`)).status).toBe(401);

    const masked = await fetchExport('patient', french.id);
    expect(masked.headers.get('content-disposition')).toMatch(
      /2026-014-commission-fr-[0-9a-f]{8}-\d{8}-\d{6}\.json"/,
    );
    const ofPanel = await masked.text();
    const ofAll = await (await fetchExport('coordinator', whole.id)).text();
    expect(await verify(ofPanel, french.snapshotHash!)).toMatch(/^HOLDS: [0-9a-f]{64}, \d+ items/);
    expect(await verify(ofAll, whole.snapshotHash!)).toBe(`HOLDS: ${whole.snapshotHash}\n`);
    expect(await verify(ofAll, french.snapshotHash!)).toContain('another seal');
    for (const [present, altered] of [
      [words.answer, 'La relecture reste entièrement humainE'],
      ['2026-014', '2026-015'],
    ] as const) {
      for (const exported of [ofPanel, ofAll]) {
        expect(exported).toContain(present);
        const broken = exported.replace(present, altered);
        expect(await verify(broken, '')).toMatch(/^DOES NOT HOLD: /);
      }
    }
    for (const secret of [words.reserved, words.reservedTitle]) {
      expect(ofAll).toContain(secret);
      expect(ofPanel).not.toContain(secret);
    }
    for (const secret of [words.openComment, words.draftReasons])
      expect(ofAll).not.toContain(secret);
    const { withheld, digests, entries } = JSON.parse(ofPanel) as DividedExport;
    expect(new Set(withheld.map(({ kind, why }) => `${kind} ${why}`))).toEqual(
      new Set(['document reserved', 'part reserved', 'interests reserved']),
    );
    // The hidden thread, if any, is one of sixty-four that nobody can tell apart.
    expect((digests.length - entries.length - withheld.length) % 64).toBe(0);
    for (const exported of [ofPanel, ofAll]) expect(await fitsSchema(exported)).toBe(true);
    expect(await fitsSchema(ofAll.replace('"withheld"', '"held"'))).toBe(false);
    expect((await fetchExport('patient', whole.id)).status).toBe(404);
    expect((await fetchExport('buyer', french.id)).status).toBe(404);
    expect((await fetchExport('coordinator', french.id, other)).status).toBe(404);
    expect((await fetch(`${application.url}/api/reports/${french.id}.json`)).status).toBe(401);

    const shown = composeReport(await snapshot(), {
      locale: 'fr',
      snapshotHash: french.snapshotHash!,
      createdAt: '2026-10-01T08:00:00Z',
      reader: panelReader,
    });
    expect(shown.masks.map(({ kind }) => kind).sort()).toEqual(['evidence', 'interests', 'part']);
    if (findProgram('pdftotext')) {
      const page = await textOf(bytes);
      for (const present of [
        words.answer,
        words.objection,
        words.advice,
        words.closedComment,
        'Appareil fictif',
      ]) {
        expect(page).toContain(present);
      }
      // Copied to be compared: in one piece, with nothing in it that nobody sees.
      for (const { sha256 } of (await snapshot()).evidence) expect(page).toContain(sha256);
      expect(page).toContain(french.snapshotHash);
      for (const absent of [
        words.reserved,
        words.reservedTitle,
        words.openComment,
        words.draftReasons,
      ]) {
        expect(page).not.toContain(absent);
      }
      const all = await textOf(
        Buffer.from(await (await fetchPdf('coordinator', whole.id)).arrayBuffer()),
      );
      expect(all).toContain(words.reserved);
      expect(all).toContain(words.reservedTitle);
      const translated = await textOf(
        Buffer.from(await (await fetchPdf('patient', english.id)).arrayBuffer()),
      );
      expect(translated).toContain('In one minute, for the decision');
    }
  }, 60_000);

  it('makes every report of a sealed file from the sealed snapshot, the same to the byte', async () => {
    await owner.query(
      `update opinion set state = 'adopted', adopted_at = now(), adopted_by_seat = $2,
         tally = $3, quorum = $4 where evaluation_id = $1`,
      [
        file.id,
        file.seats.chair,
        JSON.stringify({
          for: 5,
          against: 1,
          abstain: 0,
          expressed: 6,
          takingPart: 6,
          notVoted: [],
          notCounted: [],
          tied: false,
          castingVote: null,
          carried: true,
        }),
        JSON.stringify({
          met: true,
          waived: false,
          eligible: 6,
          takingPart: 6,
          needed: 3,
          shareMet: true,
          missingRoles: [],
          rolesWithoutHolder: [],
          missing: [],
          recused: [],
        }),
      ],
    );
    const sealed: EvaluationSnapshot = { ...(await snapshot()), seal: 'opinion' };
    const canonical = canonicalJson(sealed);
    const hash = createHash('sha256').update(canonical).digest('hex');
    expect(sealed.opinion).toMatchObject({
      outcome: 'favourable_with_conditions',
      conditions: [{ text: words.condition, owner: 'clinician', gate: 'before_go_live' }],
      minorityOpinions: [{ text: words.minority }],
    });
    expect(sealed.opinion?.ballot.votes).toHaveLength(voters.length);
    // Sealed by an earlier version of the product: the whole file under one hash.
    const id = v7();
    await insert('snapshot', {
      id,
      evaluation_id: file.id,
      kind: 'opinion',
      canonical,
      content: canonical,
      hash,
      sealed_at: new Date(),
    });
    await insert('event', {
      id: v7(),
      type: 'opinion.adopted',
      schema_version: 1,
      evaluation_id: file.id,
      principal_kind: 'person',
      principal_id: chu.members.chair,
      subject_kind: 'opinion',
      data: JSON.stringify({ snapshot: id, hash, hashAlg: 'sha256' }),
      occurred_at: new Date(),
    });
    await owner.query('update evaluation set sealed = true, phase = $2 where id = $1', [
      file.id,
      'opinion',
    ]);
    const one = await ready((await generate('coordinator', { locale: 'en' })).report!.id);
    await owner.query(`update evaluation set title = 'Changed since' where id = $1`, [file.id]);
    const two = await ready((await generate('coordinator', { locale: 'en' })).report!.id);
    expect(one).toMatchObject({ seal: 'opinion', snapshotHash: hash });
    expect(two.snapshotHash).toBe(hash);
    expect(two.sha256).toBe(one.sha256);
    expect(two.id).not.toBe(one.id);

    // A seal of before is exported whole or not at all.
    const undivided = await ready((await generate('coordinator', { version: 'whole' })).report!.id);
    const exported = await (await fetchExport('coordinator', undivided.id)).text();
    expect(await verify(exported, hash)).toBe(`HOLDS: ${hash}\n`);
    expect(await verify(exported.replace(words.answer, 'autre'), hash)).toMatch(/^DOES NOT HOLD/);
    expect(await fitsSchema(exported)).toBe(true);
    const refused = await fetchExport('patient', two.id);
    expect([refused.status, await refused.text()]).toEqual([
      403,
      expect.stringContaining('REPORT_NOT_DIVISIBLE'),
    ]);

    // What is erased later is shown no more; the seal is the same.
    await owner.query(
      `update document d set purged_at = now(), title = 'Erased' from filed_document s
        where s.document_id = d.id and s.evaluation_id = $1`,
      [file.id],
    );
    const three = await ready((await generate('coordinator', { locale: 'en' })).report!.id);
    expect(three.snapshotHash).toBe(hash);
    expect(three.sha256).not.toBe(one.sha256);
    expect((await fetchExport('coordinator', undivided.id)).status).toBe(403);
  }, 60_000);

  it('lets a report that was given up be tried again, from the file as it is now', async () => {
    const id = v7();
    const stale = v7();
    await mkdir(join(folder, 'reports', chu.id), { recursive: true });
    await writeFile(join(folder, 'reports', chu.id, stale), JSON.stringify(await snapshot()));
    await insert('report', {
      id,
      evaluation_id: file.id,
      locale: 'fr',
      version: 'panel',
      state: 'failed',
      failure: 'interrupted',
      requested_by: chu.members.coordinator,
      attempts: 4,
      // Of the first attempt, days ago: what it held may no longer be shown.
      snapshot_file: stale,
      snapshot_hash: 'ab'.repeat(32),
      created_at: new Date(),
    });
    const retry = async (persona: Persona) =>
      (
        await (
          await as(persona)
        ).ask<{ retryReport: Asked }>(retryMutation, {
          operationId: operationId(),
          reportId: id,
        })
      ).retryReport;
    expect((await retry('clinician')).code).toBe('not_permitted');
    expect((await retry('coordinator')).report?.state).toBe('queued');
    const made = await ready(id);
    expect(made.state).toBe('ready');
    // The file is sealed since: its report carries the seal's hash.
    expect(made.seal).toBe('opinion');
    expect((await retry('coordinator')).code).toBe('report_under_way');
  }, 60_000);

  it('gives nothing out of a seal that was changed, and says why', async () => {
    const readyOnes = (await list('coordinator'))!.reports.filter(({ state }) => state === 'ready');
    const sealed = readyOnes.find(
      ({ seal, version }) => seal === 'opinion' && version === 'panel',
    )!;
    const draft = readyOnes.find(({ seal, version }) => seal === 'draft' && version === 'panel')!;
    await owner.query(
      `update snapshot set canonical = replace(canonical, 'Appareil fictif', 'Appareil parfait')`,
    );
    const made = await ready((await generate('coordinator', { locale: 'en' })).report!.id);
    expect([made.state, made.failure]).toEqual(['failed', 'seal_broken']);
    await owner.query(
      `update snapshot set hash = encode(sha256(convert_to(canonical, 'UTF8')), 'hex')`,
    );
    const again = await ready((await generate('coordinator', { locale: 'en' })).report!.id);
    expect([again.state, again.failure]).toEqual(['failed', 'seal_broken']);

    const { rows } = await owner.query<{ id: string; file: string }>(
      'select id, snapshot_file as file from report where id = any($1)',
      [[sealed.id, draft.id]],
    );
    for (const { id, file: name } of rows) {
      const path = join(folder, 'files', 'reports', chu.id, name);
      const kept = await readFile(path, 'utf8');
      await writeFile(path, kept.replaceAll('Appareil fictif', 'Appareil parfait'));
      const refused = await fetchExport('coordinator', id);
      expect([refused.status, await refused.text()]).toEqual([
        409,
        expect.stringContaining('SEAL_BROKEN'),
      ]);
    }
    await writeFile(join(folder, 'files', 'reports', chu.id, draft.id), '%PDF-1.7 another');
    expect((await fetchPdf('coordinator', draft.id)).status).toBe(409);
  }, 60_000);
});
