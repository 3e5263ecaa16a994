import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { personas, type ApiClient, type Persona, type TestEvaluation } from '@consilium/testing';
import { evidenceRoom } from './evidence-room';
import { fillFile, insertInto } from './fill-file';
import { judging } from './judging';
import { printedFor } from './printed';
import { openScene, type Scene } from './scene';
import { listen, walk, type Ground, type Listener } from './walk';

/** Whoever reads: the panel, members without a seat, and somebody from another hospital. */
export const readers = [
  ...(Object.keys(personas) as Persona[]),
  'observer',
  'administrator',
  'unseated',
  'outsider',
] as const;
export type Reader = (typeof readers)[number];

/** Where things happen: a file in which facts are gathered, one that is rated, and one under vote. */
export interface Stage {
  readonly scene: Scene;
  readonly gathering: TestEvaluation;
  readonly rating: TestEvaluation;
  /** The patient and the buyer are recused from it. */
  readonly voting: TestEvaluation;
  readonly ballot: string;
  readonly openRound: string;
  /** A part of the security officer that she and the DPO alone read; nothing in it is answered. */
  readonly reservedPart: string;
  /** Questions of it that block when answered "no". */
  readonly reserved: readonly [string, string];
  /** A question of the section from which the biomedical engineer is recused. */
  readonly recusedQuestion: string;
  readonly evidence: ReturnType<typeof evidenceRoom>;
  /** One mutation that must succeed. */
  done(by: Persona, name: string, values: Record<string, unknown>, more?: string): Promise<void>;
}

/** Words planted here stand nowhere else. */
export const planted = (what: string): string => `Zyzomys ${what} 7351`;

/** Something that is there in one world and not in the other. */
export interface Difference {
  readonly what: string;
  /** Written by hand from the table of who may see what; everybody else must notice nothing. */
  readonly knownTo: readonly Reader[];
  /** What a reader who may not read it is told all the same, by query: the one place, and why it is so. */
  readonly partly?: Readonly<Partial<Record<Reader, string>>>;
  /**
   * Words that the panel's report masks. That something is kept back is printed, with its digest, so that
   * the hash of the whole can be recomputed; so are the figures of the file, and who was taken off it. The
   * words never are.
   */
  readonly masked?: string;
  /** What readers hear of it, by the leaf that tells: whoever is not named hears nothing. */
  readonly heard?: Readonly<Partial<Record<Reader, string>>>;
  happen(stage: Stage): Promise<void>;
}

const readsReserved: readonly Reader[] = ['coordinator', 'itSecurity', 'dpo'];
/** Whoever sets blockers aside has to know of them, and not of what was answered. */
const knowsBlockers = { chair: 'decisionPage' } as const;
export const readsDeclarations: readonly Reader[] = ['coordinator', 'chair'];
/** Everybody who sees the files and is not recused from them. */
const insiders = readers.filter(
  (one) => !['buyer', 'administrator', 'unseated', 'outsider'].includes(one),
);
const except = (...out: readonly Reader[]): Reader[] =>
  insiders.filter((one) => !out.includes(one));

/** Who is at the sittings where a vote is held. */
const onTheSpot = ['chair', 'clinician', 'clinician2', 'itSecurity'] as const;
/** Who has no say in files under vote: recused from one, without a seat in others. */
const outside = ['patient', 'buyer'] as const;

/** A further file, whose opinion is under vote; `apart` takes the outsiders off it before anything happens. */
async function putToTheVote(
  scene: Scene,
  reference: string,
  apart: (scene: Scene, seats: string[]) => Promise<unknown>,
): Promise<{ file: TestEvaluation; opinionId: string }> {
  const file = await scene.chu.addEvaluation({ phase: 'opinion', reference });
  await apart(
    scene,
    outside.map((name) => file.seats[name]),
  );
  return { file, opinionId: await judging(scene, file).toTheVote(onTheSpot) };
}

