import type { Persona, TestEvaluation } from '@consilium/testing';
import { openScene, type Scene } from './scene';

describe('who is awaited, over HTTP', () => {
  let scene: Scene;
  let file: TestEvaluation;

  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene?.close());
  beforeEach(async () => {
    file = await scene.chu.addEvaluation();
  });

  const openRound = async () => {
    await scene.rows(`update evaluation set phase = 'rating' where id = $1`, [file.id]);
    const opened = await scene.change('coordinator', 'openRound', {
      evaluationId: file.id,
      attribution: 'profession',
    });
    expect(opened.__typename).toBe('RoundChanged');
  };
  const told = async (kind: string): Promise<Persona[]> => {
    await scene.started.deliver();
    const rows = await scene.rows<{ name: Persona }>(
      `select m.display_name as name from inbox_item i join member m on m.id = i.member_id
        where i.evaluation_id = $1 and i.kind = $2 order by 1`,
      [file.id, kind],
    );
    return rows.map(({ name }) => name);
  };

  it('asks whoever has not declared to do that first, and to rate whoever may', async () => {
    await scene.rows('delete from declaration where seat_id = $1', [file.seats.clinician2]);
    await scene.rows(
      `update declaration set declared_at = now() - interval '2 years' where seat_id = $1`,
      [file.seats.itSecurity],
    );
    await openRound();
    expect(await told('declare_first')).toEqual(['clinician2', 'itSecurity']);
    expect(await told('round_opened')).toEqual(['biomedical', 'chair', 'clinician', 'patient']);
  });

  describe.each([
    ['was closed', 'active = false'],
    ['is suspended', 'suspended_at = now()'],
  ])('a member whose account %s', (_, change) => {
    const left = async (story: () => Promise<void>) => {
      const id = scene.chu.members.biomedical;
      await scene.rows(`update member set ${change} where id = $1`, [id]);
      try {
        await story();
      } finally {
        await scene.rows('update member set active = true, suspended_at = null where id = $1', [
          id,
        ]);
      }
    };

    it('is neither late nor reminded, and is given nothing', async () => {
      const part = file.parts['Q03/biomedical'] ?? Object.values(file.parts)[0]!;
      await scene.rows(`delete from part_assignee where part_id = any($1)`, [
        Object.values(file.parts),
      ]);
      await scene.rows(
        `insert into part_assignee (organisation_id, part_id, seat_id, assigned_at)
         values ($1, $2, $3, now())`,
        [scene.chu.id, part, file.seats.biomedical],
      );
      await scene.rows(`update part set due_on = '2020-01-31' where id = $1`, [part]);
      const late = async () =>
        (
          await scene.ask<{ late: { name: string }[] }>(
            'coordinator',
            'evaluationOverview',
            { id: file.id },
            '{ late { name } }',
          )
        ).late.map(({ name }) => name);
      expect(await late()).toEqual(['biomedical']);
      await left(async () => {
        expect(await late()).toEqual([]);
        expect(
          await scene.change('coordinator', 'remindLate', {
            evaluationId: file.id,
            seatIds: [file.seats.biomedical],
          }),
        ).toMatchObject({ code: 'nobody_late' });
        expect(
          await scene.change('coordinator', 'assignParts', {
            evaluationId: file.id,
            assignments: [{ partId: part, seatIds: [file.seats.biomedical] }],
          }),
        ).toMatchObject({ code: 'seat_ended' });
      });
    });

    it('stays in the number of a round that was open before, without being awaited', async () => {
      await openRound();
      const participation = async () =>
        (
          await scene.ask<{
            participation: { invited: number; missing: { seat: string }[] };
          }>(
            'chair',
            'ratingSheet',
            { evaluationId: file.id, number: 1 },
            '{ participation { invited missing { seat } } }',
          )
        ).participation;
      const before = await participation();
      await left(async () => {
        const after = await participation();
        expect(after.invited).toBe(before.invited);
        expect(after.missing).toHaveLength(before.missing.length - 1);
        expect(after.missing.map(({ seat }) => seat)).not.toContain(file.seats.biomedical);
      });
    });
  });
});
