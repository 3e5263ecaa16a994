import { v7 } from 'uuid';
import { fileKindNames, fileKindOf } from '@consilium/server/notifications';
import type { Persona, TestEvaluation } from '@consilium/testing';
import { notificationsRoom } from './notifications-room';
import { openScene, type Scene } from './scene';

/** What a reader is refused at the end of each path, by asking for what the page asks for. */
const doors: Readonly<Record<string, string>> = {
  decision: 'decisionPage(evaluationId: $id) { refusal { code } }',
  consensus: 'consensus(evaluationId: $id) { refusal { code } }',
  report: 'reports(evaluationId: $id) { refusal { code } }',
};

const tellers = fileKindNames.filter((kind) => (fileKindOf(kind).trigger.events ?? []).length > 0);

describe('nobody is told of what she could not open', () => {
  let scene: Scene;
  let file: TestEvaluation;
  let section: string;
  const room = notificationsRoom(() => ({ ...scene, file }));
  const everybody = () => Object.keys(file.seats) as Persona[];

  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene?.close());
  beforeEach(async () => {
    file = await scene.chu.addEvaluation({ phase: 'opinion' });
    section = Object.keys(file.parts)[0]!.split('/')[0]!;
  });

  /** An event of the type given that names every seat, every part and every member it can. */
  const happens = async (type: string) => {
    const seats = everybody().map((name) => file.seats[name]!);
    const requester = scene.chu.members.patient;
    await room.record({
      type,
      subject: { kind: 'evaluation', id: v7() },
      data: {
        seatIds: seats,
        seats,
        partIds: Object.values(file.parts),
        assignedSeat: file.seats.patient!,
        drawnSeat: file.seats.patient!,
        requestedBy: requester,
        hash: 'cd'.repeat(32),
        state: 'declared',
        because: 'recused',
        found: 'before_adoption',
        n: 1,
      },
    });
    await scene.started.deliver();
  };
  const recuse = (persona: Persona, sections: readonly string[]) =>
    scene.rows(
      `update declaration set assessment = 'major', recused_sections = $2, assessed_at = now(),
         assessment_reason = 'Parts' where seat_id = $1`,
      [file.seats[persona], sections],
    );
  /** Kinds that a person reads of this file, and where each leads. */
  const told = async (persona: Persona) =>
    (await room.mine(persona)).map(({ kind, path }) => ({ kind, path }));
  const mailed = async (persona: Persona) =>
    (
      await scene.rows<{ kind: string }>(
        `select i.kind from mail m join inbox_item i on m.dedupe_key = 'inbox:' || i.id
          where i.evaluation_id = $1 and i.member_id = $2`,
        [file.id, scene.chu.members[persona]],
      )
    ).map(({ kind }) => kind);
  const opens = async (persona: Persona, path: string): Promise<string | null> => {
    const page = path.split(/[?#]/)[0]!.split('/')[2] ?? 'overview';
    const door = doors[page];
    if (!door) return page === 'interests' ? null : 'overview';
    const client = await room.as(persona);
    const data = await client.ask<Record<string, { refusal: { code: string } | null }>>(
      `query ($id: ID!) { ${door} }`,
      { id: file.id },
    );
    return Object.values(data)[0]!.refusal?.code ?? null;
  };

  it.each(tellers)('%s', async (kind) => {
    await recuse('patient', []);
    await recuse('buyer', [section]);
    for (const type of fileKindOf(kind).trigger.events ?? []) await happens(type);
    const mine = await told('patient');
    for (const { path } of [...mine, ...(await told('buyer'))]) {
      if (path.includes('/decision') || path.includes('/consensus') || path.includes('/report')) {
        const who: Persona = mine.some((one) => one.path === path) ? 'patient' : 'buyer';
        // Nothing is there yet where no round was closed: that is no refusal of hers.
        expect([null, 'no_closed_round']).toContain(await opens(who, path));
      }
    }
    // Of whoever is recused from the file this alone is left: the own vote, proxy and declaration.
    expect(mine.every(({ path }) => path.endsWith('/interests'))).toBe(true);
    expect(new Set(await mailed('patient'))).toEqual(
      new Set(
        mine.map((one) => one.kind).filter((one) => fileKindOf(one as typeof kind).channels.mail),
      ),
    );
  });

  it('nor reads later what she was told before, in line and in count', async () => {
    await happens('opinion.adopted');
    expect((await told('patient')).map((one) => one.kind)).toEqual(['opinion_adopted']);
    const before = (await room.inbox('patient')).unread;
    await recuse('patient', []);
    expect(await told('patient')).toEqual([]);
    expect((await room.inbox('patient')).unread).toBe(before - 1);
  });

  it('asks nobody recused from a section for the report, which holds it', async () => {
    await recuse('patient', [section]);
    await happens('report.ready');
    expect(await told('patient')).toEqual([]);
  });

  it('asks neither its owner nor an adviser who did not ask for it to confirm a condition', async () => {
    await happens('condition.declared');
    for (const persona of ['itSecurity', 'dpo'] as const) {
      expect((await told(persona)).map((one) => one.kind)).not.toContain('condition_to_confirm');
    }
    const asked = (await told('chair')).find(({ kind }) => kind === 'condition_to_confirm');
    expect(asked?.path).toMatch(/\/decision#condition-[0-9a-f-]{36}$/);
  });
});
