import type { AnswerRole } from '@consilium/domain/access';
import { scopePredicates, scopeQuestions, testScope } from '@consilium/domain/evaluations';
import { locales, type Id, type Texts } from '@consilium/domain/kernel';
import type {
  EvaluationSnapshot,
  SnapshotAnswer,
  SnapshotDevice,
  SnapshotEvidence,
  SnapshotJson,
  SnapshotPanel,
  SnapshotPart,
  SnapshotQuestion,
  SnapshotScopeTest,
  SnapshotSection,
  SnapshotThread,
} from '@consilium/domain/reports';
import {
  applicabilityOf,
  deviceFlags,
  leadRoleOf,
  summaryOfAnswer,
  type Answer,
  type Question,
} from '@consilium/domain/templates';
import type { AnswerRecord, EvaluationContext } from '../../answers';
import { translate } from '../../platform/texts';
import { instant, instantOrNull, type People } from './people';
import type { DocumentRow, EventRow, HeadRow, SeatRow, ThreadRow } from './rows';

// What the panel wrote and gathered: device, scope, panel, answers, evidence, threads.

/** The same words in every language: what a person wrote is never translated. */
const asWritten = (text: string): Texts => ({ fr: text, en: text });

const inEach = (text: (locale: (typeof locales)[number]) => string): Texts => ({
  fr: text('fr'),
  en: text('en'),
});

const empty: Texts = asWritten('');

export const answerOf = ({ state, value, comment }: AnswerRecord): Answer | null =>
  state === 'empty' ? null : state === 'unknown' ? { state, comment } : { state, value, comment };

/** The answer as it reads, in every language. */
export const answerInWords = (question: Question, answer: Answer | null | undefined): Texts =>
  inEach((locale) => summaryOfAnswer(question, answer, locale));

export function deviceOf({ device }: HeadRow): SnapshotDevice {
  const { certificateExpiresOn } = device;
  return {
    name: device.name,
    manufacturer: device.manufacturer,
    version: device.version,
    udi: device.udi,
    riskClass: device.riskClass,
    intendedPurpose: device.intendedPurpose,
    certificate:
      certificateExpiresOn === null
        ? null
        : { number: '', notifiedBody: '', expiresOn: certificateExpiresOn },
    profile: deviceFlags.map((flag) => ({
      label: inEach((locale) => translate(locale, `templates:flags.${flag}`)),
      value: device.profile[flag] ?? null,
    })),
  };
}

/** Null while no question of the test has an answer and nobody has settled it. */
export function scopeTestOf(
  head: HeadRow,
  context: EvaluationContext,
  events: readonly EventRow[],
  people: People,
): SnapshotScopeTest | null {
  const questions = new Map(context.document.questions.map((question) => [question.key, question]));
  const { scopeOutcome, scopeReason } = head.evaluation;
  const { answers } = context.facts;
  const isTouched = scopePredicates.some((id) => answers[scopeQuestions[id].key] != null);
  if (!isTouched && scopeOutcome === null) return null;
  const test = testScope(answers);
  const settled = scopeOutcome === null ? undefined : lastOf(events, 'scope.settled');
  const settledBy = settled?.memberId ? people.ofMember(settled.memberId) : null;
  return {
    outcome: scopeOutcome === null || scopeOutcome === 'overridden' ? test.outcome : scopeOutcome,
    answers: scopePredicates.flatMap((predicate) => {
      const { key, verdict } = scopeQuestions[predicate];
      const question = questions.get(key);
      if (!question) return [];
      const holds = verdict(answers);
      return [
        {
          predicate,
          question: question.text,
          answer: answerInWords(question, answers[key]),
          verdict: holds === 'unknown' ? 'unknown' : holds ? 'holds' : 'fails',
        },
      ];
    }),
    failed: test.failed,
    settledAt: instantOrNull(settled?.at ?? null),
    settledBy,
    override:
      scopeOutcome === 'overridden' && settled && settledBy
        ? { by: settledBy, at: instant(settled.at), reason: scopeReason ?? '' }
        : null,
  };
}

const lastOf = (events: readonly EventRow[], type: string, subject?: Id): EventRow | undefined =>
  events.findLast(
    (event) => event.type === type && (subject === undefined || event.subjectId === subject),
  );