const unseat = async ({ owner }: Scene, seats: string[]): Promise<void> => {
  for (const [table, column] of [
    ['part_assignee', 'seat_id'],
    ['declaration', 'seat_id'],
    ['seat', 'id'],
  ]) {
    await owner.query(`delete from ${table} where ${column} = any($1)`, [seats]);
  }
};

/** As if the chair had found a reason long ago; without sections it is the whole file. */
const recuse = ({ owner }: Scene, seats: string[], sections: readonly string[] = []) =>
  owner.query(
    `update declaration set assessment = 'major', recused_sections = $2, nothing_to_declare = false,
       statement = 'Lien', assessment_reason = 'Lien direct' where seat_id = any($1)`,
    [seats, sections],
  );

export const differences: readonly Difference[] = [
  {
    what: 'an answer to a reserved question, which blocks',
    knownTo: readsReserved,
    partly: knowsBlockers,
    masked: planted('answer'),
    happen: ({ done, reservedPart, reserved: [questionKey] }) =>
      done('itSecurity', 'saveAnswer', {
        partId: reservedPart,
        questionKey,
        baseVersion: 0,
        state: 'value',
        value: 'no',
        comment: planted('answer'),
      }),
  },
  {
    what: 'an answer to a reserved question that nobody knows yet',
    knownTo: readsReserved,
    partly: knowsBlockers,
    masked: planted('unknown'),
    happen: ({ done, reservedPart, reserved: [, questionKey] }) =>
      done('itSecurity', 'saveAnswer', {
        partId: reservedPart,
        questionKey,
        baseVersion: 0,
        state: 'unknown',
        comment: planted('unknown'),
      }),
  },
  {
    what: 'an objection on a reserved question, and who is named in it',
    knownTo: readsReserved,
    happen: ({ done, gathering, reserved: [id] }) =>
      done('itSecurity', 'openThread', {
        evaluationId: gathering.id,
        anchor: { kind: 'question', id },
        kind: 'objection',
        body: planted('objection'),
        mentions: [gathering.seats.dpo],
        assignedSeat: gathering.seats.dpo,
      }),
  },
  {
    what: 'what the supplier states about a reserved question',
    knownTo: readsReserved,
    happen: ({ done, gathering, reserved: [questionKey] }) =>
      done('coordinator', 'recordSupplierReply', {
        evaluationId: gathering.id,
        questionKey,
        statement: planted('statement'),
        statedOn: '2026-01-05',
      }),
  },
  {
    what: 'a reserved document behind an open question, and what is said of it',
    knownTo: ['coordinator', 'itSecurity'],
    masked: planted('document'),
    happen: async ({ done, gathering, evidence, recusedQuestion }) => {
      const added = await evidence.add(await evidence.as('itSecurity'), {
        title: planted('document'),
        clearance: { level: 'roles', roles: ['it_security'] },
        questionKeys: [recusedQuestion],
      });
      if (added.__typename !== 'EvidenceSaved') throw new Error(JSON.stringify(added));
      await done('itSecurity', 'openThread', {
        evaluationId: gathering.id,
        anchor: { kind: 'document', id: added.document.documentId },
        kind: 'objection',
        body: planted('doubt'),
      });
    },
  },
  {
    what: 'words about a section from which somebody is recused',
    knownTo: except('biomedical'),
    happen: ({ done, gathering, recusedQuestion: id }) =>
      done('patient', 'openThread', {
        evaluationId: gathering.id,
        anchor: { kind: 'question', id },
        kind: 'objection',
        body: planted('section'),
        mentions: [gathering.seats.clinician],
      }),
  },
  {
    what: 'a declaration of interests',
    knownTo: [...readsDeclarations, 'clinician2'],
    masked: planted('interest'),
    happen: ({ done, gathering }) =>
      done('clinician2', 'declareInterests', {
        seatId: gathering.seats.clinician2,
        nothing: false,
        confirmedAgainst: ['manufacturer', 'distributor', 'competitor'],
        interests: [
          {
            kind: 'consulting',
            party: 'manufacturer',
            with: planted('company'),
            description: planted('interest'),
            fromYear: 2024,
          },
        ],
      }),
  },
  {
    what: 'a recusal from one section',
    knownTo: [...readsDeclarations, 'clinician2'],
    masked: planted('reason'),
    happen: ({ done, gathering, recusedQuestion }) =>
      done('chair', 'assessInterests', {
        seatId: gathering.seats.clinician2,
        level: 'major',
        reason: planted('reason'),
        recusedSections: [recusedQuestion.split('.')[0]],
      }),
  },
  {
    what: 'a recusal from the whole file',
    knownTo: [...readsDeclarations, 'clinician2'],
    masked: planted('wider reason'),
    happen: ({ done, gathering }) =>
      done('chair', 'assessInterests', {
        seatId: gathering.seats.clinician2,
        level: 'major',
        reason: planted('wider reason'),
        recuseFromAll: true,
      }),
  },
  {
    what: 'formal advice, for whoever is recused or has no part in the file',
    knownTo: insiders,
    happen: ({ done, gathering }) =>
      done('dpo', 'giveAdvice', {
        evaluationId: gathering.id,
        role: 'dpo',
        position: 'with_reservations',
        body: planted('advice'),
      }),
  },
  {
    what: 'ratings in an anonymous round that is open',
    knownTo: ['coordinator', 'chair', 'itSecurity'],
    heard: {
      itSecurity: 'rating.cast',
      coordinator: 'round.participation',
      chair: 'round.participation',
    },
    happen: async ({ done, scene, openRound }) => {
      for (const { key } of scene.chu.template.statements.slice(0, 3)) {
        await done('itSecurity', 'castRating', {
          roundId: openRound,
          statement: key,
          value: 4,
          comment: planted('rating'),
          baseVersion: 1,
        });
      }
    },
  },
  {
    what: 'a report that was asked for',
    knownTo: except('biomedical'),
    happen: ({ done, gathering }) =>
      done('coordinator', 'generateReport', { evaluationId: gathering.id, locale: 'fr' }),
  },
  {
    what: 'a vote in a ballot',
    knownTo: except('patient'),
    happen: ({ done, voting, ballot }) =>
      done('itSecurity', 'castVote', {
        opinionId: ballot,
        seatId: voting.seats.itSecurity,
        choice: 'against',
      }),
  },
  {
    what: 'a word to one person alone',
    knownTo: ['dpo'],
    heard: { dpo: 'inboxChanged' },
    happen: async ({ scene: { chu, owner, started }, gathering }) => {
      const memberId = chu.members.dpo;
      await insertInto(owner, chu.id, 'inbox_item', {
        id: gathering.id,
        member_id: memberId,
        kind: 'part_reminded',
        evaluation_id: gathering.id,
        dedupe_key: 'alone',
        data: { partIds: [gathering.parts['Q01/clinician']] },
        created_at: new Date(),
      });
      started.server.live.publish(chu.id, [
        { topic: 'inbox.changed', memberId, id: gathering.id, evaluationId: gathering.id },
      ]);
    },
  },
  {
    what: 'a file under vote',
    knownTo: [...except('patient'), 'administrator'],
    happen: async (stage) => void (await putToTheVote(stage.scene, '2026-041', unseat)),
  },
  {
    what: 'a file that is adopted and decided',
    knownTo: [...except('patient'), 'administrator'],
    happen: async ({ scene }) => {
      const { file, opinionId } = await putToTheVote(scene, '2026-042', unseat);
      const room = judging(scene, file);
      const steps = [
        ...(await Promise.all(onTheSpot.map((name) => room.vote(name, opinionId)))),
        await room.validate(),
        await room.adopt(),
        await room.decide('approved_with_conditions'),
      ];
      const failed = steps.find(({ __typename }) => /Refused|Stale/.test(__typename));
      if (failed) throw new Error(JSON.stringify(failed));
    },
  },
  {
    what: 'another file of the hospital',
    knownTo: ['coordinator', 'director', 'observer', 'administrator'],
    happen: ({ done, scene }) =>
      done('coordinator', 'requestEvaluation', {
        committeeId: scene.chu.committeeId,
        // Devices are everybody's; the files about them are not.
        deviceName: 'Appareil fictif',
        manufacturer: 'Fabricant fictif',
        version: '1.0',
        title: planted('title'),
        need: planted('need'),
        specialties: [planted('specialty')],
      }),
  },
  {
    what: 'an invitation',
    knownTo: ['coordinator', 'director', 'administrator'],
    happen: ({ done }) =>
      done('coordinator', 'invite', {
        displayName: planted('guest'),
        email: 'zyzomys@invited.test',
        profession: 'nurse',
        functions: [],
        locale: 'fr',
      }),
  },
  {
    what: 'everything of another hospital',
    knownTo: ['outsider'],
    happen: async ({ scene }) => {
      const file = await scene.other.addEvaluation({ phase: 'rating', reference: planted('B') });
      await fillFile(scene.owner, scene.other, file);
    },
  },
];

