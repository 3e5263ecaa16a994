import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { ApiClient, freePort, launchBrowser, operationId } from '@consilium/testing';
import { demoPassword } from '@consilium/server/demo';

/** What the product as a person starts it takes: times in milliseconds, sizes in bytes. */
export interface WholeProduct {
  /** With an empty data folder and sources already built: PostgreSQL, migrations, demo. */
  readonly firstStart: number;
  readonly warmStart: number;
  /** Proportional share of all its processes, ten seconds after the warm start. */
  readonly idleMemory: number;
  /** Scripts of the sign-in page, gzipped. */
  readonly firstScript: number;
  /** From asking for the report of the decided demo file until it is ready. */
  readonly report: number;
  readonly reportPages: number;
}

/** Measures `npm start` on a folder of its own, from the folder of the product's sources. */
export async function measureWholeProduct(root: string): Promise<WholeProduct> {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'consilium-bench-start-'));
  fs.chmodSync(folder, 0o711);
  const PORT = String(await freePort());
  const environment = { PORT, CONSILIUM_DATA: path.join(folder, 'data') };
  try {
    // Builds where the sources have changed since the last start, so that none is measured.
    const built = await open(root, { PORT, CONSILIUM_DATA: path.join(folder, 'other') });
    await stop(built.process);
    const first = await open(root, environment);
    await stop(first.process);
    const warm = await open(root, environment);
    try {
      const url = `http://127.0.0.1:${PORT}`;
      await new Promise((resolve) => setTimeout(resolve, 10_000));
      const idleMemory = proportionalBytes(environment.CONSILIUM_DATA);
      return {
        firstStart: first.took,
        warmStart: warm.took,
        idleMemory,
        firstScript: await scriptBytes(url, path.join(root, 'dist', 'apps', 'web')),
        ...(await reportTime(url)),
      };
    } finally {
      await stop(warm.process);
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function open(
  root: string,
  environment: Record<string, string>,
): Promise<{ process: ChildProcess; took: number }> {
  const begun = performance.now();
  const child = spawn(process.execPath, [path.join(root, 'apps', 'launcher', 'start.mjs')], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.includes('Kept: ')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}`)));
  });
  return { process: child, took: performance.now() - begun };
}

const stop = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });

/** Memory of every process that works on the data folder, pages they share counted once. */
function proportionalBytes(dataFolder: string): number {
  const read = (file: string): string => {
    try {
      return fs.readFileSync(file, 'utf8');
    } catch {
      return '';
    }
  };
  return fs
    .readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .filter((pid) =>
      ['cmdline', 'environ'].some((name) => read(`/proc/${pid}/${name}`).includes(dataFolder)),
    )
    .reduce((sum, pid) => {
      const [, kilobytes = '0'] = /^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`)) ?? [];
      return sum + Number(kilobytes) * 1024;
    }, 0);
}

async function scriptBytes(url: string, built: string): Promise<number> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`${url}/sign-in`, { waitUntil: 'networkidle' });
    const scripts = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => new URL(name).pathname)
        .filter((name) => name.endsWith('.js')),
    );
    return [...new Set(scripts)].reduce(
      (sum, name) => sum + zlib.gzipSync(fs.readFileSync(path.join(built, name))).length,
      0,
    );
  } finally {
    await browser.close();
  }
}

async function reportTime(url: string): Promise<{ report: number; reportPages: number }> {
  const client = new ApiClient(url, 'val-clair');
  await client.signIn('coordinator@demo.test', demoPassword);
  const { portfolio } = await client.ask<{ portfolio: { items: { id: string; phase: string }[] } }>(
    '{ portfolio { items { id phase } } }',
  );
  const file = portfolio.items.find(({ phase }) => phase === 'decided');
  if (!file) throw new Error('the demo has no decided file');
  const begun = performance.now();
  await client.ask(
    `mutation ($input: GenerateReportInput!) { generateReport(input: $input) { __typename } }`,
    { input: { operationId: operationId(), evaluationId: file.id, locale: 'en' } },
  );
  for (;;) {
    const { reports } = await client.ask<{
      reports: { reports: { locale: string; state: string; pages: number | null }[] };
    }>('query ($id: ID!) { reports(evaluationId: $id) { reports { locale state pages } } }', {
      id: file.id,
    });
    const ready = reports.reports.find(({ locale, state }) => locale === 'en' && state === 'ready');
    if (ready) return { report: performance.now() - begun, reportPages: ready.pages ?? NaN };
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