export function panelOf(seats: readonly SeatRow[], people: People): SnapshotPanel {
  return {
    seats: seats.map(
      ({ id, name, profession, answerRoles, functions, votes, from, to, ...seat }) => ({
        id,
        name,
        profession,
        answerRoles,
        functions,
        votes,
        seatedFrom: from,
        seatedTo: to,
        declaration: seat.declaration && {
          declaredAt: instant(seat.declaration.at),
          nothingToDeclare: seat.declaration.nothing,
          interests: seat.declaration.interests,
          confirmedAgainst: seat.declaration.confirmedAgainst,
          assessment: seat.declaration.assessment,
          assessmentReason: seat.declaration.reason ?? '',
          assessedBy: seat.declaration.assessedBySeat
            ? people.ofSeat(seat.declaration.assessedBySeat)
            : null,
          assessedAt: instantOrNull(seat.declaration.assessedAt),
        },
      }),
    ),
    recusals: seats.flatMap(({ id, name, declaration }) =>
      declaration?.assessment === 'major'
        ? [
            {
              seatId: id,
              name,
              sections: declaration.sections,
              reason: declaration.reason ?? '',
              from: instant(declaration.assessedAt ?? declaration.at),
              to: null,
              heardFirst: false,
            },
          ]
        : [],
    ),
  };
}

export function sectionsOf(
  head: HeadRow,
  context: EvaluationContext,
  documents: readonly DocumentRow[],
  people: People,
): SnapshotSection[] {
  const { document, facts } = context;
  const applies = applicabilityOf(document, facts);
  const parts = new Map(head.parts.map((part) => [`${part.section}/${part.leadRole}`, part]));
  const answers = new Map<string, AnswerRecord[]>();
  for (const record of context.answers) {
    answers.set(record.questionKey, [...(answers.get(record.questionKey) ?? []), record]);
  }
  const evidence = new Map<string, Id[]>();
  for (const { id, questions } of documents) {
    for (const key of questions) evidence.set(key, [...(evidence.get(key) ?? []), id]);
  }
  return document.sections.flatMap((section) => {
    const questions = document.questions.flatMap((question): SnapshotQuestion[] => {
      if (question.section !== section.key) return [];
      const part = parts.get(`${question.section}/${leadRoleOf(question)}`);
      const given = (answers.get(question.key) ?? [])
        .flatMap((record) =>
          answerSnapshot(question, record, {
            people,
            submittedAt: instantOrNull(part?.submittedAt ?? null),
            evidenceIds: evidence.get(question.key) ?? [],
          }),
        )
        .toSorted((a, b) => ((a.siteId ?? '') < (b.siteId ?? '') ? -1 : 1));
      const active = applies.question(question.key) !== false;
      if (!active && given.length === 0) return [];
      return [
        {
          key: question.key,
          partId: part?.id ?? '',
          text: question.text,
          roles: question.roles,
          active,
          essential: question.essential,
          blocking:
            (['scope', 'hard', 'soft'] as const).find((level) =>
              question.blockers.some((blocker) => blocker.level === level),
            ) ?? 'none',
          answers: given,
          supplierReplies: head.replies
            .filter((reply) => reply.question === question.key)
            .map(({ statement, statedOn, recordedBySeat }) => ({
              statement,
              statedOn,
              recordedBy: people.ofSeat(recordedBySeat),
            })),
        },
      ];
    });
    const { key, title, titleStatus } = section;
    return questions.length === 0 ? [] : [{ key, title, titleStatus, questions }];
  });
}

function answerSnapshot(
  question: Question,
  record: AnswerRecord,
  around: {
    readonly people: People;
    readonly submittedAt: string | null;
    readonly evidenceIds: readonly Id[];
  },
): SnapshotAnswer[] {
  const answer = answerOf(record);
  if (answer === null) return [];
  const { people, submittedAt, evidenceIds } = around;
  return [
    {
      state: answer.state,
      value: answer.state === 'value' ? (answer.value as SnapshotJson) : null,
      text: answer.state === 'value' ? answerInWords(question, answer) : empty,
      comment: record.comment,
      role: roleOf(question, people.seats.get(record.onBehalfOf ?? record.authorSeatId)),
      author: people.ofSeat(record.authorSeatId),
      onBehalfOf: record.onBehalfOf === null ? null : people.ofSeat(record.onBehalfOf),
      siteId: record.siteId,
      submittedAt,
      savedAt: instant(record.updatedAt),
      version: record.version,
      evidenceIds,
      reservations: [],
    },
  ];
}

/** The role of the question that the seat holds; one it holds anyway; else that of the question. */
const roleOf = (question: Question, seat: SeatRow | undefined): AnswerRole =>
  question.roles.find((role) => seat?.answerRoles.includes(role)) ??
  seat?.answerRoles[0] ??
  leadRoleOf(question);

