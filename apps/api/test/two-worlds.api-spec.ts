import { setTimeout as pause } from 'node:timers/promises';
import { systemActor } from '@consilium/server/platform/database';
import { canonicalJson } from '@consilium/domain/kernel';
import { loadSnapshot } from '@consilium/server/reports';
import { buildHospital, personas, type Persona, type TestHospital } from '@consilium/testing';
import { fillFile } from './fill-file';
import { openScene, type Scene } from './scene';
import { listen, normalised, unknownToTheWalk, walk, type Ground, type Listener } from './walk';

type Secret = { value?: number; abstention?: string; comment: string };
const holders = ['clinician2', 'itSecurity', 'biomedical', 'patient'] as const;

/** What the same four people think of the same statements in two worlds. */
const secrets: Record<'world-a' | 'world-b', Record<(typeof holders)[number], Secret>> = {
  'world-a': {
    clinician2: { value: 1, comment: 'Tout à fait contre, le secret de A.' },
    itSecurity: { abstention: 'outside_competence', comment: '' },
    biomedical: { value: 2, comment: '' },
    patient: { value: 9, comment: 'Indispensable.' },
  },
  'world-b': {
    clinician2: { value: 9, comment: '' },
    itSecurity: { value: 5, comment: 'Réservé, le secret de B, plus long que l’autre.' },
    biomedical: { abstention: 'not_enough_information', comment: 'Rien lu.' },
    patient: { value: 1, comment: '' },
  },
};

interface World {
  readonly name: keyof typeof secrets;
  readonly hospital: TestHospital;
  readonly ground: Ground;
  readonly round: string;
  readonly listeners: Map<string, Listener>;
}

