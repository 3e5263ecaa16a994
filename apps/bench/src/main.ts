import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMigrations } from '@consilium/server/migrations';
import { startEmbeddedPostgres } from '@consilium/server/platform/postgres-embedded';
import { measureBackup, measureSignIns, type BackupMeasured, type SignInsBeside } from './aside';
import { buildDataset, type Dataset } from './dataset';
import { load, type Measured } from './load';
import { operations } from './operations';
import { startProcess, type Running } from './processes';
import { countStatements } from './statements';
import { measureWholeProduct } from './whole-product';

/**
 * Measures what people do most against the bare handler, in the same run, on the same database:
 * `npm run bench`. Ratios and growth are the result; absolute figures belong to the machine.
 * BENCH_SIZES, BENCH_CLIENTS, BENCH_SECONDS, BENCH_WARM_UP (seconds) and BENCH_OPERATIONS change what
 * is run; BENCH_WHOLE=0 leaves out starts, memory, bundle and report, BENCH_ASIDE=0 sign-ins beside saves and
 * the backup, which are measured with the most files.
 */
const numbers = (name: string, fallback: string): number[] =>
  (process.env[name] ?? fallback).split(',').map(Number);
const sizes = numbers('BENCH_SIZES', '10,1000,10000');
const clientCounts = numbers('BENCH_CLIENTS', '1,8,32');
const [seconds = 3] = numbers('BENCH_SECONDS', '3');
const [warmUp = 5] = numbers('BENCH_WARM_UP', '5');
const rounds = 3;

interface Row {
  readonly operation: string;
  readonly files: number;
  readonly clients: number;
  readonly product: Measured;
  readonly bare: Measured;
  readonly ratio: number;
}

const median = (values: number[]): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const medianOf = (all: Measured[]): Measured => ({
  perSecond: median(all.map((one) => one.perSecond)),
  p50: median(all.map((one) => one.p50)),
  p95: median(all.map((one) => one.p95)),
  processor: median(all.map((one) => one.processor)),
});
const [bareFile, apiFile, output, root] = process.argv.slice(2) as [string, string, string, string];
const rows: Row[] = [];
let statements: Record<string, number> = {};
let apiStart = NaN;
let apiMemory = NaN;
let signIns: SignInsBeside | null = null;
let backup: BackupMeasured | null = null;
const aside = process.env['BENCH_ASIDE'] !== '0';

async function measure(
  dataset: Dataset,
  files: number,
  api: Running,
  bare: Running,
): Promise<void> {
  for (const operation of operations) {
    const [product, plain] = [operation.product(dataset), operation.bare(dataset)];
    // A server that has just started compiles more than it answers; people meet one that is warm.
    for (const [process, shots] of [[bare, plain] as const, [api, product] as const]) {
      await load(process, Math.max(...clientCounts), warmUp, shots);
    }
    for (const clients of clientCounts) {
      const ours: Measured[] = [];
      const theirs: Measured[] = [];
      for (let round = 0; round < rounds; round += 1) {
        theirs.push(await load(bare, clients, seconds / rounds, plain));
        ours.push(await load(api, clients, seconds / rounds, product));
      }
      const ratio = median(ours.map((one, round) => one.perSecond / theirs[round]!.perSecond));
      const row = {
        operation: operation.name,
        files,
        clients,
        product: medianOf(ours),
        bare: medianOf(theirs),
        ratio,
      };
      rows.push(row);
      process.stdout.write(`${line(row)}\n`);
    }
  }
}

const cell = (value: number, digits = 0): string => value.toFixed(digits).padStart(9);
const line = (row: Row): string =>
  `${row.operation.padEnd(16)}${cell(row.files)}${cell(row.clients)}${cell(row.product.perSecond)}` +
  `${cell(row.product.p50, 2)}${cell(row.product.p95, 2)}${cell(row.product.processor, 2)}` +
  `${cell(row.bare.perSecond)}${cell(row.bare.processor, 2)}${cell(row.ratio, 2)}`;

process.stdout.write(
  `${'operation'.padEnd(16)}${['files', 'clients', 'req/s', 'p50 ms', 'p95 ms', 'cpu ms', 'bare/s', 'cpu ms', 'ratio'].map((title) => title.padStart(9)).join('')}\n`,
);
for (const files of sizes) {
  const folder = mkdtempSync(join(tmpdir(), 'consilium-bench-'));
  // For root, who runs PostgreSQL as another account: its database would else be kept elsewhere.
  chmodSync(folder, 0o755);
  const database = await startEmbeddedPostgres({ dataFolder: folder });
  try {
    await runMigrations(database.ownerUrl);
    const dataset = await buildDataset(database.ownerUrl, files);
    const bare = await startProcess(bareFile, { DATABASE_URL: database.ownerUrl });
    const api = await startProcess(apiFile, {
      DATABASE_URL: database.ownerUrl,
      DATABASE_APP_URL: database.appUrl,
      CONSILIUM_DATA: folder,
      LOG_LEVEL: 'fatal',
      CONSILIUM_DEMO: '0',
    });
    apiStart = api.startedIn;
    statements = await countStatements(database, folder, dataset);
    await measure(dataset, files, api, bare);
    apiMemory = api.memory();
    if (aside && files === Math.max(...sizes)) {
      signIns = await measureSignIns(dataset, api, seconds, rounds);
      const command = join(root, 'dist/apps/launcher/commands/consilium.js');
      backup = await measureBackup(command, database, folder, dataset);
    }
    await api.stop();
    await bare.stop();
  } finally {
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const [name, count] of Object.entries(statements)) {
  process.stdout.write(`${name}: ${count} SQL round trips\n`);
}
process.stdout.write(
  `API start ${apiStart.toFixed(0)} ms, resident after load ${apiMemory.toFixed(0)} MB\n`,
);
if (signIns) {
  process.stdout.write(
    `sign-ins at 8 clients: saves ${signIns.savesBeside.toFixed(0)}/s beside them, ` +
      `${signIns.savesAlone.toFixed(0)}/s alone (${signIns.ratio.toFixed(2)}); ` +
      `${signIns.signIns.toFixed(0)} sign-ins/s, ${signIns.busy} asked to come back\n`,
  );
}
if (backup) {
  process.stdout.write(
    `backup of ${backup.answers} answers and ${backup.documents} documents: ` +
      `${backup.seconds.toFixed(1)} s, ${backup.megabytes.toFixed(0)} MB, ` +
      `at most ${backup.memory.toFixed(0)} MB of memory\n`,
  );
}
const whole = process.env['BENCH_WHOLE'] === '0' ? null : await measureWholeProduct(root);
if (whole) {
  const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(0);
  process.stdout.write(
    `first start ${whole.firstStart.toFixed(0)} ms, warm start ${whole.warmStart.toFixed(0)} ms, ` +
      `idle memory ${megabytes(whole.idleMemory)} MB, first scripts ` +
      `${(whole.firstScript / 1000).toFixed(0)} kB gzipped, report of ${whole.reportPages} pages ` +
      `${whole.report.toFixed(0)} ms\n`,
  );
}
writeFileSync(
  output,
  JSON.stringify(
    { at: new Date().toISOString(), rows, statements, apiStart, apiMemory, signIns, backup, whole },
    null,
    2,
  ),
);
