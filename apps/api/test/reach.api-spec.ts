import { createClient as createSocket, type Client as Socket } from 'graphql-ws';
import WebSocket from 'ws';
import type { Persona, TestEvaluation } from '@consilium/testing';
import { operationId } from '@consilium/testing';
import { fillFile } from './fill-file';
import { openScene, type Scene } from './scene';
import { standing } from './standing';

const question = 'Q02.reg.class';

describe('what reaches whom of reserved documents and questions, over HTTP', () => {
  let scene: Scene;
  let file: TestEvaluation;
  const sockets: Socket[] = [];
  const change: Scene['change'] = (...all) => scene.change(...all);

  const open = async (by: Persona, anchor: object, more: Record<string, unknown> = {}) => {
    const opened = await change(
      by,
      'openThread',
      { evaluationId: file.id, anchor, kind: 'objection', body: 'Mots réservés', ...more },
      { more: '... on ThreadSaved { thread { id } }' },
    );
    return { ...opened, thread: opened['thread'] as { id: string } | undefined };
  };
  /** What a person is warned of before any move. */
  const warned = async (persona: Persona) => {
    const { possibleMoves } = await scene.ask<{
      possibleMoves: { warnings: { key: string; count: number }[] }[];
    }>(persona, 'evaluation', { id: file.id }, '{ possibleMoves { warnings { key count } } }');
    return possibleMoves.flatMap(({ warnings }) => warnings);
  };
  /** Every place that tells a person of open objections. */
  const told = async (persona: Persona) => {
    const { objections } = await scene.ask<{ objections: { text: string }[] }>(
      persona,
      'decisionPage',
      { evaluationId: file.id },
      '{ objections { text } }',
    );
    const { openObjections } = await scene.ask<{ openObjections: number }>(
      persona,
      'evaluationOverview',
      { id: file.id },
      '{ openObjections }',
    );
    const { data } = await (
      await scene.as(persona)
    ).send<{ threads: { threads: unknown[] } | null }>(
      'query ($id: ID!) { threads(evaluationId: $id) { threads { id } } }',
      { id: file.id },
    );
    const moves = (await warned(persona)).filter(({ key }) => key === 'noObjectionOpen');
    return {
      page: objections.map(({ text }) => text),
      overview: openObjections,
      moves: Math.max(0, ...moves.map(({ count }) => count)),
      threads: data?.threads?.threads.length ?? null,
    };
  };
  const reserve = (roles: readonly string[]) =>
    scene.rows(
      `update part set clearance = $2 where evaluation_id = $1 and section_key = 'Q02'
         and lead_role = $3`,
      [
        file.id,
        { level: 'roles', roles },
        scene.chu.template.questions.find(({ key }) => key === question)!.roles[0],
      ],
    );
  const fileDocument = async (roles: readonly string[]) => {
    const [stored, document, version, filed] = [1, 2, 3, 4].map(() => operationId());
    const { id: organisation, members } = scene.chu;
    await scene.rows(
      `insert into stored_file values ($1, $2, 'a.pdf', 'application/pdf', 3, 'x', 'not_scanned', $3, now())`,
      [organisation, stored, members.clinician],
    );
    await scene.rows(
      `insert into document values ($1, $2, 'Réservé', 'other', $3, $4, 1, 1, now())`,
      [organisation, document, { level: 'roles', roles }, members.clinician],
    );
    await scene.rows(
      `insert into document_version values ($1, $2, $3, 1, $4, null, null, $5, now())`,
      [organisation, version, document, stored, members.clinician],
    );
    await scene.rows(`insert into filed_document values ($1, $2, $3, $4, 1, null, now())`, [
      organisation,
      filed,
      file.id,
      document,
    ]);
    return { document: document!, filed: filed! };
  };
  const listen = async (persona: Persona, subscription: string) => {
    const client = await scene.as(persona);
    const socket = createSocket({
      url: `${scene.application.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(url: string, protocols: string[]) {
          super(url, protocols, { headers: { cookie: client.sessionCookie } });
        }
      },
      connectionParams: { organisation: 'chu' },
      retryAttempts: 0,
    });
    sockets.push(socket);
    const messages = socket.iterate<Record<string, { live: string }>>({
      query: `subscription ($id: ID!) { ${subscription} }`,
      variables: { id: file.id },
    });
    // Whoever begins to listen soon after the start of a process is told to read again first.
    const news = async () => {
      for (;;) {
        const { value } = await messages.next();
        const [message] = Object.values<{ live: string }>(value?.data ?? {});
        if (message?.live !== 'again') return message;
      }
    };
    return { next: news(), news, socket };
  };
  const listening = async (...all: Parameters<typeof listen>) => {
    const subscribed = standing(scene.started.server.live, 1);
    const listener = await listen(...all);
    await subscribed;
    return listener;
  };

  beforeAll(async () => {
    scene = await openScene();
  });
  beforeEach(async () => {
    file = await scene.chu.addEvaluation();
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) await socket.dispose();
  });
  afterAll(() => scene?.close());

  it('shows an objection on a reserved document to whom the document is shown, on every page', async () => {
    const { document } = await fileDocument(['it_security']);
    expect(await open('itSecurity', { kind: 'document', id: document })).toMatchObject({
      __typename: 'ThreadSaved',
    });
    expect(await told('itSecurity')).toEqual({
      page: ['Mots réservés'],
      overview: 1,
      moves: 1,
      threads: 1,
    });
    expect(await told('biomedical')).toEqual({ page: [], overview: 0, moves: 0, threads: 0 });
  });

  it('counts no objection for the recused', async () => {
    await open('itSecurity', { kind: 'evaluation', id: file.id });
    await scene.rows(
      `update declaration set assessment = 'major', recused_sections = '{}' where seat_id = $1`,
      [file.seats.biomedical],
    );
    expect(await told('biomedical')).toEqual({ page: [], overview: 0, moves: 0, threads: null });
    expect(await told('patient')).toMatchObject({ overview: 1, moves: 1 });
  });

  it('tells how many have not declared to whom declarations are shown', async () => {
    await scene.rows('delete from declaration where seat_id = $1', [file.seats.biomedical]);
    const undeclared = { key: 'allActiveDeclared', count: 1 };
    expect(await warned('coordinator')).toContainEqual(undeclared);
    expect(await warned('patient')).toEqual([]);
    // Of the ratings of an open round each counts the own ones alone.
    const rated = await scene.chu.addEvaluation({ phase: 'collecting' });
    await fillFile(scene.owner, scene.chu, rated);
    await scene.rows(
      `update answer set updated_at = now() + interval '1 day'
      where answer_set_id = $1`,
      [rated.answerSetId],
    );
    file = rated;
    const toConfirm = async (persona: Persona) =>
      (await warned(persona)).find(({ key }) => key === 'noRatingToConfirm')?.count ?? 0;
    expect(await toConfirm('coordinator')).toBe(0);
    expect(await toConfirm('patient')).toBeGreaterThan(0);
  });

  it('keeps what is said on the questions of a reserved part among those who read its answers', async () => {
    const anchor = { kind: 'question', id: question };
    const opened = await open('clinician', anchor);
    expect(await told('patient')).toEqual({
      page: ['Mots réservés'],
      overview: 1,
      moves: 1,
      threads: 1,
    });
    await reserve(['dpo']);
    expect(await told('patient')).toEqual({ page: [], overview: 0, moves: 0, threads: 0 });
    expect(await told('dpo')).toEqual({
      page: ['Mots réservés'],
      overview: 1,
      moves: 1,
      threads: 1,
    });
    expect(await told('coordinator')).toMatchObject({ threads: 1 });
    expect(
      await change('patient', 'postComment', {
        threadId: opened.thread!.id,
        body: 'x',
        mentions: [],
      }),
    ).toMatchObject({ code: 'not_found' });
    expect(await open('patient', anchor)).toMatchObject({ code: 'not_cleared' });
    expect(await open('dpo', anchor, { mentions: [file.seats.patient] })).toMatchObject({
      code: 'mention_out_of_reach',
    });
    const { seats } = await scene.ask<{ seats: { seatId: string }[] }>(
      'dpo',
      'threads',
      { evaluationId: file.id, anchor },
      '{ seats { seatId } }',
    );
    const ids = seats.map(({ seatId }) => seatId);
    expect(ids).toEqual(expect.arrayContaining([file.seats.dpo, file.seats.coordinator]));
    expect(ids).not.toContain(file.seats.patient);
    const counts = await scene.ask<unknown[]>(
      'patient',
      'threadCounts',
      { evaluationId: file.id },
      '{ anchorId }',
    );
    expect(counts).toEqual([]);
  });

  it('asks anew at each change what a listener may know of, in all three rooms', async () => {
    const { document } = await fileDocument(['it_security']);
    const listener = await listening(
      'patient',
      'discussionChanged(evaluationId: $id) { live threads }',
    );
    await open('itSecurity', { kind: 'document', id: document });
    const { thread } = await open('itSecurity', { kind: 'evaluation', id: file.id });
    expect(await listener.next).toEqual({ live: 'changed', threads: [thread!.id] });

    // What is kept from a listener is not even an empty message: the next one is about what is not.
    const reader = await listening(
      'patient',
      'answerChanged(evaluationId: $id) { live answers parts }',
    );
    await reserve(['dpo']);
    const lead = scene.chu.template.questions.find(({ key }) => key === question)!.roles[0]!;
    const holder = (['biomedical', 'itSecurity', 'clinician', 'buyer', 'dpo'] as const).find(
      (name) => name.toLowerCase() === lead.replace('_', ''),
    )!;
    const save = async (by: Persona, partId: string | undefined, questionKey: string) => {
      const given = { partId, questionKey, baseVersion: 0, state: 'unknown' };
      const saved = await change(by, 'saveAnswer', given, {
        more: '... on AnswerSaved { answer { id } }',
      });
      expect(saved).toMatchObject({ __typename: 'AnswerSaved' });
      return (saved['answer'] as { id: string }).id;
    };
    await save(holder, file.parts[`Q02/${lead}`], question);
    const first = scene.chu.template.questions.find(
      ({ section, roles }) => section === 'Q01' && roles[0] === 'clinician',
    )!;
    const id = await save('clinician', file.parts['Q01/clinician'], first.key);
    type Change = { answers: string[] } | undefined;
    let heard = (await reader.next) as Change;
    // Which questions apply may have changed for everybody.
    while (heard?.answers.length === 0) heard = (await reader.news()) as Change;
    expect(heard?.answers).toEqual([id]);

    const { filed } = await fileDocument(['it_security']);
    const { filed: shown } = await fileDocument(['patient_representative']);
    const looking = await listening(
      'patient',
      'evidenceChanged(evaluationId: $id) { live documents }',
    );
    const take = (one: string) => change('coordinator', 'takeNewestVersion', { id: one });
    expect(await take(filed!)).toMatchObject({ __typename: 'EvidenceSaved' });
    expect(await take(shown!)).toMatchObject({ __typename: 'EvidenceSaved' });
    expect(await looking.next).toEqual({ live: 'changed', documents: [shown] });
  });

  it('tells nothing more to whom the file is no longer visible', async () => {
    const { filed } = await fileDocument(['buyer', 'it_security']);
    const subscription = 'evidenceChanged(evaluationId: $id) { live documents }';
    const ended = await listening('buyer', subscription);
    const still = await listening('itSecurity', subscription);
    await scene.rows(`update seat set seated_to = '2020-01-02' where id = $1`, [file.seats.buyer]);
    await change('coordinator', 'takeNewestVersion', { id: filed });
    expect(await still.next).toEqual({ live: 'changed', documents: [filed] });
    const heard = await Promise.race([ended.next, scene.rows('select 1 as nothing')]);
    expect(heard).toEqual([{ nothing: 1 }]);
  });

  it('opens the sockets anew of who may do something else in the organisation by now', async () => {
    const listener = await listening('director', 'evaluationChanged(evaluationId: $id) { topics }');
    const closed = new Promise<number>((resolve) =>
      listener.socket.on('closed', (event) => resolve((event as { code: number }).code)),
    );
    listener.next.catch(() => undefined);
    const member = {
      memberId: scene.chu.members.director,
      displayName: 'director',
      profession: 'director',
      active: true,
    };
    expect(
      await change('director', 'changeMember', { ...member, functions: ['administrator'] }),
    ).toMatchObject({ __typename: expect.not.stringMatching('Refused') });
    expect(await closed).toBe(1013);
  });
});
