import type { Persona, TestEvaluation } from '@consilium/testing';
import { openScene, type Scene } from './scene';

interface Shown {
  steps: { phase: string; state: string }[];
  moves: { move: string; person: string | null; reason: string | null }[];
}
const fields = '{ steps { phase state } moves { move person reason } }';

describe('the way of a file on its first page, over HTTP', () => {
  let scene: Scene;
  let file: TestEvaluation;

  beforeAll(async () => {
    scene = await openScene();
  });
  beforeEach(async () => {
    file = await scene.chu.addEvaluation();
  });
  afterAll(() => scene?.close());

  const shown = (by: Persona) =>
    scene.ask<Shown>(by, 'evaluationOverview', { id: file.id }, fields);
  const move = (name: string, reason: string | null = null) =>
    scene.change('coordinator', 'movePhase', { evaluationId: file.id, move: name, reason });

  it('tells the panel every move with who made it and why, newest first', async () => {
    expect((await shown('buyer')).moves).toEqual([]);
    await move('pause', 'Certificat attendu');
    await move('resume');
    const told = [
      { move: 'resume', person: 'coordinator', reason: null },
      { move: 'pause', person: 'coordinator', reason: 'Certificat attendu' },
    ];
    for (const persona of ['coordinator', 'buyer', 'director'] as const) {
      expect((await shown(persona)).moves).toEqual(told);
    }
  });

  it('leaves out of the steps what the committee switched off, as the dates do', async () => {
    const phasesShown = async () => {
      const { phases } = await scene.ask<{ phases: { phase: string }[] }>(
        'coordinator',
        'evaluation',
        { id: file.id },
        '{ phases { phase } }',
      );
      const { steps } = await shown('coordinator');
      expect(steps.map(({ phase }) => phase)).toEqual(phases.map(({ phase }) => phase));
      return steps.map(({ phase }) => phase);
    };
    const judging = ['rating', 're_rating', 'pilot'];
    expect(await phasesShown()).toEqual(expect.arrayContaining(judging));
    await scene.rows('update committee set rounds = false, pilots = false where id = $1', [
      scene.chu.committeeId,
    ]);
    const left = await phasesShown();
    expect(left.filter((phase) => judging.includes(phase))).toEqual([]);
    await scene.rows('update committee set rounds = true, pilots = true where id = $1', [
      scene.chu.committeeId,
    ]);
  });
});
