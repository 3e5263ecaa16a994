import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DiskFull, DiskGuard } from './disk-guard';
import { isFull } from './away';

describe('the guard of the disk', () => {
  let folder: string;
  const guards: DiskGuard[] = [];
  /** On this very disk, with so much of it held back. */
  const guard = async (reserve: number, place: string | null = folder): Promise<DiskGuard> => {
    const made = new DiskGuard(place, reserve);
    guards.push(made);
    await made.start();
    return made;
  };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'consilium-disk-'));
  });
  afterAll(async () => {
    guards.forEach((each) => each.stop());
    await rm(folder, { recursive: true });
  });

  it('lets write while there is room, and for no more than there is', async () => {
    const disk = await guard(0);
    expect(disk.isFull).toBe(false);
    expect(() => disk.demandRoom()).not.toThrow();
    expect(() => disk.demandRoom(1_000)).not.toThrow();
    expect(() => disk.demandRoom(Number.MAX_SAFE_INTEGER)).toThrow(DiskFull);
    expect(disk.isFull).toBe(false);
  });

  it('refuses before the room that is held back is touched, as a full disk', async () => {
    const disk = await guard(Number.MAX_SAFE_INTEGER);
    expect(disk.isFull).toBe(true);
    const refused = (): unknown => {
      try {
        return disk.demandRoom();
      } catch (error) {
        return error;
      }
    };
    expect(isFull(refused())).toBe(true);
  });

  it.each([
    ['elsewhere', null],
    ['in a folder that cannot be looked at', '/nowhere/at/all'],
  ])('does not guess about data that lie %s', async (_where, place) => {
    const disk = await guard(Number.MAX_SAFE_INTEGER, place);
    expect(disk.isFull).toBe(false);
    expect(() => disk.demandRoom(1_000)).not.toThrow();
  });

  it('says for ten seconds that a write was refused, and lets try meanwhile', async () => {
    const disk = await guard(0, null);
    const begun = Date.now();
    const real = Date.now;
    try {
      Date.now = () => begun;
      disk.noteFull();
      Date.now = () => begun + 9_999;
      expect(disk.isFull).toBe(true);
      expect(() => disk.demandRoom()).not.toThrow();
      Date.now = () => begun + 10_000;
      expect(disk.isFull).toBe(false);
    } finally {
      Date.now = real;
    }
  });
});