/** Starts a hospital with both files, in which nothing of the differences is there yet. */
export async function openStage(): Promise<Stage> {
  const scene = await openScene();
  const { chu, owner } = scene;
  for (const name of ['observer', 'administrator'] as const) await scene.addMember(name, [name]);
  await scene.addMember('unseated');
  const gathering = await chu.addEvaluation({ phase: 'collecting', reference: '2026-031' });
  const rating = await chu.addEvaluation({ phase: 'rating', reference: '2026-032' });
  const openRound = await fillFile(owner, chu, rating);
  await owner.query(`update round set attribution = 'anonymous' where id = $1`, [openRound]);
  const { questions } = chu.template;
  const blocking = questions.filter(
    ({ roles, blockers }) =>
      roles[0] === 'it_security' &&
      blockers.some(({ level, when }) => level === 'hard' && JSON.stringify(when).includes('"no"')),
  );
  const [first] = blocking;
  const second = questions.find(
    (one) => one.section === first?.section && one.roles[0] === 'it_security' && one !== first,
  );
  const recused = questions.find(
    ({ section, roles }) =>
      section !== first?.section && roles[0] === 'clinician' && section !== 'S00',
  );
  if (!first || !second || !recused) throw new Error('the template has no such questions');
  const reservedPart = gathering.parts[`${first.section}/it_security`]!;
  await owner.query('update part set clearance = $2 where id = $1', [
    reservedPart,
    { level: 'roles', roles: ['it_security', 'dpo'] },
  ]);
  await recuse(scene, [gathering.seats.buyer]);
  await recuse(scene, [gathering.seats.biomedical], [recused.section]);
  const { file: voting, opinionId: ballot } = await putToTheVote(scene, '2026-033', recuse);
  await scene.started.deliver();
  await insertInto(owner, chu.id, 'stored_file', {
    id: rating.id,
    name: 'unfiled.pdf',
    media_type: 'application/pdf',
    size: 3,
    sha256: createHash('sha256').update('unfiled').digest('hex'),
    scan: 'not_scanned',
    uploaded_by: chu.members.dpo,
    uploaded_at: new Date(),
  });
  const { application } = scene;
  return {
    scene,
    gathering,
    rating,
    voting,
    ballot,
    openRound,
    reservedPart,
    reserved: [first.key, second.key],
    recusedQuestion: recused.key,
    evidence: evidenceRoom(() => ({ application, chu, file: gathering })),
    done: async (by, name, values, more) => {
      const answer = await scene.change(by, name, values, { ...(more && { more }) });
      if (/Refused|Stale|Conflict/.test(answer.__typename)) {
        throw new Error(`${by} ${name}: ${JSON.stringify(answer)}`);
      }
    },
  };
}

