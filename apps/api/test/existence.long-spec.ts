import {
  changedBetween,
  differences,
  everythingOf,
  listenAs,
  openStage,
  readers,
  type Ears,
  type Reader,
  type Stage,
} from './existence';

/** Differences that nobody is told of live, and those that nobody reads anywhere. */
describe('every difference by itself, with every reader', () => {
  let stage: Stage;
  let ears: Ears;
  const last = new Map<Reader, Map<string, string>>();
  const silence = new Map<Reader, string>();

  beforeAll(async () => {
    stage = await openStage();
    ears = await listenAs(stage, readers);
    await ears.settled();
    for (const reader of readers) {
      ears.told(reader);
      last.set(reader, await everythingOf(stage, reader));
    }
    await ears.settled();
    for (const reader of readers) silence.set(reader, ears.told(reader).join('\n'));
  }, 900_000);
  afterAll(async () => {
    await ears?.close();
    await stage?.scene.close();
  });

  it('reads the same twice where nothing happened', async () => {
    const changed = [];
    for (const reader of readers) {
      changed.push(...changedBetween(last.get(reader)!, await everythingOf(stage, reader)));
    }
    expect(changed).toEqual([]);
  }, 900_000);

  it.each(differences)(
    '$what',
    async ({ knownTo, happen }) => {
      await happen(stage);
      await stage.scene.started.deliver();
      await ears.settled();
      const leaks: string[] = [];
      const noticed: Reader[] = [];
      for (const reader of readers) {
        const told = ears.told(reader);
        const now = await everythingOf(stage, reader);
        const changed = changedBetween(last.get(reader)!, now);
        last.set(reader, now);
        if (knownTo.includes(reader)) {
          if (changed.length > 0) noticed.push(reader);
          continue;
        }
        leaks.push(...changed.map((where) => `${reader} reads ${where}`));
        const extra = told.filter((leaf) => !silence.get(reader)!.split('\n').includes(leaf));
        leaks.push(...extra.map((leaf) => `${reader} hears ${leaf}`));
      }
      expect(leaks).toEqual([]);
      // The worlds do differ: somebody who may know of it reads something else.
      expect(noticed).not.toEqual([]);
    },
    900_000,
  );
});
