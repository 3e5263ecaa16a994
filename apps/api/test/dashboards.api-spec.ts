import 'reflect-metadata';
import { Client } from 'pg';
import { WebSocket } from 'ws';
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
import type { Actor } from '@consilium/server/platform/database';
import { startApplication, type Application } from '../src/application';
import { countStatements } from './count-statements';
import { standing } from './standing';

const myWork = `{ whatWaits {
  kind id evaluationId organisation organisationSlug dueOn today paused questionKey round person role
  part { leadRole sectionTitle { fr en } total answered essentialLeft minutesLeft } } }`;

const portfolio = `query ($filter: PortfolioFilterInput, $first: Int! = 30, $after: ID) {
  portfolio(filter: $filter, first: $first, after: $after) {
    endCursor today
    items { id reference title device phase paused daysInPhase questions answered hardBlockers
      latePeople nextDate } } }`;

const overview = `query ($id: ID!) { evaluationOverview(id: $id) {
  id reference phase today device manufacturer pausedReason hardBlockers openObjections
  steps { phase state planned late } sections { key title { fr en } } late { seatId name parts daysLate }
  partLines { id sectionKey leadRole state late mine people total answered }
  seats { name mine functions } activity { type person } facts } }`;

interface Line {
  readonly kind: string;
  readonly id: string;
  readonly evaluationId: string;
  readonly dueOn: string | null;
  readonly organisation: string;
  readonly part: Record<string, unknown> | null;
  readonly role: string | null;
}

interface Page {
  readonly endCursor: string | null;
  readonly today: string;
  readonly items: readonly Record<string, unknown>[];
}

