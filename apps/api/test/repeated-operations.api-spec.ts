import { operationId, type TestEvaluation } from '@consilium/testing';
import { openScene, type Scene } from './scene';

describe('an operation that is sent again', () => {
  let scene: Scene;
  let file: TestEvaluation;

  beforeAll(async () => {
    scene = await openScene();
  });
  beforeEach(async () => {
    file = await scene.chu.addEvaluation();
  });
  afterAll(() => scene?.close());

  const save = (operation: string, value: string) =>
    scene.change(
      'clinician',
      'saveAnswer',
      {
        partId: file.parts['Q01/clinician'],
        questionKey: 'Q01.need.problem',
        baseVersion: 0,
        state: 'value',
        value,
      },
      { operation, more: '... on AnswerSaved { answer { value version } }' },
    );

  it('gives its first result to the same words, and refuses other words under its id', async () => {
    const operation = operationId();
    const first = await save(operation, 'Délais de lecture');
    expect(first).toMatchObject({ answer: { value: 'Délais de lecture', version: 1 } });
    expect(await save(operation, 'Délais de lecture')).toEqual(first);
    expect(await save(operation, 'Autre chose')).toMatchObject({ code: 'operation_reused' });
    const [kept] = await scene.rows('select value, version from answer where answer_set_id = $1', [
      file.answerSetId,
    ]);
    expect(kept).toEqual({ value: 'Délais de lecture', version: 1 });
    expect(await save(operationId(), 'Autre chose')).toMatchObject({
      __typename: 'AnswerConflict',
    });
  });

  it('is refused with other words also where two requests meet', async () => {
    const operation = operationId();
    const answers = await Promise.all([save(operation, 'Un'), save(operation, 'Deux')]);
    expect(answers.map(({ __typename, code }) => code ?? __typename).sort()).toEqual([
      'AnswerSaved',
      'operation_reused',
    ]);
  });

  it('keeps no words of an answer, and nothing after thirty days', async () => {
    const operation = operationId();
    const first = await save(operation, 'Paroles du panel');
    const kept = () =>
      scene.rows<{ result: string }>(
        'select result::text as result from operation where operation_id = $1',
        [operation],
      );
    expect((await kept())[0]?.result).not.toContain('Paroles');
    expect(await save(operation, 'Paroles du panel')).toEqual(first);
    const { dataSource } = scene.started.server;
    const forget = () => dataSource.query('select consilium_forget_operations()');
    await scene.rows(
      `update operation set created_at = now() - interval '29 days' where operation_id = $1`,
      [operation],
    );
    await forget();
    expect(await kept()).toHaveLength(1);
    await scene.rows(
      `update operation set created_at = now() - interval '31 days' where operation_id = $1`,
      [operation],
    );
    await forget();
    expect(await kept()).toEqual([]);
  });
});
