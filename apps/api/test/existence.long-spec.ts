import {
  changedBetween,
  differences,
  everythingOf,
  isCall,
  isMasked,
  listenAs,
  openStage,
  readers,
  refusedSoFar,
  type Ears,
  type Reader,
  type Stage,
} from './existence';
import { addRareThings, idPlaces, toldApart } from './closed-things';

// All differences, one after the other, with all readers; `existence.api-spec.ts` holds one case.
describe('every difference by itself, with every reader', () => {
  let stage: Stage;
  let ears: Ears;
  const last = new Map<Reader, Map<string, string>>();
  const silence = new Map<Reader, string>();
  const everybodyReads = () =>
    Promise.all(
      readers.map(async (reader) => [reader, await everythingOf(stage, reader)] as const),
    );

  beforeAll(async () => {
    stage = await openStage();
    ears = await listenAs(stage, readers);
    await ears.settled();
    for (const reader of readers) ears.told(reader);
    for (const [reader, seen] of await everybodyReads()) last.set(reader, seen);
    await ears.settled();
    for (const reader of readers) silence.set(reader, ears.told(reader).join('\n'));
  }, 900_000);
  afterAll(async () => {
    await ears?.close();
    await stage?.scene.close();
  });

  it('reads the same twice where nothing happened', async () => {
    const changed = [];
    for (const [reader, seen] of await everybodyReads()) {
      changed.push(...changedBetween(last.get(reader)!, seen));
    }
    expect(changed).toEqual([]);
    // What is asked for by its id is told; what pages ask of threads, panel or interests is not.
    expect(await refusedSoFar(stage)).toEqual([
      'answer.see',
      'evaluation.see',
      'evidence.see',
      'security.see',
    ]);
  }, 900_000);

  it.each(differences)(
    '$what',
    async (difference) => {
      const { knownTo, partly, heard: told } = difference;
      await difference.happen(stage);
      await stage.scene.started.deliver();
      await ears.settled();
      const leaks: string[] = [];
      const noticed: Reader[] = [];
      const heard = new Map(readers.map((reader) => [reader, ears.told(reader)]));
      for (const [reader, now] of await everybodyReads()) {
        const heardNow = heard.get(reader)!;
        const changed = changedBetween(last.get(reader)!, now);
        last.set(reader, now);
        if (knownTo.includes(reader)) {
          if (changed.length > 0) noticed.push(reader);
          continue;
        }
        const known = partly?.[reader];
        leaks.push(
          ...changed
            .filter((where) => !known || !where.startsWith(known))
            .filter((where) => !isMasked(difference, where, now))
            .map((where) => `${reader} reads ${where}`),
        );
        const extra = heardNow.filter(
          (leaf) => !isCall(leaf) && !silence.get(reader)!.split('\n').includes(leaf),
        );
        leaks.push(...extra.map((leaf) => `${reader} hears ${leaf}`));
      }
      expect(leaks).toEqual([]);
      for (const [reader, leaf] of Object.entries(told ?? {})) {
        expect([reader, heard.get(reader as Reader)!.join()]).toEqual([
          reader,
          expect.stringContaining(leaf),
        ]);
      }
      // The worlds do differ: somebody who may know of it reads something else.
      expect(noticed).not.toEqual([]);
    },
    900_000,
  );

  it('refuses alike what is closed and what is not there, everybody, by every operation', async () => {
    await addRareThings(stage);
    const tried = new Set<string>();
    const closed = new Set<string>();
    for (const reader of readers.filter((one) => one !== 'outsider')) {
      const told = await toldApart(stage, reader, 4);
      expect(told.apart).toEqual([]);
      for (const one of told.tried) tried.add(one);
      for (const one of told.closed) closed.add(one);
    }
    const places = idPlaces();
    expect(places.filter(({ operation }) => !tried.has(operation))).toEqual([]);
    expect(places.filter(({ thing }) => !thing)).toEqual([]);
    expect([...closed]).toEqual(expect.arrayContaining(['lateRecusal', 'proposal', 'site']));
  }, 900_000);
});
