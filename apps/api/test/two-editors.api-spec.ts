import type { TestEvaluation } from '@consilium/testing';
import { openScene, type Answer, type Scene } from './scene';

describe('two coordinators at the same form, over HTTP', () => {
  let scene: Scene;
  let file: TestEvaluation;
  const change = (name: string, values: Record<string, unknown>): Promise<Answer> =>
    scene.change('coordinator', name, { evaluationId: file.id, ...values });
  const refused = { __typename: 'Refused', code: 'stale_version' };
  const codesOf = (answers: readonly Answer[]) =>
    answers.map(({ __typename, code }) => code ?? __typename).sort();

  beforeAll(async () => {
    scene = await openScene();
    file = await scene.chu.addEvaluation();
  });
  afterAll(() => scene?.close());

  it('keep what the first one wrote of the file, and tell the second one', async () => {
    const { detailsVersion } = await scene.ask<{ detailsVersion: number }>(
      'coordinator',
      'evaluation',
      { id: file.id },
      '{ detailsVersion }',
    );
    const edit = (need: string) => change('editEvaluation', { need, baseVersion: detailsVersion });
    const answers = await Promise.all([edit('Le besoin de l’une'), edit('Le besoin de l’autre')]);
    expect(codesOf(answers)).toEqual(['EvaluationSaved', 'stale_version']);
    const [row] = await scene.rows<{ need: string }>('select need from evaluation where id = $1', [
      file.id,
    ]);
    expect(row?.need).toBe(
      answers[0]!.__typename === 'Refused' ? 'Le besoin de l’autre' : 'Le besoin de l’une',
    );
  });

  it('keep the seat as the first one left it', async () => {
    const { panel } = await scene.ask<{
      panel: { seats: { memberId: string; revision: number }[] };
    }>('coordinator', 'evaluation', { id: file.id }, '{ panel { seats { memberId revision } } }');
    const memberId = scene.chu.members.clinician2;
    const baseRevision = panel.seats.find((seat) => seat.memberId === memberId)!.revision;
    const save = (profession: string, base = baseRevision) =>
      change('saveSeat', {
        memberId,
        profession,
        answerRoles: ['clinician'],
        functions: [],
        votes: true,
        baseRevision: base,
      });
    expect(codesOf(await Promise.all([save('radiographer'), save('nurse')]))).toEqual([
      'PanelSaved',
      'stale_version',
    ]);
    // Whom the form takes for a newcomer was seated by somebody else meanwhile.
    expect(await save('radiographer', 0)).toMatchObject(refused);
  });

  it('keep the part with those whom the first one gave it to', async () => {
    const partId = file.parts['Q01/clinician']!;
    const rows = await scene.rows<{ seat_id: string }>(
      'select seat_id from part_assignee where part_id = $1',
      [partId],
    );
    const baseSeatIds = rows.map(({ seat_id }) => seat_id);
    const give = (seatIds: readonly string[]) =>
      change('assignParts', { assignments: [{ partId, seatIds, baseSeatIds }] });
    const answers = await Promise.all([give([file.seats.clinician2]), give([])]);
    expect(codesOf(answers)).toEqual(['PartsAssigned', 'stale_version']);
  });
});
