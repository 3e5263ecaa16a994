import type { Persona, TestEvaluation } from '@consilium/testing';
import { judging, type Judging } from './judging';
import { openScene, type Scene } from './scene';

describe('a vote that waits for somebody', () => {
  let scene: Scene;
  let file: TestEvaluation;
  let room: Judging;

  beforeAll(async () => {
    scene = await openScene();
  });
  beforeEach(async () => {
    file = await scene.chu.addEvaluation({ phase: 'opinion' });
    room = judging(scene, file);
  });
  afterAll(() => scene?.close());

  const waits = async (persona: Persona): Promise<boolean> =>
    (
      await scene.ask<{ kind: string; evaluationId: string }[]>(
        persona,
        'whatWaits',
        {},
        '{ kind evaluationId }',
      )
    ).some(({ kind, evaluationId }) => kind === 'vote' && evaluationId === file.id);

  it('waits in a written consultation for everybody who may vote, until they have', async () => {
    await scene.rows(`delete from declaration where seat_id = $1`, [file.seats.patient]);
    const id = await room.toTheVote([], undefined, {}, { mode: 'written_consultation' });
    expect(await waits('clinician')).toBe(true);
    expect(await waits('biomedical')).toBe(true);
    expect(await waits('patient')).toBe(false);
    expect(await waits('buyer')).toBe(false);
    expect((await room.vote('clinician', id)).code).toBeUndefined();
    expect(await waits('clinician')).toBe(false);
  });

  it('waits for members recused from sections, and for nobody recused from the file', async () => {
    await scene.rows(
      `update declaration set assessment = 'major', assessed_at = now(),
         recused_sections = case when seat_id = $1 then '{Q02}'::text[] else '{}' end
        where seat_id in ($1, $2)`,
      [file.seats.clinician, file.seats.itSecurity],
    );
    const id = await room.toTheVote(['chair', 'clinician', 'itSecurity']);
    expect(await waits('clinician')).toBe(true);
    expect(await waits('itSecurity')).toBe(false);
    expect((await room.vote('clinician', id)).code).toBeUndefined();
    expect(await waits('clinician')).toBe(false);
  });

  it('waits for who holds a proxy until that vote is cast too', async () => {
    const id = await room.toTheVote(
      [],
      undefined,
      {},
      {
        attendance: [
          { seatId: file.seats.chair, attendance: 'present' },
          { seatId: file.seats.clinician, attendance: 'present' },
          {
            seatId: file.seats.patient,
            attendance: 'represented',
            representedBy: file.seats.clinician,
          },
        ],
      },
    );
    expect((await room.vote('clinician', id)).code).toBeUndefined();
    expect(await waits('clinician')).toBe(true);
    expect(await waits('patient')).toBe(false);
    expect((await room.vote('chair', id)).code).toBeUndefined();
    expect(await waits('chair')).toBe(false);
    expect((await room.vote('clinician', id, 'for', 'patient')).code).toBeUndefined();
    expect(await waits('clinician')).toBe(false);
  });
});
