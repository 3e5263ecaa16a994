import 'reflect-metadata';
import { Client } from 'pg';
import { createClient as createSocket } from 'graphql-ws';
import WebSocket from 'ws';
import {
  ApiClient,
  buildHospital,
  operationId,
  startTestServer,
  testPassword,
  type Persona,
  type TestEvaluation,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import { startApplication, type Application } from '../src/application';
import { countStatements } from './count-statements';
import { standing } from './standing';

const thread = `id anchorKind anchorId kind state openedBy resolvedBy assigned { seatId }
  comments { id author body version editedAt withdrawnAt mentions { seatId displayName } }`;
const result = `__typename ... on ThreadSaved { thread { ${thread} } }
  ... on Refused { code message details }`;

interface Saved {
  __typename: string;
  code?: string;
  thread: {
    id: string;
    state: string;
    comments: { id: string; body: string; version: number; mentions: { seatId: string }[] }[];
    [key: string]: unknown;
  };
}

describe('discussions over HTTP', () => {
  let started: TestServer;
  let application: Application;
  let owner: Client;
  let chu: TestHospital;
  let other: TestHospital;
  let file: TestEvaluation;
  const clients = new Map<string, ApiClient>();
  const question = { kind: 'question', id: 'Q02.reg.class' };

  const as = async (persona: Persona, hospital = chu): Promise<ApiClient> => {
    const email = hospital.emails[persona];
    const known = clients.get(email);
    if (known) return known;
    const client = new ApiClient(application.url, hospital.slug);
    await client.signIn(email, testPassword);
    clients.set(email, client);
    return client;
  };

  const open = async (client: ApiClient, changes: Record<string, unknown> = {}) =>
    (
      await client.ask<{ openThread: Saved }>(
        `mutation ($input: OpenThreadInput!) { openThread(input: $input) { ${result} } }`,
        {
          input: {
            operationId: operationId(),
            evaluationId: file.id,
            anchor: question,
            kind: 'remark',
            body: 'Le certificat cite une autre version.',
            ...changes,
          },
        },
      )
    ).openThread;

  const write = async (
    client: ApiClient,
    name: 'post' | 'edit',
    input: Record<string, unknown>,
  ) => {
    const [type, field] =
      name === 'post' ? ['PostCommentInput', 'postComment'] : ['EditCommentInput', 'editComment'];
    const answer = await client.ask<Record<string, Saved>>(
      `mutation ($input: ${type}!) { ${field}(input: $input) { ${result} } }`,
      { input: { operationId: operationId(), ...input } },
    );
    return answer[field] as Saved;
  };

  const turn = async (client: ApiClient, field: string, id: string, more = '') => {
    const argument = field === 'withdrawComment' ? 'commentId' : 'threadId';
    const answer = await client.ask<Record<string, Saved>>(
      `mutation ($id: ID!, $operationId: ID!) {
        ${field}(${argument}: $id, operationId: $operationId ${more}) { ${result} } }`,
      { id, operationId: operationId() },
    );
    return answer[field] as Saved;
  };

  const list = (client: ApiClient, anchor: object | null = question) =>
    client.send<{ threads: { threads: Saved['thread'][] } }>(
      `query ($id: ID!, $anchor: ThreadAnchorInput) {
        threads(evaluationId: $id, anchor: $anchor) { threads { ${thread} } } }`,
      { id: file.id, anchor },
    );

  const events = async (type: string) =>
    (
      await owner.query('select * from event where evaluation_id = $1 and type = $2', [
        file.id,
        type,
      ])
    ).rows;

  const recuse = (persona: Persona, sections: string) =>
    owner.query(
      `update declaration set assessment = 'major', recused_sections = $2 where seat_id = $1`,
      [file.seats[persona], sections],
    );

  beforeAll(async () => {
    started = await startTestServer();
    chu = await buildHospital(started.ownerUrl, 'chu');
    other = await buildHospital(started.ownerUrl, 'other');
    application = await startApplication(started.server, { host: '127.0.0.1', port: 0 });
    owner = new Client({ connectionString: started.ownerUrl });
    await owner.connect();
  });
  beforeEach(async () => {
    file = await chu.addEvaluation();
  });
  afterAll(async () => {
    await owner?.end();
    await application?.close();
    await started?.close();
  });

  it('lets two people talk about a question, mention, settle and take up again', async () => {
    const clinician = await as('clinician');
    const biomedical = await as('biomedical');
    const opened = await open(clinician, {
      mentions: [file.seats.biomedical, file.seats.clinician],
      assignedSeat: file.seats.biomedical,
    });
    expect(opened.thread).toMatchObject({
      kind: 'remark',
      state: 'open',
      openedBy: 'clinician',
      assigned: { seatId: file.seats.biomedical },
      comments: [{ author: 'clinician', version: 1 }],
    });
    const { id } = opened.thread;
    const both = await Promise.all([
      write(clinician, 'post', { threadId: id, body: 'Un' }),
      write(biomedical, 'post', { threadId: id, body: 'Deux\u00a0: vu.' }),
    ]);
    expect(both.map((one) => one.__typename)).toEqual(['ThreadSaved', 'ThreadSaved']);
    const [seen] = (await list(biomedical)).data.threads.threads;
    expect(seen?.comments.map(({ body }) => body).sort()).toEqual([
      'Deux\u00a0: vu.',
      'Le certificat cite une autre version.',
      'Un',
    ]);
    // Oneself is named in the words and not told.
    expect((await events('member.mentioned')).map(({ data }) => data)).toEqual([
      expect.objectContaining({
        seatIds: [file.seats.biomedical],
        questionKey: 'Q02.reg.class',
        anchorKind: 'question',
      }),
    ]);
    const settled = await turn(biomedical, 'resolveThread', id);
    expect(settled.thread).toMatchObject({ state: 'resolved', resolvedBy: 'biomedical' });
    expect(await write(clinician, 'post', { threadId: id, body: 'Trop tard' })).toMatchObject({
      code: 'thread_resolved',
    });
    expect(await turn(clinician, 'resolveThread', id)).toMatchObject({ code: 'thread_resolved' });
    expect((await turn(clinician, 'reopenThread', id)).thread).toMatchObject({
      state: 'open',
      resolvedBy: null,
    });
    expect(await turn(clinician, 'reopenThread', id)).toMatchObject({ code: 'thread_open' });
    const freed = await turn(clinician, 'assignThread', id, ', seatId: null');
    expect(freed.thread).toMatchObject({ assigned: null });
    // A mandate that runs out is nobody's act: by the next morning the thread waits for nobody.
    const given = `, seatId: "${file.seats.biomedical}"`;
    expect((await turn(clinician, 'assignThread', id, given)).thread).toMatchObject({
      assigned: { seatId: file.seats.biomedical },
    });
    const morning = async (seatedTo: string) => {
      await owner.query('update seat set seated_to = $2 where id = $1', [
        file.seats.biomedical,
        seatedTo,
      ]);
      await owner.query('delete from reminder_day where organisation_id = $1', [chu.id]);
      await started.server.reminders.sendDaily(chu.id);
      return (await list(clinician)).data.threads.threads[0];
    };
    expect(await morning('2031-01-02')).toMatchObject({
      assigned: { seatId: file.seats.biomedical },
    });
    expect(await morning('2026-01-02')).toMatchObject({ state: 'open', assigned: null });
    const written = await owner.query(
      `select count(*)::int as n from event where data::text like '%certificat%'`,
    );
    expect(written.rows).toEqual([{ n: 0 }]);
  });

  it('mends words for a quarter of an hour, and leaves a line where they were taken back', async () => {
    const clinician = await as('clinician');
    const { thread: opened } = await open(clinician, { mentions: [file.seats.buyer] });
    const [comment] = opened.comments;
    const edit = (client: ApiClient, baseVersion: number, body: string, mentions: string[] = []) =>
      write(client, 'edit', { commentId: comment!.id, baseVersion, body, mentions });
    const mended = await edit(clinician, 1, 'Mieux dit', [file.seats.buyer, file.seats.dpo]);
    expect(mended.thread.comments).toMatchObject([{ body: 'Mieux dit', version: 2 }]);
    expect((await events('member.mentioned')).map(({ data }) => data.seatIds)).toEqual([
      [file.seats.buyer],
      [file.seats.dpo],
    ]);
    expect(await edit(clinician, 1, 'Encore')).toMatchObject({ code: 'stale_version' });
    expect(await edit(await as('coordinator'), 2, 'Pas le mien')).toMatchObject({
      code: 'not_author',
    });
    await owner.query(
      `update comment set posted_at = posted_at - interval '16 minutes' where id = $1`,
      [comment!.id],
    );
    expect(await edit(clinician, 2, 'Tard')).toMatchObject({ code: 'comment_too_late' });
    expect(await turn(await as('chair'), 'withdrawComment', comment!.id)).toMatchObject({
      code: 'not_author',
    });
    const withdrawn = await turn(clinician, 'withdrawComment', comment!.id);
    expect(withdrawn.thread.comments).toMatchObject([
      { author: 'clinician', body: '', mentions: [], withdrawnAt: expect.any(String) },
    ]);
    expect(await turn(clinician, 'withdrawComment', comment!.id)).toMatchObject({
      code: 'comment_withdrawn',
    });
    const left = await owner.query(`select salt from comment where id = $1`, [comment!.id]);
    expect(left.rows).toEqual([{ salt: null }]);
  });

  it('lets an objection be lifted by its author, the coordinator or the chair, and counts it', async () => {
    const objections = async () =>
      (
        await (
          await as('coordinator')
        ).ask<{ overview: { openObjections: number } }>(
          'query ($id: ID!) { overview: evaluationOverview(id: $id) { openObjections } }',
          { id: file.id },
        )
      ).overview.openObjections;
    const patient = await as('patient');
    const objection = { kind: 'objection', anchor: { kind: 'evaluation', id: file.id } };
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) ids.push((await open(patient, objection)).thread.id);
    expect(await objections()).toBe(3);
    expect(await turn(await as('biomedical'), 'resolveThread', ids[0]!)).toMatchObject({
      code: 'not_your_objection',
    });
    for (const [index, persona] of (['patient', 'coordinator', 'chair'] as const).entries()) {
      expect((await turn(await as(persona), 'resolveThread', ids[index]!)).thread.state).toBe(
        'resolved',
      );
    }
    expect(await objections()).toBe(0);
    expect(await turn(await as('director'), 'resolveThread', ids[0]!)).toMatchObject({
      __typename: 'Refused',
    });
    const counts = await patient.ask(
      'query ($id: ID!) { threadCounts(evaluationId: $id) { anchorKind anchorId threads open objections } }',
      { id: file.id },
    );
    expect(counts).toEqual({
      threadCounts: [
        { anchorKind: 'evaluation', anchorId: file.id, threads: 3, open: 0, objections: 0 },
      ],
    });
  });

  it('shows the recused nothing, tells nobody who they are, and brings them nothing that was said', async () => {
    const clinician = await as('clinician');
    const buyer = await as('buyer');
    const { thread: opened } = await open(clinician);
    await open(clinician, { anchor: { kind: 'question', id: 'Q01.need.problem' } });
    await recuse('buyer', '{Q02}');
    expect((await list(buyer)).data.threads.threads).toEqual([]);
    expect((await list(buyer, null)).data.threads.threads).toHaveLength(1);
    expect(await write(buyer, 'post', { threadId: opened.id, body: 'x' })).toMatchObject({
      code: 'not_found',
    });
    // Whoever may not read declarations cannot tell her from the others; those who may can.
    const named = await open(clinician, { mentions: [file.seats.buyer] });
    expect(named).toMatchObject({ __typename: 'ThreadSaved' });
    await started.deliver();
    const { inbox } = await buyer.ask<{ inbox: { items: { evaluationId: string }[] } }>(
      '{ inbox { items { evaluationId } } }',
    );
    expect(inbox.items.filter(({ evaluationId }) => evaluationId === file.id)).toEqual([]);
    const coordinator = await as('coordinator');
    expect(await open(coordinator, { mentions: [file.seats.buyer] })).toMatchObject({
      code: 'mention_out_of_reach',
    });
    expect(await open(buyer)).toMatchObject({ code: 'recused' });
    await recuse('buyer', '{}');
    const whole = await list(buyer, null);
    expect(whole.errors?.[0]?.extensions).toMatchObject({ code: 'RECUSED' });
    const seats = (client: ApiClient, anchor = question) =>
      client.ask<{ threads: { seats: { displayName: string }[] } }>(
        `query ($id: ID!, $anchor: ThreadAnchorInput!) {
          threads(evaluationId: $id, anchor: $anchor) { seats { displayName } } }`,
        { id: file.id, anchor },
      );
    const namesFor = async (client: ApiClient) =>
      (await seats(client)).threads.seats.map(({ displayName }) => displayName);
    const free = [
      'biomedical',
      'chair',
      'clinician',
      'clinician2',
      'coordinator',
      'director',
      'dpo',
      'itSecurity',
      'patient',
    ];
    expect(await namesFor(coordinator)).toEqual(free);
    expect(await namesFor(clinician)).toEqual([...free, 'buyer'].sort());
  });

  it('keeps a thread about a reserved document among those who may see the document', async () => {
    const clinician = await as('clinician');
    const ids = {
      file: operationId(),
      document: operationId(),
      version: operationId(),
      filed: operationId(),
    };
    await owner.query(
      `insert into stored_file values ($1, $2, 'a.pdf', 'application/pdf', 3, 'x', 'not_scanned', $3, now())`,
      [chu.id, ids.file, chu.members.clinician],
    );
    await owner.query(
      `insert into document values ($1, $2, 'Réservé', 'other', $3, $4, 1, 1, now())`,
      [chu.id, ids.document, { level: 'roles', roles: ['dpo'] }, chu.members.clinician],
    );
    await owner.query(
      `insert into document_version values ($1, $2, $3, 1, $4, null, null, $5, now())`,
      [chu.id, ids.version, ids.document, ids.file, chu.members.clinician],
    );
    await owner.query(`insert into filed_document values ($1, $2, $3, $4, 1, null, now())`, [
      chu.id,
      ids.filed,
      file.id,
      ids.document,
    ]);
    const anchor = { kind: 'document', id: ids.document };
    const { thread: opened } = await open(clinician, { anchor, mentions: [file.seats.dpo] });
    expect((await list(await as('dpo'), anchor)).data.threads.threads).toHaveLength(1);
    const buyer = await as('buyer');
    expect((await list(buyer, anchor)).data.threads.threads).toEqual([]);
    expect((await list(buyer, null)).data.threads.threads).toEqual([]);
    expect(await write(buyer, 'post', { threadId: opened.id, body: 'x' })).toMatchObject({
      code: 'not_found',
    });
    expect(await open(buyer, { anchor })).toMatchObject({ code: 'anchor_unknown' });
    expect(await open(clinician, { anchor, mentions: [file.seats.buyer] })).toMatchObject({
      code: 'mention_out_of_reach',
    });
  });

  it.each([
    ['no words', { body: '  ' }, 'comment_empty'],
    ['too many words', { body: 'a'.repeat(4_001) }, 'text_too_long'],
    ['control characters', { body: 'a\u0007b' }, 'control_characters'],
    ['an unknown question', { anchor: { kind: 'question', id: 'Q99' } }, 'anchor_unknown'],
    ['another evaluation', { anchor: { kind: 'evaluation', id: 'x' } }, 'anchor_unknown'],
    ['a document that is none', { anchor: { kind: 'document', id: 'x' } }, 'anchor_unknown'],
    ['a mention of nobody', { mentions: ['x'] }, 'mention_out_of_reach'],
    ['an evaluation that is none', { evaluationId: 'x' }, 'not_found'],
  ])('refuses %s and keeps nothing', async (_what, changes, code) => {
    const clinician = await as('clinician');
    expect(await open(clinician, changes)).toMatchObject({ __typename: 'Refused', code });
    expect((await list(clinician, null)).data.threads.threads).toEqual([]);
  });

  it('is closed to other hospitals and to sealed files, and answers a repeat once', async () => {
    const clinician = await as('clinician');
    const again = { operationId: operationId() };
    const first = await open(clinician, again);
    expect(await open(clinician, again)).toEqual(first);
    expect((await list(clinician)).data.threads.threads).toHaveLength(1);
    const stranger = await as('clinician', other);
    expect((await list(stranger)).errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
    expect(await write(stranger, 'post', { threadId: first.thread.id, body: 'x' })).toMatchObject({
      code: 'not_found',
    });
    await owner.query('update evaluation set sealed = true where id = $1', [file.id]);
    expect(await write(clinician, 'post', { threadId: first.thread.id, body: 'x' })).toMatchObject({
      code: 'sealed',
    });
  });

  it('reads one thread with as many statements as ten', async () => {
    const clinician = await as('clinician');
    await open(clinician);
    const one = await countStatements(() => list(clinician));
    for (let n = 0; n < 9; n += 1) {
      const { thread: more } = await open(clinician, { mentions: [file.seats.buyer] });
      await write(clinician, 'post', { threadId: more.id, body: 'suite' });
    }
    expect((await list(clinician)).data.threads.threads).toHaveLength(10);
    expect(await countStatements(() => list(clinician))).toBe(one);
    expect(one).toBeLessThanOrEqual(5);
  });

  it('tells open pages of a new comment', async () => {
    const buyer = await as('buyer');
    const socket = createSocket({
      url: `${application.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(url: string, protocols: string[]) {
          super(url, protocols, { headers: { cookie: buyer.sessionCookie } });
        }
      },
      connectionParams: { organisation: 'chu' },
    });
    const listening = standing(started.server.live, 1);
    const told = socket.iterate<{ discussionChanged: { threads: string[] } }>({
      query: 'subscription ($id: ID!) { discussionChanged(evaluationId: $id) { threads } }',
      variables: { id: file.id },
    });
    const next = told.next();
    await listening;
    const { thread: opened } = await open(await as('clinician'));
    let heard = (await next).value;
    // Whoever begins to listen hears of the last moments too.
    while (!heard?.data?.discussionChanged.threads.includes(opened.id)) {
      heard = (await told.next()).value;
    }
    await told.return?.();
    await socket.dispose();
  });
});