export const clientOf = ({ scene }: Stage, reader: Reader): Promise<ApiClient> =>
  reader === 'outsider'
    ? scene.as('coordinator', scene.other)
    : reader in personas
      ? scene.as(reader as Persona)
      : scene.signIn(`${reader}@chu.test`);

/** One connection asks one thing at a time, however many read at once. */
let asked: Promise<unknown> = Promise.resolve();
const idsIn = (stage: Stage, table: string) => (): Promise<string[]> => {
  const next = asked.then(() =>
    stage.scene.rows<{ id: string }>(`select id from ${table} order by id`),
  );
  asked = next;
  return next.then((rows) => rows.map(({ id }) => id));
};

/** What to walk in one file. */
export function groundOf(stage: Stage, reader: Reader, file: TestEvaluation): Ground {
  const { scene, reserved } = stage;
  return {
    hospital: reader === 'outsider' ? scene.other : scene.chu,
    file,
    answerId: file.id,
    questionKey: reserved[0],
    partIds: Object.values(file.parts).filter(
      (id) => id === stage.reservedPart || id === file.parts['Q01/clinician'],
    ),
    rounds: [1, 2],
    files: idsIn(stage, 'stored_file'),
    reports: idsIn(stage, 'report'),
  };
}

/** What administrators read there is that somebody read: every walk adds to it. */
const notesTheWalk = new Set(['securityLog', 'GET /api/security-log.csv']);
const readsTheLog: readonly Reader[] = ['director', 'administrator'];

