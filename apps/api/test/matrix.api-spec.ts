import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import {
  actions,
  decide,
  decideInOrganisation,
  decideOn,
  organisationActions,
  phases,
  type Action,
  type AnswerRole,
  type Facts,
  type OrganisationFunction,
  type Phase,
  type SeatFunction,
} from '@consilium/domain/access';
import { defaultParameters } from '@consilium/domain/consensus';
import { roomFacts } from '@consilium/server/composition';
import { systemActor } from '@consilium/server/platform/database';
import { personas, type ApiClient, type Persona } from '@consilium/testing';
import { reading } from './documents';
import { insertInto } from './fill-file';
import type { MatrixFile, Verdict } from './matrix-asking';
import { organisationWays, organisationWithoutWay } from './matrix-organisation-ways';
import { ways, withoutWay } from './matrix-ways';
import { openScene, type Scene } from './scene';

/** Who asks: the personas of the house, and one for each relation that none of them has alone. */
interface Character {
  readonly organisationFunctions: readonly OrganisationFunction[];
  /** Null: no seat on the file. */
  readonly seat: {
    readonly profession: string;
    readonly answerRoles: readonly AnswerRole[];
    readonly functions: readonly SeatFunction[];
    readonly votes: boolean;
  } | null;
}
const only = (name: SeatFunction): Character => ({
  organisationFunctions: [],
  seat: { profession: 'nurse', answerRoles: [], functions: [name], votes: false },
});
const extras: Record<string, Character> = {
  requester: only('requester'),
  ethicsLead: only('ethics_lead'),
  teller: only('teller'),
  observer: only('observer'),
  overseer: { organisationFunctions: ['observer'], seat: null },
  administrator: { organisationFunctions: ['administrator'], seat: null },
  stranger: { organisationFunctions: [], seat: null },
};
const characters: Record<string, Character> = {
  ...Object.fromEntries(
    Object.entries(personas).map(([name, seat]) => [
      name,
      {
        seat,
        organisationFunctions:
          name === 'coordinator'
            ? ['coordinator']
            : name === 'director'
              ? ['decision_maker', 'administrator']
              : [],
      } satisfies Character,
    ]),
  ),
  ...extras,
};
const names = Object.keys(characters);

/** A state of the file in which an action is tried. */
interface Situation {
  readonly phase: Phase;
  readonly recused: boolean;
  readonly sealed: boolean;
  readonly roundOpen: boolean;
}
const firstPhases: readonly Phase[] = ['collecting', 'rating', 'opinion', 'decided'];
const situations: readonly Situation[] = [
  { recused: false, sealed: false },
  { recused: true, sealed: false },
  { recused: false, sealed: true },
].flatMap((state) =>
  [...firstPhases, ...phases.filter((one) => !firstPhases.includes(one))].flatMap((phase) =>
    [true, false].map((roundOpen) => ({ ...state, phase, roundOpen })),
  ),
);

/** What an action is done to, where that is a thing of the file and not the file itself. */
const doneTo: Partial<Record<Action, string>> = {
  'condition.confirm': 'condition',
  'condition.declareMet': 'condition',
  'condition.handOver': 'condition',
  'condition.waive': 'condition',
  'declaration.confirm': 'assessment_proposal',
  'evidence.edit': 'filed_document',
  'evidence.purge': 'filed_document',
  'minutes.validate': 'meeting',
  'opinion.dissent': 'opinion',
  'opinion.vote': 'opinion',
  'recusal.answer': 'late_recusal',
  'thread.resolve': 'thread',
};
/** The row by which one may know of it: who may not is told that it is not there. */
const sightOf = (action: Action): Action => {
  const kind = doneTo[action];
  if (!kind) return 'evaluation.see';
  const loader = roomFacts.map(({ subjects }) => subjects[kind]).find((one) => one !== undefined);
  if (!loader) throw new Error(`nothing loads ${kind}`);
  return loader.sight;
};

