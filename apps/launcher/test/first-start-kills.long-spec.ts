import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '@consilium/testing';
import { open, processesOf, start } from './launcher';

const kills = Number(process.env['CONSILIUM_KILLS'] ?? 20);
const seed = Number(process.env['CONSILIUM_SEED'] ?? 20261130);

/** Repeatable moments (a linear congruential generator): cluster, roles, migrations, demo, first answer. */
const moments = (count: number): number[] => {
  let state = seed >>> 0;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return 200 + (state / 2 ** 32) * 9_000;
  });
};

describe(`a first start killed ${kills} times (seed ${seed})`, () => {
  let folder: string;

  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'consilium-first-'));
    fs.chmodSync(folder, 0o711);
  });
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  it(
    'opens in the end, and never ends in a stack before',
    async () => {
      const complaints: string[] = [];
      for (const [n, moment] of moments(kills).entries()) {
        // Four starts follow each other on one folder; then another one begins from nothing.
        const place = path.join(folder, `data-${Math.floor(n / 4)}`);
        const environment = { PORT: String(await freePort()), CONSILIUM_DATA: place };
        const begun = start(environment);
        await Promise.race([pause(moment), begun.ended]);
        begun.process.kill('SIGKILL');
        await begun.ended;
        if (begun.complaint()) complaints.push(begun.complaint());
        if (n % 4 !== 3 && n !== kills - 1) continue;
        const last = start(environment);
        await open(last);
        last.process.kill('SIGTERM');
        expect(await last.ended).toBe(0);
        expect(last.complaint()).toBe('');
        expect(processesOf(place)).toEqual([]);
      }
      expect(complaints).toEqual([]);
    },
    120_000 + kills * 60_000,
  );
});