/** When one used the own session last is no news of others. */
const ownUse = new Set(['lastUsedAt', 'expiresAt', 'idleEndsAt']);

/** Sessions are listed by their last use, which every request of the walk is. */
const inOrderOfBeginning = (answer: unknown): unknown =>
  (answer as { data: { sessions: { createdAt: string }[] } }[]).map(({ data }) =>
    data.sessions.toSorted((one, other) => one.createdAt.localeCompare(other.createdAt)),
  );

/**
 * Actions that were refused to somebody, as the security log has them. Who is no administrator and asks
 * for that log is told of there.
 */
export async function refusedSoFar({ scene }: Stage): Promise<string[]> {
  await scene.started.server.securityLog.flush();
  const rows = await scene.rows<{ detail: string }>(
    `select distinct detail from security_line where kind = 'refused' order by 1`,
  );
  return rows.map(({ detail }) => detail);
}

const nameOf = (stage: Stage, file: TestEvaluation | undefined): string =>
  file === stage.gathering ? 'gathering' : file === stage.rating ? 'rating' : 'voting';

/** What is asked of the file under vote; everything else of its kind is asked of the two others. */
const ofTheBallot = [
  'consensus',
  'decisionPage',
  'evaluation',
  'evaluationFrame',
  'evaluationOverview',
  'withoutHolder',
];

/** All that one reader can read over HTTP, and in a report, of both files: one line for each surface. */
export async function everythingOf(stage: Stage, reader: Reader): Promise<Map<string, string>> {
  const client = await clientOf(stage, reader);
  const lines = new Map<string, string>();
  const files = [stage.gathering, stage.rating];
  const walks = await Promise.all([
    ...files.map((file) => walk(client, groundOf(stage, reader, file))),
    walk(client, groundOf(stage, reader, stage.voting), ofTheBallot),
  ]);
  for (const [index, seen] of walks.entries()) {
    const file = [...files, stage.voting][index];
    for (const [surface, answer] of Object.entries(seen)) {
      if (notesTheWalk.has(surface) && readsTheLog.includes(reader)) continue;
      const shown = surface === 'sessions' ? inOrderOfBeginning(answer) : answer;
      const text = JSON.stringify(
        shown,
        (key, value: unknown) => (ownUse.has(key) ? null : value),
        1,
      );
      lines.set(`${surface} of ${nameOf(stage, file)}`, text);
    }
  }
  for (const file of files) {
    const version = reader === 'coordinator' ? 'whole' : 'panel';
    const printed = await printedFor(stage.scene, client, file.id, version);
    lines.set(`a report of ${nameOf(stage, file)}`, JSON.stringify(printed, null, 1));
  }
  return lines;
}

