import {
  changedBetween,
  differences,
  everythingOf,
  isMasked,
  listenAs,
  openStage,
  refusedSoFar,
  type Ears,
  type Reader,
  type Stage,
} from './existence';
import { idPlaces, toldApart } from './closed-things';
import { unknownToTheWalk } from './walk';

// One case of the walk; `existence.long-spec.ts` takes every difference by itself with every reader.
describe('two worlds, one of which holds what some readers may not know of', () => {
  let stage: Stage;
  let ears: Ears;
  const who: readonly Reader[] = ['patient', 'buyer', 'unseated'];
  const before = new Map<Reader, Map<string, string>>();
  const silence = new Map<Reader, string[]>();
  const unknownTo = (reader: Reader) =>
    differences.filter(({ knownTo }) => !knownTo.includes(reader));

  beforeAll(async () => {
    stage = await openStage();
    ears = await listenAs(stage, who);
    await ears.settled();
    for (const reader of who) ears.told(reader);
    await ears.settled();
    for (const reader of who) {
      silence.set(reader, ears.told(reader));
      before.set(reader, await everythingOf(stage, reader));
    }
  }, 180_000);
  afterAll(async () => {
    await ears?.close();
    await stage?.scene.close();
  });

  it('walks over every query, every field, every subscription and every route', () => {
    expect(unknownToTheWalk(stage.scene.application.routes)).toEqual([]);
  });

  it('takes no question that a page asks for an action that was refused', async () => {
    // What is asked for by its id is told; what pages ask of threads, panel or interests is not.
    expect(await refusedSoFar(stage)).toEqual([
      'answer.see',
      'evaluation.see',
      'evidence.see',
      'security.see',
    ]);
  });

  it('are the same to the byte, read and live, to a voter, a recused member and one without a seat', async () => {
    const hidden = unknownTo('patient').filter((one) => unknownTo('buyer').includes(one));
    expect(hidden.length).toBeGreaterThan(8);
    for (const { happen } of hidden) await happen(stage);
    await stage.scene.started.deliver();
    await ears.settled();
    const leaks: string[] = [];
    for (const reader of who) {
      const told = ears.told(reader).filter((leaf) => !silence.get(reader)!.includes(leaf));
      const now = await everythingOf(stage, reader);
      const changed = changedBetween(before.get(reader)!, now).filter(
        (where) => !hidden.some((one) => isMasked(one, where, now)),
      );
      leaks.push(...changed.map((where) => `${reader} reads ${where}`));
      leaks.push(...told.map((leaf) => `${reader} hears ${leaf}`));
    }
    expect(leaks).toEqual([]);
    expect(silence.get('patient')!.join()).toContain('phase.moved');
  }, 180_000);

  it('answer alike about a thing that is closed and one that is not there', async () => {
    expect(idPlaces().filter(({ thing }) => !thing)).toEqual([]);
    for (const reader of ['patient', 'buyer'] as const) {
      const { apart, closed } = await toldApart(stage, reader, 2);
      expect(apart).toEqual([]);
      expect([...closed]).toEqual(
        expect.arrayContaining(['answer', 'comment', 'condition', 'filed', 'link', 'thread']),
      );
    }
  }, 180_000);
});
