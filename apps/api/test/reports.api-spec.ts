import 'reflect-metadata';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { canonicalJson } from '@consilium/domain/kernel';
import { composeReport, panelReader } from '@consilium/domain/reports';
import { systemActor } from '@consilium/server/platform/database';
import { buildReport, loadSnapshot, sealedBytes } from '@consilium/server/reports';
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
    const before = sealedBytes(await snapshot());
    expect(before.canonical).toContain(words.closedComment);
    expect(before.canonical).toContain(words.objection);
    expect(before.canonical).toContain(words.advice);
    for (const secret of [words.openComment, words.draftReasons, words.condition, words.minority]) {
      expect(before.canonical).not.toContain(secret);
    }
    expect(before.snapshot.opinion).toBeNull();
    expect(
      before.snapshot.rounds.map(({ closedAt, statements: rated, participated }) => [
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
    expect(sealedBytes(await snapshot()).hash).toBe(before.hash);
    await owner.query(`update vote set choice = 'against'`);
    expect(sealedBytes(await snapshot()).hash).toBe(before.hash);
    await owner.query(`update vote set choice = 'for' where seat_id <> $1`, [file.seats.patient]);
    expect(canonicalJson(JSON.parse(before.canonical))).toBe(before.canonical);
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
      /attachment; filename="2026-014-fr-[0-9a-f]{8}\.pdf"/,
    );
    const bytes = Buffer.from(await pdf.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.length).toBe(french.size);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(french.sha256);

    expect((await fetchPdf('patient', whole.id)).status).toBe(404);
    expect((await fetchPdf('buyer', french.id)).status).toBe(403);
    expect((await fetchPdf('coordinator', french.id, other)).status).toBe(404);
    expect((await fetch(`${application.url}/api/reports/${french.id}.pdf`)).status).toBe(401);

    const shown = composeReport(await snapshot(), {
      locale: 'fr',
      snapshotHash: french.snapshotHash!,
      createdAt: '2026-10-01T08:00:00Z',
      reader: panelReader,
    });
    expect(shown.masks.map(({ kind }) => kind).sort()).toEqual(['evidence', 'part']);
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
    const sealed = sealedBytes({ ...(await snapshot()), seal: 'opinion' });
    expect(sealed.snapshot.opinion).toMatchObject({
      outcome: 'favourable_with_conditions',
      conditions: [{ text: words.condition, owner: 'clinician', gate: 'before_go_live' }],
      minorityOpinions: [{ text: words.minority }],
    });
    expect(sealed.snapshot.opinion?.ballot.votes).toHaveLength(voters.length);
    await insert('snapshot', {
      id: v7(),
      evaluation_id: file.id,
      kind: 'opinion',
      canonical: sealed.canonical,
      content: sealed.canonical,
      hash: sealed.hash,
      sealed_at: new Date(),
    });
    await owner.query('update evaluation set sealed = true, phase = $2 where id = $1', [
      file.id,
      'opinion',
    ]);
    const one = await ready((await generate('coordinator', { locale: 'en' })).report!.id);
    await owner.query(`update evaluation set title = 'Changed since' where id = $1`, [file.id]);
    const two = await ready((await generate('coordinator', { locale: 'en' })).report!.id);
    expect(one).toMatchObject({ seal: 'opinion', snapshotHash: sealed.hash });
    expect(two.snapshotHash).toBe(sealed.hash);
    expect(two.sha256).toBe(one.sha256);
    expect(two.id).not.toBe(one.id);

    // What is erased later is shown no more; the seal is the same.
    await owner.query(
      `update document d set purged_at = now(), title = 'Erased' from filed_document s
        where s.document_id = d.id and s.evaluation_id = $1`,
      [file.id],
    );
    const three = await ready((await generate('coordinator', { locale: 'en' })).report!.id);
    expect(three.snapshotHash).toBe(sealed.hash);
    expect(three.sha256).not.toBe(one.sha256);
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
});
