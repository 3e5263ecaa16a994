import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { rotate } from '@consilium/server/platform/faults';
import { logFile } from '../src/log-file';

describe('a log', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'consilium-log-'));
    fs.mkdirSync(path.join(folder, 'logs'));
    file = path.join(folder, 'logs', 'api.log');
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('moves on under whoever writes to it, and four older ones are kept', () => {
    const writer = logFile(folder, 'api').open();
    for (let n = 1; n <= 7; n += 1) {
      fs.writeSync(writer, `${n}`.repeat(20));
      rotate(file, 10);
    }
    fs.writeSync(writer, 'last');
    fs.closeSync(writer);
    expect(fs.readFileSync(file, 'utf8')).toBe('last');
    expect(fs.readdirSync(path.dirname(file)).sort()).toEqual([
      'api.log',
      'api.log.1',
      'api.log.2',
      'api.log.3',
      'api.log.4',
    ]);
    expect(fs.readFileSync(`${file}.1`, 'utf8')).toBe('7'.repeat(20));
    expect(fs.readFileSync(`${file}.4`, 'utf8')).toBe('4'.repeat(20));
  });

  it('stays as it is while it is small', () => {
    fs.writeFileSync(file, 'x');
    rotate(file);
    expect(fs.readFileSync(file, 'utf8')).toBe('x');
    expect(logFile(folder, 'api').lastLine()).toBe('x');
  });

  it('is emptied where there is no room for a copy', () => {
    fs.writeFileSync(file, 'y'.repeat(20));
    // A folder in its place: nothing can be copied there.
    fs.mkdirSync(`${file}.1`);
    fs.writeFileSync(path.join(`${file}.1`, 'z'), '');
    fs.mkdirSync(`${file}.2`);
    fs.writeFileSync(path.join(`${file}.2`, 'z'), '');
    expect(() => rotate(file, 10)).not.toThrow();
    expect(fs.readFileSync(file, 'utf8')).toBe('');
  });
});
