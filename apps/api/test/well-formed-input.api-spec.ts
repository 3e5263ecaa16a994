import { v7 } from 'uuid';
import type { TestEvaluation } from '@consilium/testing';
import { openScene, type Scene } from './scene';

describe('input that is well formed and means nothing', () => {
  let scene: Scene;
  let file: TestEvaluation;

  beforeAll(async () => {
    scene = await openScene();
    file = await scene.chu.addEvaluation();
  });
  afterAll(() => scene?.close());

  it('is refused where a site is not of this organisation', async () => {
    const [away, own] = [v7(), v7()];
    await scene.rows(
      `insert into site (organisation_id, id, name) values ($1, $2, 'Ailleurs'), ($3, $4, 'Ici')`,
      [scene.other.id, away, scene.chu.id, own],
    );
    const answer = (siteId: string) =>
      scene.change('clinician', 'saveAnswer', {
        partId: file.parts['Q01/clinician'],
        questionKey: 'Q01.need.problem',
        siteId,
        baseVersion: 0,
        state: 'value',
        value: 'Délais de lecture',
      });
    for (const siteId of [v7(), away]) {
      expect(await answer(siteId)).toMatchObject({ code: 'not_found' });
    }
    expect(await answer(own)).toMatchObject({ __typename: 'AnswerSaved' });
  });

  it.each(['2026-02-31', '0000-01-01', '9999-12-31'])('is refused as the day %s', async (day) => {
    const seat = {
      memberId: scene.chu.members.buyer,
      profession: 'buyer',
      answerRoles: ['buyer'],
      functions: [],
      votes: false,
    };
    expect(
      await scene.change('director', 'saveCommitteeSeat', {
        ...seat,
        committeeId: scene.chu.committeeId,
        mandateFrom: day,
      }),
    ).toMatchObject({ code: 'date_impossible' });
    expect(
      await scene.change('coordinator', 'saveSeat', {
        ...seat,
        evaluationId: file.id,
        seatedTo: day,
      }),
    ).toMatchObject({ code: 'date_impossible' });
  });
});
