import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiClient, createTestDatabase, operationId, type TestDatabase } from '@consilium/testing';
import { root } from './launcher';

const within = 120_000;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Asks again until the answer is there. */
async function until<T>(ask: () => Promise<T | null>): Promise<T> {
  for (const end = Date.now() + within; Date.now() < end; await pause(250)) {
    const answer = await ask().catch(() => null);
    if (answer !== null) return answer;
  }
  throw new Error('it did not come');
}

describe('what the images carry', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'consilium-image-'));
  const image = path.join(folder, 'image');
  const children: ChildProcess[] = [];
  let database: TestDatabase;

  afterAll(async () => {
    for (const child of children) {
      child.kill();
      await once(child, 'close');
    }
    await database?.drop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('is enough to make the demo, sign in, serve the client and print a report', async () => {
    const traced = spawnSync(process.execPath, ['infra/image-files.mjs', image], { cwd: root });
    expect(`${traced.stderr}`).toBe('');
    database = await createTestDatabase();
    const port = await freePort();
    const env = {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      DATABASE_URL: database.ownerUrl,
      DATABASE_APP_URL: database.appUrl,
      CONSILIUM_DATA: path.join(folder, 'data'),
      CONSILIUM_DEMO: '1',
      PORT: `${port}`,
      LOG_LEVEL: 'warn',
    };
    const run = (name: string): ChildProcess =>
      spawn(process.execPath, [path.join(image, 'dist/apps', name)], {
        env,
        cwd: folder,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    const [code] = (await once(run('launcher/commands/prepare.js'), 'close')) as [number];
    expect(code).toBe(0);
    children.push(run('api/main.js'), run('worker/main.js'));
    const url = `http://127.0.0.1:${port}`;
    await until(async () => ((await fetch(`${url}/health/ready`)).ok ? true : null));
    expect(await (await fetch(url)).text()).toContain('<!doctype html>');

    const client = new ApiClient(url, 'val-clair');
    await client.signIn('coordinator@demo.test', 'consilium-demo');
    const { evaluations } = await client.ask<{ evaluations: { items: { id: string }[] } }>(
      '{ evaluations(phase: [rating]) { items { id } } }',
    );
    const { id } = evaluations.items[0]!;
    const { generateReport } = await client.ask<{ generateReport: { __typename: string } }>(
      `mutation ($input: GenerateReportInput!) { generateReport(input: $input) { __typename } }`,
      { input: { operationId: operationId(), evaluationId: id, locale: 'fr', version: 'panel' } },
    );
    expect(generateReport.__typename).toBe('ReportRequested');
    const pages = await until(async () => {
      const { reports: list } = await client.ask<{
        reports: { reports: { state: string; pages: number | null }[] };
      }>(`query ($id: ID!) { reports(evaluationId: $id) { reports { state pages } } }`, { id });
      const [report] = list.reports;
      return report?.state === 'ready' ? report.pages : null;
    });
    expect(pages).toBeGreaterThan(5);
  });
});