export const partsOf = (
  head: HeadRow,
  events: readonly EventRow[],
  people: People,
  order: readonly string[],
): SnapshotPart[] =>
  head.parts
    .toSorted(
      (a, b) =>
        order.indexOf(a.section) - order.indexOf(b.section) || (a.leadRole < b.leadRole ? -1 : 1),
    )
    .map((part) => {
      const returned = lastOf(events, 'part.returned', part.id);
      return {
        id: part.id,
        sectionKey: part.section,
        leadRole: part.leadRole,
        assignees: part.assignees.map((seat) => people.ofSeat(seat)),
        state: part.state,
        dueOn: part.dueOn,
        submittedAt: instantOrNull(part.submittedAt),
        submittedBy: part.submittedBySeat === null ? null : people.ofSeat(part.submittedBySeat),
        gapsReason: part.gapsReason,
        clearance: part.clearance,
        // Only the words of the last return are kept with the part.
        returns:
          returned?.memberId && part.returnReason !== null
            ? [
                {
                  at: instant(returned.at),
                  by: people.ofMember(returned.memberId),
                  reason: part.returnReason,
                },
              ]
            : [],
      };
    });

export const evidenceOf = (documents: readonly DocumentRow[], people: People): SnapshotEvidence[] =>
  documents.map(({ questions: _questions, authorId, addedAt, purgedAt, ...document }) => ({
    ...document,
    addedAt: instant(addedAt),
    addedBy: people.ofMember(authorId),
    purgedAt: instantOrNull(purgedAt),
  }));

export function threadsOf(
  threads: readonly ThreadRow[],
  context: EvaluationContext,
  documents: readonly DocumentRow[],
  people: People,
): SnapshotThread[] {
  const { document } = context;
  const labels: Readonly<Record<ThreadRow['anchorKind'], (id: string) => Texts | undefined>> = {
    question: (id) => document.questions.find(({ key }) => key === id)?.text,
    statement: (id) => document.statements.find(({ key }) => key === id)?.text,
    document: (id) => asWritten(documents.find((one) => one.id === id)?.title ?? ''),
    evaluation: () => empty,
  };
  return threads.map((thread) => ({
    id: thread.id,
    kind: thread.kind,
    anchor: {
      kind: thread.anchorKind === 'document' ? 'evidence' : thread.anchorKind,
      id: thread.anchorId,
      label: labels[thread.anchorKind](thread.anchorId) ?? asWritten(thread.anchorId),
    },
    messages: thread.comments.map(({ author, at, body }) => ({
      author: people.ofMember(author),
      at: instant(at),
      text: body,
    })),
    resolved:
      thread.resolvedAt !== null && thread.resolvedBy !== null
        ? { by: people.ofMember(thread.resolvedBy), at: instant(thread.resolvedAt) }
        : null,
  }));
}

/**
 * How the file came from phase to phase, and when it waited: a pause ends when the file is taken up
 * again, or ends itself.
 */
export function courseOf(
  { moves }: HeadRow,
  people: People,
): Pick<EvaluationSnapshot['evaluation'], 'moves' | 'pauses'> {
  const taken: EvaluationSnapshot['evaluation']['moves'][number][] = [];
  const pauses: EvaluationSnapshot['evaluation']['pauses'][number][] = [];
  for (const { move, reason, by, at } of moves) {
    const waiting = pauses.at(-1);
    const stood = waiting?.to === null ? waiting : null;
    if (move === 'pause') {
      pauses.push({ from: instant(at), to: null, reason: reason ?? '' });
      continue;
    }
    if (stood) pauses[pauses.length - 1] = { ...stood, to: instant(at) };
    if (move === 'resume') continue;
    taken.push({ move, at: instant(at), by: by === null ? null : people.ofMember(by), reason });
  }
  return { moves: taken, pauses };
}

/** Request and times of the file. */
export function fileOf(
  head: HeadRow,
  people: People,
): Pick<EvaluationSnapshot, 'organisation' | 'request'> {
  const { evaluation, organisation, seats } = head;
  const requester = seats.find(({ functions }) => functions.includes('requester'));
  return {
    organisation,
    request: {
      requestedBy: requester ? people.ofSeat(requester.id) : people.ofMember(evaluation.createdBy),
      requestedAt: instant(evaluation.createdAt),
      need: evaluation.need,
      specialties: evaluation.specialties.map(asWritten),
      siteIds: [],
    },
  };
}