describe('dashboards over HTTP', () => {
  let started: TestServer;
  let application: Application;
  let chu: TestHospital;
  let other: TestHospital;
  const clients = new Map<string, ApiClient>();

  const as = async (persona: Persona, hospital = chu): Promise<ApiClient> => {
    const email = hospital.emails[persona];
    const known = clients.get(email);
    if (known) return known;
    const client = new ApiClient(application.url, hospital.slug);
    await client.signIn(email, testPassword);
    clients.set(email, client);
    return client;
  };

  const owner = async (text: string, values: unknown[] = []): Promise<void> => {
    const client = new Client({ connectionString: started.ownerUrl });
    await client.connect();
    try {
      await client.query(text, values);
    } finally {
      await client.end();
    }
  };

  const work = async (client: ApiClient) =>
    (await client.ask<{ whatWaits: readonly Line[] }>(myWork)).whatWaits;
  const page = async (client: ApiClient, variables: Record<string, unknown> = {}) =>
    (await client.ask<{ portfolio: Page }>(portfolio, variables)).portfolio;
  const first = async (client: ApiClient, id: string) =>
    (await client.ask<{ evaluationOverview: Record<string, unknown> | null }>(overview, { id }))
      .evaluationOverview;

  beforeAll(async () => {
    started = await startTestServer();
    chu = await buildHospital(started.ownerUrl, 'chu');
    other = await buildHospital(started.ownerUrl, 'other');
    application = await startApplication(started.server, { host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await application?.close();
    await started?.close();
  });

  describe('of one file', () => {
    let file: TestEvaluation;

    beforeAll(async () => {
      file = await chu.addEvaluation({ reference: '2026-100' });
      await owner(
        `update part set due_on = (now() at time zone 'Europe/Paris')::date - 3 where id = $1`,
        [file.parts['Q01/clinician']],
      );
      await owner(`delete from declaration where seat_id = $1`, [file.seats.clinician]);
    });

    it('tells a member what waits, late parts first, with what is left of them', async () => {
      const lines = (await work(await as('clinician'))).filter(
        ({ evaluationId }) => evaluationId === file.id,
      );
      expect(lines[0]).toMatchObject({
        kind: 'answer',
        id: file.parts['Q01/clinician'],
        organisation: 'Hôpital chu',
        part: { leadRole: 'clinician', answered: 0, sectionTitle: { fr: expect.any(String) } },
      });
      expect(lines[0]?.part?.['minutesLeft']).toBeGreaterThan(0);
      expect(lines.map(({ kind }) => kind)).toContain('declaration');
      // Screening is over: its part no longer waits for anybody during collecting.
      expect((await work(await as('director'))).map(({ kind }) => kind)).not.toContain('answer');
      expect(await work(await as('clinician', other))).toEqual([]);
    });

    it('asks the chair to weigh declared interests, never the own, and none while that waits', async () => {
      await owner(
        `update declaration set assessment = null, nothing_to_declare = false
          where evaluation_id = $1 and seat_id in ($2, $3)`,
        [file.id, file.seats.chair, file.seats.buyer],
      );
      const assess = async (persona: Persona) =>
        (await work(await as(persona))).filter(({ kind }) => kind === 'assess');
      expect(await assess('chair')).toEqual([]);
      await owner(`update declaration set assessment = 'none' where seat_id = $1`, [
        file.seats.chair,
      ]);
      expect(await assess('chair')).toEqual([
        expect.objectContaining({ evaluationId: file.id, person: 'buyer' }),
      ]);
      expect(await assess('clinician2')).toEqual([]);
    });

    it('shows the first page: who is late, which parts, what the reader may do', async () => {
      const shown = await first(await as('coordinator'), file.id);
      expect(shown).toMatchObject({
        reference: '2026-100',
        phase: 'collecting',
        device: 'Appareil fictif',
        late: [{ seatId: file.seats.clinician, name: 'clinician', daysLate: 3 }],
        facts: { phase: 'collecting' },
      });
      expect(shown?.['partLines']).toContainEqual(
        expect.objectContaining({
          id: file.parts['Q01/clinician'],
          late: true,
          people: ['clinician'],
        }),
      );
      expect(await first(await as('coordinator', other), file.id)).toBeNull();
      expect(await first(await as('coordinator'), 'x')).toBeNull();
    });

    it('stops counting lateness while the file is paused', async () => {
      await owner(
        `update evaluation set paused_at = now(), paused_reason = 'Essai' where id = $1`,
        [file.id],
      );
      expect(await first(await as('coordinator'), file.id)).toMatchObject({
        late: [],
        pausedReason: 'Essai',
      });
      const { items } = await page(await as('coordinator'));
      expect(items).toEqual([expect.objectContaining({ paused: true, latePeople: 0 })]);
      await owner(`update evaluation set paused_at = null, paused_reason = null where id = $1`, [
        file.id,
      ]);
    });

    it('lists it with its counts, next date and late people', async () => {
      await owner(
        `update evaluation_progress set questions = 70, answered = 12, hard_blockers = 1
          where evaluation_id = $1`,
        [file.id],
      );
      const { items, today } = await page(await as('coordinator'));
      expect(items).toEqual([
        expect.objectContaining({
          reference: '2026-100',
          device: 'Appareil fictif 1.0',
          questions: 70,
          answered: 12,
          hardBlockers: 1,
          latePeople: 1,
          daysInPhase: 0,
        }),
      ]);
      expect(String(items[0]?.['nextDate']) < today).toBe(true);
      expect((await page(await as('coordinator', other))).items).toEqual([]);
    });

    it.each([
      [{ phases: ['collecting'] }, 1],
      [{ phases: ['rating'] }, 0],
      [{ text: 'fictif' }, 1],
      [{ text: '100%' }, 0],
      [{ text: '2026-100' }, 1],
      [{ specialty: 'radiology' }, 0],
      [{ late: true }, 1],
      [{ blocked: true }, 1],
    ])('filters by %j', async (filter, count) => {
      expect((await page(await as('coordinator'), { filter })).items).toHaveLength(count);
    });

    it('refuses what is no filter, page or cursor', async () => {
      const client = await as('coordinator');
      for (const variables of [
        { filter: { phases: ['nowhere'] } },
        { first: 0 },
        { first: 101 },
        { after: 'x' },
      ]) {
        const { errors } = await client.send(portfolio, variables);
        expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT' });
      }
    });

    it('tells watchers that progress changed, once for many saves, and nobody outside', async () => {
      const both = standing(started.server.live, 2);
      const changes = watch(await as('coordinator'), 'chu');
      const outside = watch(await as('coordinator', other), 'other');
      const clinician = await as('clinician');
      await both;
      for (const [index, questionKey] of ['Q01.need.problem', 'Q01.need.alternatives'].entries()) {
        await clinician.ask(
          `mutation ($input: SaveAnswerInput!) { saveAnswer(input: $input) { __typename } }`,
          {
            input: {
              operationId: operationId(),
              partId: file.parts['Q01/clinician'],
              questionKey,
              state: 'value',
              value: `Texte ${index}`,
              baseVersion: 0,
            },
          },
        );
      }
      let change = await changes.next();
      // Whoever begins to listen hears of the last moments too.
      while (!change.topics.includes('progress')) change = await changes.next();
      expect(change.evaluationIds).toContain(file.id);
      changes.close();
      outside.close();
      expect(outside.received.flatMap(({ evaluationIds }) => evaluationIds)).not.toContain(file.id);
    });
  });

  it('asks to rate the open round until every statement has a word, and only who may', async () => {
    const rated = await buildHospital(started.ownerUrl, 'rated');
    const file = await rated.addEvaluation({ phase: 'rating' });
    const recused = rated.template.statements.map(({ section }) => section).slice(1);
    const change = async (persona: Persona, mutation: string, input: Record<string, unknown>) => {
      const asked = `mutation ($input: ${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!) {
        ${mutation}(input: $input) { __typename ... on ${
          mutation === 'castRating' ? 'RatingKept { version }' : 'RoundChanged { id }'
        } } }`;
      const data = await (
        await as(persona, rated)
      ).ask<Record<string, { __typename: string; id: string }>>(asked, {
        input: { operationId: operationId(), ...input },
      });
      return data[mutation];
    };
    const rating = async (persona: Persona) =>
      (await work(await as(persona, rated))).filter(({ kind }) => kind === 'rate');

    expect(await rating('clinician')).toEqual([]);
    const round = await change('coordinator', 'openRound', {
      evaluationId: file.id,
      attribution: 'profession',
      closesOn: '2050-01-31',
    });
    await owner(
      `update declaration set assessment = 'major', recused_sections = $2 where seat_id = $1`,
      [file.seats.clinician, recused],
    );
    await owner(
      `update declaration set assessment = 'major', recused_sections = '{}' where seat_id = $1`,
      [file.seats.biomedical],
    );
    await owner(`delete from declaration where seat_id = $1`, [file.seats.patient]);
    const line = expect.objectContaining({
      id: round?.id,
      evaluationId: file.id,
      round: 1,
      dueOn: '2050-01-31',
    });
    expect(await rating('clinician')).toEqual([line]);
    expect(await rating('clinician2')).toEqual([line]);
    for (const persona of ['biomedical', 'patient', 'coordinator', 'dpo'] as const) {
      expect(await rating(persona)).toEqual([]);
    }

    const cast = await change('clinician', 'castRating', {
      roundId: round?.id,
      statement: rated.template.statements[0]?.key,
      value: 7,
      baseVersion: 0,
    });
    expect(cast?.__typename).toBe('RatingKept');
    expect(await rating('clinician')).toEqual([]);
    expect(await rating('clinician2')).toEqual([line]);
    // Who advises as two is asked twice, each time as whom.
    await owner(`update seat set answer_roles = '{it_security,dpo}' where id = $1`, [
      file.seats.dpo,
    ]);
    const advice = (await work(await as('dpo', rated))).filter(({ kind }) => kind === 'advice');
    expect(advice.map(({ id, role }) => [id, role]).toSorted()).toEqual([
      [file.seats.dpo, 'dpo'],
      [file.seats.dpo, 'it_security'],
    ]);
  });

  it('reads three files with as many statements as thirty', async () => {
    const big = await buildHospital(started.ownerUrl, 'big');
    const add = async (count: number) => {
      for (let index = 0; index < count; index += 1) await big.addEvaluation();
    };
    await add(3);
    const coordinator = await as('coordinator', big);
    const clinician = await as('clinician', big);
    const [{ id }] = (await page(coordinator)).items as readonly { id: string }[] as [
      { id: string },
    ];
    const measure = async () => ({
      work: await countStatements(() => work(clinician)),
      page: await countStatements(() => page(coordinator, { first: 50 })),
      blocked: await countStatements(() => page(coordinator, { filter: { blocked: true } })),
      overview: await countStatements(() => first(coordinator, id)),
    });
    // The first reads learn the template and the session, which is remembered for some seconds.
    await measure();
    const few = await measure();
    await add(27);
    expect((await page(coordinator, { first: 50 })).items).toHaveLength(30);
    await measure();
    expect(await measure()).toEqual(few);
    const start = await page(coordinator, { first: 20 });
    const rest = await page(coordinator, { first: 20, after: start.endCursor });
    expect(rest.items).toHaveLength(10);
    expect(rest.endCursor).toBeNull();
    expect(new Set([...start.items, ...rest.items].map((item) => item['id'])).size).toBe(30);
  });

  it('pages through files with a blocker past those whose blocker a reader does not read', async () => {
    const kept = await buildHospital(started.ownerUrl, 'kept');
    const shown: string[] = [];
    for (let at = 0; at < 6; at += 1) {
      const { id, parts } = await kept.addEvaluation();
      await owner('update evaluation_progress set hard_blockers = 1 where evaluation_id = $1', [
        id,
      ]);
      if (at % 3 === 0) shown.unshift(id);
      // All that is answered here is kept from her, and what stands as a blocker with it.
      else {
        await owner(
          `update part set clearance = '{"level":"roles","roles":["dpo"]}' where id = $1`,
          [parts['Q01/clinician']],
        );
      }
    }
    const director = await as('director', kept);
    const found: unknown[] = [];
    let after: string | null = null;
    do {
      const one: Page = await page(director, { filter: { blocked: true }, first: 1, after });
      found.push(...one.items.map(({ id }) => id));
      after = one.endCursor;
    } while (after !== null);
    expect(found).toEqual(shown);
  });

  it('tells who saw a practice file that it is gone, and nobody else', async () => {
    const drill = await buildHospital(started.ownerUrl, 'drill');
    const file = await drill.addEvaluation({ practice: true });
    await owner(
      `update seat set seated_from = '2026-01-01', seated_to = '2026-01-02' where id = $1`,
      [file.seats.clinician],
    );
    const both = standing(started.server.live, 2);
    const changes = watch(await as('biomedical', drill), 'drill');
    const unseated = watch(await as('clinician', drill), 'drill');
    await both;
    const { deletePracticeFile } = await (
      await as('coordinator', drill)
    ).ask<{ deletePracticeFile: { __typename: string } }>(
      `mutation ($operation: ID!, $id: ID!) { deletePracticeFile(operationId: $operation,
        evaluationId: $id) { __typename } }`,
      { operation: operationId(), id: file.id },
    );
    expect(deletePracticeFile.__typename).toBe('PracticeFileDeleted');
    expect(await changes.next()).toMatchObject({ evaluationIds: [file.id], topics: ['phase'] });
    expect(unseated.received).toEqual([]);
    changes.close();
    unseated.close();
  });

  it('asks about many files that a reader does not see no more than about one', async () => {
    const quiet = await buildHospital(started.ownerUrl, 'quiet');
    const seen = await quiet.addEvaluation();
    const files = [seen, await quiet.addEvaluation(), await quiet.addEvaluation()];
    await owner(
      `update seat set seated_from = '2026-01-01', seated_to = '2026-01-02'
        where member_id = $1 and evaluation_id <> $2`,
      [quiet.members.clinician, seen.id],
    );
    const actor: Actor = {
      principal: { kind: 'person', id: quiet.members.clinician },
      organisationId: quiet.id,
      organisationFunctions: [],
      correlationId: 'test',
    };
    const { unitOfWork, news } = started.server;
    const known = async (count: number) => {
      const signals = files
        .slice(0, count)
        .map(({ id }) => ({ topic: 'phase.moved', evaluationId: id }));
      let told: readonly { evaluationId: string }[] = [];
      const statements = await countStatements(async () => {
        told = await unitOfWork.read(actor, (tx) => news.knownAmong(tx, signals));
      });
      expect(told.map(({ evaluationId }) => evaluationId)).toEqual([seen.id]);
      return statements;
    };
    expect(await known(3)).toBe(await known(1));
  });

  interface Change {
    readonly live: string;
    readonly evaluationIds: readonly string[];
    readonly topics: readonly string[];
  }
  interface Watch {
    readonly received: Change[];
    next(): Promise<Change>;
    close(): void;
  }

  /** A subscription to changes, over a socket of its own. */
  function watch(client: ApiClient, organisation: string): Watch {
    const socket = new WebSocket(
      `${application.url.replace('http', 'ws')}/graphql`,
      'graphql-transport-ws',
      {
        headers: { cookie: client.sessionCookie, origin: application.url },
      },
    );
    const received: Change[] = [];
    let arrived: (() => void) | null = null;
    socket.addEventListener('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { organisation } })),
    );
    socket.addEventListener('message', ({ data }) => {
      const message = JSON.parse(String(data)) as { type: string; payload?: unknown };
      if (message.type === 'connection_ack') {
        socket.send(
          JSON.stringify({
            id: '1',
            type: 'subscribe',
            payload: { query: 'subscription { filesChanged { live evaluationIds topics } }' },
          }),
        );
      }
      if (message.type === 'next') {
        const { filesChanged: change } = (message.payload as { data: { filesChanged: Change } })
          .data;
        if (change.live === 'changed') received.push(change);
        arrived?.();
      }
    });
    return {
      received,
      next: async () => {
        while (received.length === 0) await new Promise<void>((resolve) => (arrived = resolve));
        return received.shift()!;
      },
      close: () => socket.close(),
    };
  }
});
