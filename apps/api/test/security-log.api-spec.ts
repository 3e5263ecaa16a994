import { v7 } from 'uuid';
import { openScene, type Scene } from './scene';

interface Line {
  kind: string;
  member: string | null;
  people: string[];
  file: string | null;
  subjectId: string | null;
  source: string | null;
  detail: string | null;
}

describe('the security log, of what one may not know', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
    await scene.addMember('administrator', ['administrator']);
  });
  afterAll(() => scene?.close());

  /** Lines of what was refused to one person, as an administrator reads them: in the file, or outside it. */
  const refused = async (reader: 'director' | 'administrator', by: string): Promise<Line[]> => {
    const client = await scene.signIn(`${reader}@chu.test`);
    const { data } = await client.send<{ securityLog: { lines: Line[] } }>(
      `query ($filter: SecurityFilter!) { securityLog(filter: $filter) {
        lines { kind member people file subjectId source detail } } }`,
      { filter: { kinds: ['refused'] } },
    );
    return data.securityLog.lines.filter(({ member }) => member === by);
  };
  const nothingSaid = { file: null, people: [], subjectId: null, source: null };

  it('tells administrators no more than of what is not there', async () => {
    const file = await scene.chu.addEvaluation({ phase: 'collecting', reference: '2026-042' });
    const opened = await scene.change('coordinator', 'openThread', {
      evaluationId: file.id,
      anchor: { kind: 'evaluation', id: file.id },
      kind: 'remark',
      body: 'Le contrat est attendu.',
    });
    const [thread] = await scene.rows<{ id: string }>(
      'select id from thread where evaluation_id = $1',
      [file.id],
    );
    expect(opened.code).toBeUndefined();
    await scene.rows(
      `update declaration set assessment = 'major' where seat_id = any(array[$1, $2]::uuid[])`,
      [file.seats.biomedical, file.seats.itSecurity],
    );
    const post = (persona: 'biomedical' | 'itSecurity', threadId: string) =>
      scene.change(persona, 'postComment', { threadId, body: 'Et alors ?' });
    expect(await post('biomedical', thread!.id)).toMatchObject({ code: 'not_found' });
    expect(await post('itSecurity', v7())).toMatchObject({ code: 'not_found' });
    const line = { kind: 'refused', detail: 'thread.post', ...nothingSaid };
    expect(await refused('director', 'biomedical')).toEqual([{ ...line, member: 'biomedical' }]);
    expect(await refused('director', 'itSecurity')).toEqual([{ ...line, member: 'itSecurity' }]);
  });

  it('names file and people to who sees the file, and of what everybody in it knows', async () => {
    const file = await scene.chu.addEvaluation({ phase: 'collecting', reference: '2026-043' });
    await scene.change('patient', 'assessInterests', {
      seatId: file.seats.dpo,
      level: 'none',
    });
    await scene.rows(
      `insert into security_line (id, at, kind, organisation_id, member_id, evaluation_id,
         subject_kind, subject_id, detail)
       values ($1, now(), 'refused', $2, $3, $4, 'late_recusal', $1, 'recusal.answer')`,
      [v7(), scene.chu.id, scene.chu.members.patient, file.id],
    );
    const member = 'patient';
    const [weighing, answering] = ['declaration.assess', 'recusal.answer'];
    const people = ['dpo'];
    expect(await refused('director', member)).toMatchObject([
      { ...nothingSaid, detail: answering },
      { detail: weighing, file: '2026-043', people, subjectId: file.seats.dpo },
    ]);
    // From outside the file.
    expect(await refused('administrator', member)).toMatchObject([
      { ...nothingSaid, detail: answering },
      { ...nothingSaid, detail: weighing },
    ]);
  });

  it('keeps a trace of asking for one thing by its id, and none of what pages ask', async () => {
    const file = await scene.chu.addEvaluation({ phase: 'collecting', reference: '2026-044' });
    const stranger = await scene.addMember('stranger');
    const client = await scene.signIn(stranger.email);
    const get = async (path: string): Promise<number> =>
      (
        await fetch(`${scene.application.url}${path}?organisation=chu`, {
          headers: { cookie: client.sessionCookie },
        })
      ).status;
    const traced = async () =>
      (await refused('director', 'stranger')).map(({ detail }) => detail).toSorted();
    await client.send(
      `query ($id: ID!) { answeringPage(evaluationId: $id) { evaluationId }
        declarations(evaluationId: $id) { seatId } reports(evaluationId: $id) { id } }`,
      { id: file.id },
    );
    expect(await traced()).toEqual([]);
    expect(await get(`/api/reports/${v7()}.pdf`)).toBe(404);
    expect(await traced()).toEqual(['report.see']);
    expect(await get(`/api/files/${v7()}`)).toBe(404);
    expect(await traced()).toEqual(['evidence.see', 'report.see']);
    const { data } = await client.send<Record<string, unknown>>(
      'query ($id: ID!) { answer(id: $id) { id } }',
      { id: v7() },
    );
    expect(data).toEqual({ answer: null });
    expect(await traced()).toEqual(['answer.see', 'evidence.see', 'report.see']);
    for (const root of ['evaluation', 'evaluationFrame', 'evaluationOverview']) {
      const shown = await client.send<Record<string, unknown>>(
        `query ($id: ID!) { ${root}(id: $id) { __typename } }`,
        { id: file.id },
      );
      expect(shown.data).toEqual({ [root]: null });
    }
    // The same within a minute is one line, whatever it names.
    expect(await traced()).toEqual(['answer.see', 'evaluation.see', 'evidence.see', 'report.see']);
  });
});