describe('two worlds that differ in what is rated in an open round', () => {
  let scene: Scene;
  const worlds: World[] = [];
  const everybody = Object.keys(personas) as Persona[];
  const live = ['coordinator', 'chair', 'clinician', 'dpo', 'director', 'patient'] as const;

  /** The same file, the same history, one hospital each. */
  const begin = async (name: World['name']): Promise<World> => {
    const hospital = await buildHospital(scene.started.ownerUrl, name);
    const file = await hospital.addEvaluation({ phase: 'rating', reference: '2026-014' });
    const round = await fillFile(scene.owner, hospital, file);
    const [answer] = await scene.rows<{ id: string; question_key: string }>(
      `select id, question_key from answer where answer_set_id = $1 order by question_key limit 1`,
      [file.answerSetId],
    );
    return {
      name,
      hospital,
      round,
      listeners: new Map(),
      ground: {
        hospital,
        file,
        answerId: answer!.id,
        questionKey: answer!.question_key,
        partIds: [file.parts['Q01/clinician']!, file.parts['Q09/it_security']!],
        rounds: [1, 2],
        files: async () => [],
        reports: async () => [],
      },
    };
  };
  /** Rates in the open round, each in the own words, and lets everything that follows happen. */
  const happen = async ({ name, hospital, round }: World): Promise<void> => {
    const statements = hospital.template.statements.slice(0, 3);
    for (const holder of holders) {
      for (const { key } of statements) {
        const input = { roundId: round, statement: key, baseVersion: 1, ...secrets[name][holder] };
        expect(await scene.change(holder, 'castRating', input, { hospital })).toMatchObject({
          __typename: 'RatingKept',
        });
      }
    }
    await scene.started.deliver();
  };
  /** Says something in both worlds until everybody who listens has heard it. */
  const untilHeard = async (): Promise<void> => {
    const hasHeard = ({ heard }: Listener) => heard.get('evaluationChanged')!.size > 0;
    const isHeard = () => worlds.every(({ listeners }) => [...listeners.values()].every(hasHeard));
    for (let year = 2050; !isHeard() && year < 2080; year += 1) {
      for (const { hospital, ground } of worlds) {
        const phases = [{ phase: 'rating', plannedOn: `${year}-01-31` }];
        const plan = { evaluationId: ground.file.id, phases };
        await scene.change('coordinator', 'schedulePhases', plan, { hospital });
      }
      for (const until = Date.now() + 1_000; !isHeard() && Date.now() < until;) await pause(20);
    }
    expect(isHeard()).toBe(true);
  };

  beforeAll(async () => {
    scene = await openScene();
    worlds.push(await begin('world-a'), await begin('world-b'));
    for (const world of worlds) {
      for (const persona of live) {
        world.listeners.set(persona, listen(await scene.as(persona, world.hospital), world.ground));
      }
      const outsider = await scene.as('coordinator', scene.other);
      world.listeners.set('outsider', listen(outsider, { ...world.ground, hospital: scene.other }));
    }
    await untilHeard();
    for (const world of worlds) await happen(world);
  }, 120_000);
  afterAll(async () => {
    for (const { listeners } of worlds) {
      for (const listener of listeners.values()) await listener.close();
    }
    await scene?.close();
  });

  it('walks over every query and every subscription of the schema', () => {
    expect(unknownToTheWalk(scene.application.routes)).toEqual([]);
  });

  it.each([...everybody, 'outsider'] as const)(
    'reads the same to the byte as %s, whatever the others think',
    async (reader) => {
      const dumps = [];
      for (const { hospital, ground } of worlds) {
        const client = await (reader === 'outsider'
          ? scene.as('coordinator', scene.other)
          : scene.as(reader, hospital));
        const seen = await walk(client, ground);
        // One's own rating is no secret to oneself; whether and when it was kept stays.
        const own = (key: string, value: unknown): unknown =>
          key === 'mine' && value !== null && typeof value === 'object' && 'castAt' in value
            ? { version: (value as unknown as { version: number }).version }
            : value;
        const isHolder = (holders as readonly string[]).includes(reader);
        dumps.push(isHolder ? (JSON.parse(JSON.stringify(seen, own)) as typeof seen) : seen);
      }
      for (const surface of Object.keys(dumps[0]!)) {
        expect(`${surface} ${normalised(dumps[1]![surface])}`).toBe(
          `${surface} ${normalised(dumps[0]![surface])}`,
        );
      }
      // The whole, too: the same thing is the same wherever it appears.
      expect(normalised(dumps[1])).toBe(normalised(dumps[0]));
      if (reader === 'coordinator') expect(normalised(dumps[0])).toContain('2026-014');
    },
    120_000,
  );

  it('tells the same live', async () => {
    const told = ({ listeners }: World): string =>
      JSON.stringify(
        [...listeners].map(([reader, { heard }]) => [
          reader,
          [...heard].map(([name, leaves]) => [
            name,
            [...leaves].map((leaf) => leaf.replace(/=.*[0-9a-f]{12}$/, '=<id>')).sort(),
          ]),
        ]),
        null,
        1,
      );
    const [first, second] = worlds as [World, World];
    // Until the last of it has come: a world that tells more, or less, stays different.
    for (const until = Date.now() + 10_000; told(first) !== told(second) && Date.now() < until;) {
      await pause(50);
    }
    expect(told(second)).toBe(told(first));
    const heard = first.listeners.get('dpo')!.heard.get('evaluationChanged')!;
    expect([...heard].join()).toContain('phase.scheduled');
    expect(first.listeners.get('patient')!.heard.get('roundsChanged')!.size).toBeGreaterThan(0);
  });

  it('prints the same in every report', async () => {
    const { unitOfWork, templates } = scene.started.server;
    const snapshots = [];
    for (const { hospital, ground } of worlds) {
      const taken = await unitOfWork.readSnapshot(systemActor(hospital.id, 'test', 'test'), (tx) =>
        loadSnapshot(tx, templates, ground.file.id, {
          takenAt: new Date('2026-10-01T08:00:00Z'),
        }),
      );
      snapshots.push(normalised(JSON.parse(canonicalJson(taken))));
    }
    expect(snapshots[1]).toBe(snapshots[0]);
  });

  it('differs as soon as the round is closed: the worlds are not the same', async () => {
    const results = [];
    for (const { hospital, ground, round } of worlds) {
      const closing = { roundId: round, reason: 'Fin.' };
      expect(await scene.change('chair', 'closeRound', closing, { hospital })).toMatchObject({
        __typename: 'RoundChanged',
      });
      results.push(normalised((await walk(await scene.as('dpo', hospital), ground))['consensus']));
    }
    expect(results[1]).not.toBe(results[0]);
  });
});