/** Surfaces on which two walks of one reader differ, with the first place where they do. */
export function changedBetween(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] {
  return [...after].flatMap(([surface, text]) => {
    const old = before.get(surface) ?? '';
    if (old === text) return [];
    const [was, is] = [old.split('\n'), text.split('\n')];
    const at = is.findIndex((line, index) => line !== was[index]);
    const context = is.slice(Math.max(0, at - 2), at).map((line) => line.trim());
    return [`${surface}: … ${context.join(' ')} | ${was[at]?.trim()} → ${is[at]?.trim()}`];
  });
}

/**
 * Of the surfaces that changed for somebody who may not know why, those where it is no leak: the panel's
 * report, where it masks what came without a word of it.
 */
export const isMasked = (
  { masked }: Difference,
  where: string,
  now: ReadonlyMap<string, string>,
): boolean =>
  masked !== undefined &&
  where.startsWith('a report of') &&
  ![...now].some(([surface, text]) => surface.startsWith('a report of') && text.includes(masked));

/** Everybody who listens, to both files. */
export interface Ears {
  /** What the reader was told since the last call: leaves of messages by subscription. */
  told(reader: Reader): string[];
  /** Waits until all that was said before has reached everybody. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** A word that reaches whoever may hear of the file, on one subscription, and changes nothing. */
const calls = { evaluationChanged: 'phase.moved', filesChanged: 'phase.moved' } as const;

/** The call itself, and that a message came, which says nothing without what is in it. */
export const isCall = (leaf: string): boolean =>
  leaf.endsWith('.topics[]=phase.moved') || leaf.endsWith('.live=changed');

const filesOf = ({ gathering, rating, voting }: Stage) => [gathering, rating, voting];

/** Listens as several readers to every subscription of the schema. */
export async function listenAs(stage: Stage, who: readonly Reader[]): Promise<Ears> {
  const { live } = stage.scene.started.server;
  const ears = new Map<Reader, Listener[]>();
  for (const reader of who) {
    const client = await clientOf(stage, reader);
    ears.set(
      reader,
      filesOf(stage).map((file) => listen(client, groundOf(stage, reader, file))),
    );
  }
  const seesFiles = who.filter(
    (reader) => !['administrator', 'unseated', 'outsider'].includes(reader),
  );
  const heardBy = (name: string) =>
    seesFiles.every((reader) =>
      ears.get(reader)!.every(({ heard }) => [...heard.get(name)!].join().includes('phase')),
    );
  const call = () => {
    for (const file of filesOf(stage)) {
      live.publish(stage.scene.chu.id, [{ topic: calls.evaluationChanged, evaluationId: file.id }]);
    }
  };
  const isSettled = () => Object.keys(calls).every(heardBy);
  const settled = async (): Promise<void> => {
    call();
    let asked = Date.now();
    for (const until = asked + 60_000; !isSettled(); await pause(20)) {
      if (Date.now() > until) throw new Error('not everybody heard that the phase moved');
      // Only while sockets are being opened is a word missed.
      if (Date.now() > asked + 3_000) {
        call();
        asked = Date.now();
      }
    }
  };
  return {
    told: (reader) => {
      const all = ears.get(reader)!.flatMap(({ heard }, index) =>
        [...heard].flatMap(([name, leaves]) => {
          const told = [...leaves].map((leaf) => `${index} ${name}${leaf}`);
          leaves.clear();
          return told;
        }),
      );
      return all.sort();
    },
    settled,
    close: async () => {
      for (const listeners of ears.values()) {
        for (const listener of listeners) await listener.close();
      }
    },
  };
}