describe('the policy table over HTTP', () => {
  let scene: Scene;
  const clients: Record<string, ApiClient> = {};
  const memberIds: Record<string, string> = {};
  const files = new Map<string, MatrixFile>();
  let paper: MatrixFile;
  const asked = { allowed: new Set<string>(), refused: new Set<string>() };

  const seatOf = (file: MatrixFile, name: string): string =>
    (file.seats as Record<string, string>)[name] ?? file.seats.chair;
  const factsOf = (name: string, situation: Situation, file: MatrixFile): Facts => {
    const { seat, organisationFunctions } = characters[name]!;
    return {
      principal: { kind: 'person', id: memberIds[name]! },
      organisationFunctions,
      phase: situation.phase,
      paused: false,
      seats: seat ? [{ id: seatOf(file, name), ...seat }] : [],
      assignedParts: name === 'clinician' ? [file.openPart, file.submittedPart] : [],
      recused: situation.recused && seat ? 'all' : 'no',
      declared: !situation.recused && seat !== null,
      openRound: situation.roundOpen ? file.round : null,
      sealed: situation.sealed,
      practice: false,
    };
  };
  const seenBy = (file: MatrixFile, name: string): MatrixFile => ({
    ...file,
    own: seatOf(file, name),
    advises: name === 'itSecurity' ? 'it_security' : 'dpo',
  });

  /** A file in one situation, with one thing of every kind. */
  const build = async (situation: Situation): Promise<MatrixFile> => {
    const { chu, owner } = scene;
    const file = await chu.addEvaluation();
    const insert = (table: string, row: Record<string, unknown>) =>
      insertInto(owner, chu.id, table, row);
    const now = new Date();
    const ids = {
      round: v7(),
      thread: v7(),
      filed: v7(),
      document: v7(),
      sharedDocument: v7(),
      meeting: v7(),
      opinion: v7(),
      condition: v7(),
      lateRecusal: v7(),
      proposal: v7(),
    };
    const seats: Record<string, string> = { ...file.seats };
    for (const [name, { seat }] of Object.entries(extras)) {
      if (!seat) continue;
      seats[name] = v7();
      await insert('seat', {
        id: seats[name],
        evaluation_id: file.id,
        member_id: memberIds[name],
        profession: seat.profession,
        answer_roles: seat.answerRoles,
        functions: seat.functions,
        votes: seat.votes,
        seated_from: '2020-01-01',
      });
      await insert('declaration', {
        id: v7(),
        evaluation_id: file.id,
        seat_id: seats[name],
        nothing_to_declare: true,
        declared_at: now,
        assessment: 'none',
        assessed_by_seat: file.seats.chair,
        assessed_at: now,
      });
    }
    const [openPart, submittedPart, reservedPart] = [
      file.parts['Q01/clinician']!,
      file.parts['Q02/clinician']!,
      file.parts['Q03/biomedical'] ?? Object.values(file.parts).at(-1)!,
    ];
    await owner.query('delete from part_assignee where part_id = any($1) and part_id <> all($2)', [
      Object.values(file.parts),
      [openPart, submittedPart],
    ]);
    await owner.query(`update part set state = 'submitted' where id = $1`, [submittedPart]);
    await owner.query(`update part set clearance = $2 where id = $1`, [
      reservedPart,
      JSON.stringify({ level: 'roles', roles: ['dpo'] }),
    ]);
    await insert('round', {
      id: ids.round,
      evaluation_id: file.id,
      number: 1,
      state: situation.roundOpen ? 'open' : 'closed',
      attribution: 'profession',
      method: 'ipras',
      parameters: JSON.stringify(defaultParameters),
      statements: JSON.stringify(
        chu.template.statements.slice(0, 1).map(({ key, section }) => ({ key, section })),
      ),
      opened_at: now,
      opened_by: chu.members.chair,
      closed_at: situation.roundOpen ? null : now,
      closed_by: situation.roundOpen ? null : chu.members.chair,
    });
    await insert('thread', {
      id: ids.thread,
      evaluation_id: file.id,
      anchor_kind: 'evaluation',
      anchor_id: file.id,
      kind: 'remark',
      opened_by: chu.members.patient,
      opened_by_seat: file.seats.patient,
      opened_at: now,
    });
    await insert('comment', {
      id: v7(),
      thread_id: ids.thread,
      author_id: chu.members.patient,
      author_seat: file.seats.patient,
      body: 'Un mot',
      salt: Buffer.alloc(16),
      posted_at: now,
    });
    for (const [document, filed, clearance] of [
      [ids.document, ids.filed, { level: 'roles', roles: ['it_security'] }],
      [ids.sharedDocument, v7(), { level: 'panel' }],
    ]) {
      const stored = v7();
      await insert('stored_file', {
        id: stored,
        name: 'piece.pdf',
        media_type: 'application/pdf',
        size: 1,
        sha256: randomBytes(32).toString('hex'),
        scan: 'not_scanned',
        uploaded_by: chu.members.itSecurity,
        uploaded_at: now,
      });
      await insert('document', {
        id: document,
        title: 'Rapport',
        kind: 'other',
        clearance: JSON.stringify(clearance),
        author_id: chu.members.itSecurity,
        versions: 1,
        revision: 1,
        created_at: now,
      });
      await insert('document_version', {
        id: v7(),
        document_id: document,
        number: 1,
        file_id: stored,
        added_by: chu.members.itSecurity,
        added_at: now,
      });
      await insert('filed_document', {
        id: filed,
        evaluation_id: file.id,
        document_id: document,
        version_number: 1,
        filed_by_seat: file.seats.itSecurity,
        filed_at: now,
      });
    }
    await insert('meeting', {
      id: ids.meeting,
      evaluation_id: file.id,
      number: 1,
      mode: 'in_meeting',
      called_on: '2026-01-05',
      held_on: '2026-01-20',
      minutes: 'Séance.',
      created_at: now,
    });
    for (const [name, seat] of Object.entries(seats)) {
      if (!characters[name]?.seat?.votes) continue;
      await insert('meeting_attendance', {
        meeting_id: ids.meeting,
        seat_id: seat,
        attendance: 'present',
      });
    }
    await insert('opinion', {
      id: ids.opinion,
      evaluation_id: file.id,
      cycle: 1,
      state: 'voting',
      meeting_id: ids.meeting,
      outcome: 'deferred',
      reasons: '',
      reasons_by_question: '[]',
      missing_elements: '[]',
      failed_predicates: '[]',
      proposed_by: chu.members.chair,
      proposed_at: now,
      voting_since: now,
    });
    await insert('opinion_condition', {
      id: ids.condition,
      opinion_id: ids.opinion,
      position: 1,
      text: 'Vérifier',
      owner_seat: file.seats.clinician,
    });
    await insert('late_recusal', {
      id: ids.lateRecusal,
      evaluation_id: file.id,
      seat_id: file.seats.biomedical,
      found: 'before_adoption',
      spoke: true,
      rated: false,
      voted: false,
      found_at: now,
    });
    await insert('assessment_proposal', {
      id: ids.proposal,
      evaluation_id: file.id,
      seat_id: file.seats.biomedical,
      level: 'minor',
      reason: 'Lien ancien.',
      declaration_version: 1,
      proposed_by: chu.members.biomedical,
      proposed_at: now,
      drawn_seat: file.seats.clinician2,
      state: 'refused',
    });
    await scene.started.server.unitOfWork.actInOrganisation(
      systemActor(chu.id, 'test', 'test'),
      'outbox.relay',
      {},
      async (tx) => {
        tx.record({
          // By the product itself, not by a person.
          type: 'phase.moved',
          evaluationId: file.id,
          subject: { kind: 'evaluation', id: file.id },
        });
        return null;
      },
    );
    if (situation.recused) {
      await owner.query(
        `update declaration set assessment = 'major', recused_sections = '{}' where evaluation_id = $1`,
        [file.id],
      );
    }
    await owner.query('update evaluation set phase = $2, sealed = $3 where id = $1', [
      file.id,
      situation.phase,
      situation.sealed,
    ]);
    return {
      ...file,
      ...ids,
      seats: seats as Record<Persona, string>,
      openPart,
      submittedPart,
      reservedPart,
      roundClosed: !situation.roundOpen,
      buyer: chu.members.buyer,
      own: file.seats.chair,
      advises: 'dpo',
    };
  };
  const fileIn = async (situation: Situation): Promise<MatrixFile> => {
    const key = JSON.stringify(situation);
    const known = files.get(key) ?? (await build(situation));
    files.set(key, known);
    return known;
  };

  beforeAll(async () => {
    scene = await openScene();
    const { chu, owner } = scene;
    for (const [name, { organisationFunctions }] of Object.entries(extras)) {
      const [account, email] = [v7(), `${name.toLowerCase()}@chu.test`];
      memberIds[name] = v7();
      await owner.query(
        `insert into account (id, email, password_hash, locale)
         select $1, $2, password_hash, 'fr' from account where email = $3`,
        [account, email, chu.emails.chair],
      );
      await insertInto(owner, chu.id, 'member', {
        id: memberIds[name],
        account_id: account,
        display_name: name,
        email,
        locale: 'fr',
        profession: 'nurse',
        functions: organisationFunctions,
      });
      clients[name] = await scene.signIn(email);
    }
    for (const name of Object.keys(personas) as Persona[]) {
      memberIds[name] = chu.members[name];
      clients[name] = await scene.as(name);
    }
    clients['outsider'] = await scene.as('coordinator', scene.other);
    paper = await fileIn(situations[0]!);
  }, 120_000);
  afterAll(() => scene?.close());

  it('has a request for every action, or says why there cannot be one', () => {
    expect(actions.filter((action) => !ways[action] === !withoutWay[action])).toEqual([]);
    expect(
      organisationActions.filter((one) => !organisationWays[one] === !organisationWithoutWay[one]),
    ).toEqual([]);
  });

  /** Where the table allows an action to somebody, and where it refuses it: a situation of each. */
  const placesOf = (action: Action, name: string) => {
    const found: { situation: Situation; index: number; code: Verdict }[] = [];
    for (const situation of situations) {
      const seen = seenBy({ ...paper, roundClosed: !situation.roundOpen }, name);
      for (const [index, { subject }] of ways[action]!.targets(seen).entries()) {
        const facts = factsOf(name, situation, seen);
        const code = decideOn(action, sightOf(action), facts, subject)?.code ?? null;
        found.push({ situation, index, code });
      }
    }
    const refused = found.filter(({ code }) => code !== null);
    // A reason that depends on the file says more than that the person never may.
    const telling = refused.find(({ code }) => code !== 'not_permitted' && code !== 'not_found');
    return [found.find(({ code }) => code === null), telling ?? refused[0]].filter(
      (one) => one !== undefined,
    );
  };

  it.each(actions.filter((action) => ways[action]))(
    '%s: one request that is allowed and one that is refused, for everybody',
    async (action) => {
      const way = ways[action]!;
      for (const name of names) {
        for (const { situation, index, code } of placesOf(action, name)) {
          const file = seenBy(await fileIn(situation), name);
          const target = way.targets(file)[index]!;
          const got = await way.ask(clients[name]!, target, file);
          const expected = got === 'hidden' && code !== null ? 'hidden' : code;
          expect({ action, name, situation, verdict: got }).toEqual({
            action,
            name,
            situation,
            verdict: expected,
          });
          asked[code === null ? 'allowed' : 'refused'].add(action);
        }
      }
      const beyond = await way.ask(clients['outsider']!, way.targets(paper)[0]!, paper);
      expect([action, beyond]).toEqual([action, 'not_found']);
    },
    120_000,
  );

  it('asked both ways for every action', () => {
    for (const action of actions.filter((one) => ways[one])) {
      expect([action, asked.allowed.has(action), asked.refused.has(action)]).toEqual([
        action,
        true,
        true,
      ]);
    }
  });

  it.each(organisationActions.filter((action) => organisationWays[action]))(
    '%s: in the organisation, as the table says',
    async (action) => {
      const way = organisationWays[action]!;
      for (const name of names) {
        const { organisationFunctions } = characters[name]!;
        const facts = {
          principal: { kind: 'person', id: memberIds[name]! } as const,
          organisationFunctions,
        };
        const code = decideInOrganisation(action, facts)?.code ?? null;
        const got = await way.ask(clients[name]!, way.targets(paper)[0]!, paper);
        // A list that is not for everybody answers null.
        expect([action, name, got === 'not_found' && code ? code : got]).toEqual([
          action,
          name,
          code,
        ]);
      }
    },
    120_000,
  );

  it('tells each person the facts on which the browser decides the same', async () => {
    for (const situation of [situations[0]!, situations.find(({ recused }) => recused)!]) {
      const file = await fileIn(situation);
      for (const name of names) {
        const { data } = await clients[name]!.send<{ evaluation: { viewerFacts: Facts } | null }>(
          reading('evaluation', '{ viewerFacts }'),
          { id: file.id },
        );
        const facts = factsOf(name, situation, file);
        const known = facts.seats.length > 0 || decide('evaluation.see', facts) === null;
        const told = data.evaluation?.viewerFacts;
        expect([name, told && { ...told, assignedParts: [...told.assignedParts].sort() }]).toEqual([
          name,
          known ? { ...facts, assignedParts: [...facts.assignedParts].sort() } : undefined,
        ]);
      }
    }
  });
});
