import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isBeating, startHeartbeat } from './heartbeat';

describe('the heartbeat of the worker', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'consilium-heartbeat-'));
  const file = path.join(folder, 'heartbeat');
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  it('is there while the worker is well, and grows old', async () => {
    expect(await isBeating(file, Date.now())).toBe(false);
    await startHeartbeat(file, async () => true).stop();
    const beat = fs.statSync(file).mtimeMs;
    expect(await isBeating(file, beat + 15_000)).toBe(true);
    expect(await isBeating(file, beat + 15_001)).toBe(false);
  });

  it('misses while a server it needs is away', async () => {
    const other = path.join(folder, 'other');
    await startHeartbeat(other, async () => false).stop();
    await startHeartbeat(other, () => Promise.reject(new Error('away'))).stop();
    expect(fs.existsSync(other)).toBe(false);
  });
});
