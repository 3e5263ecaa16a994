import type { Action, Subject } from '@consilium/domain/access';
import { doing, seeing, type MatrixFile, type Target, type Way } from './matrix-asking';

const of = ({ id }: MatrixFile) => ({ evaluationId: id });
const partTarget = (file: MatrixFile, part: string, state: 'open' | 'submitted'): Target => ({
  subject: {
    part: { id: part, section: sectionOf(file, part), state },
    clearance: { level: 'panel' },
  },
  values: { partId: part },
});
const sectionOf = (file: MatrixFile, part: string): string =>
  Object.entries(file.parts)
    .find(([, id]) => id === part)![0]
    .split('/')[0]!;
const openPart = (file: MatrixFile, more: Record<string, unknown>): Target[] => {
  const target = partTarget(file, file.openPart, 'open');
  return [{ ...target, values: { ...target.values, ...more } }];
};
const seatTargets = (file: MatrixFile, more: Record<string, unknown> = {}): Target[] =>
  Object.values(file.seats).map((seatId) => ({
    subject: { authorSeat: seatId },
    values: { seatId, ...more },
  }));
const move = (name: string, beyond: string) =>
  doing('movePhase', (file) => ({ ...of(file), move: name }), [
    beyond,
    'not_your_move',
    'move_not_from_here',
  ]);
const roundTarget = (file: MatrixFile, more: Record<string, unknown>): Target[] => [
  {
    subject: { round: { id: file.round, closed: file.roundClosed } },
    values: { roundId: file.round, ...more },
  },
];
/** The document filed in it, as the table knows it. */
const securityReport = (file: MatrixFile): Subject => ({
  clearance: { level: 'roles', roles: ['it_security'] },
  authorSeat: file.seats.itSecurity,
});
const answer = { questionKey: 'Q01.need.problem', state: 'unknown', baseVersion: 0 };
const someDay = '2049-01-05';

/**
 * Every action on an evaluation with its request. Writes are made so that, once allowed, they change
 * nothing that another request of the matrix rests on.
 */
export const ways: Partial<Record<Action, Way>> = {
  'evaluation.see': seeing(
    'evaluationFrame',
    '{ id }',
    ({ id }) => ({ id }),
    () => true,
  ),
  'evaluation.read': seeing<{ partLines: unknown[] }>(
    'evaluationOverview',
    '{ partLines { id } }',
    ({ id }) => ({ id }),
    ({ partLines }) => partLines.length > 0,
  ),
  'evaluation.edit': doing('editEvaluation', (file) => ({ ...of(file), need: 'Besoin' })),
  'evaluation.schedule': doing('schedulePhases', (file) => ({ ...of(file), phases: [] })),
  'phase.advance': move('submit_request', 'request_incomplete'),
  'phase.reopen': move('reopen_collecting', 'reason_required'),
  'phase.pause': move('resume', 'not_paused'),
  'phase.cancel': move('cancel', 'reason_required'),
  'phase.conclude': move('withdraw', 'reason_required'),
  'scope.settle': doing('settleScope', of, ['scope_not_settled']),
  'template.move': doing(
    'moveToTemplateVersion',
    (file) => ({ ...of(file), fromVersionId: file.id, toVersionId: file.id, reason: ' ' }),
    ['reason_required'],
  ),
  'panel.edit': doing(
    'saveSeat',
    (file) => ({
      ...of(file),
      memberId: file.buyer,
      profession: 'buyer',
      answerRoles: [],
      functions: [],
      votes: false,
      seatedTo: '2001-01-01',
    }),
    ['dates_out_of_order'],
  ),
  'part.assign': doing('assignParts', (file) => ({ ...of(file), assignments: [] })),
  'part.reserve': doing('reserveParts', (file) => ({
    ...of(file),
    partIds: [],
    clearance: { level: 'panel' },
  })),
  'part.remind': doing('remindLate', (file) => ({ ...of(file), seatIds: [file.seats.clinician] }), [
    'nobody_late',
  ]),
  'advice.give': doing(
    'giveAdvice',
    (file) => ({ ...of(file), role: file.advises, position: 'pending', body: ' ' }),
    ['advice_missing'],
  ),
  'declaration.write': doing(
    'declareInterests',
    (file) => seatTargets(file, { nothing: true, confirmedAgainst: [] }),
    ['declaration_not_confirmed'],
  ),
  'declaration.see': seeing<{ seatId: string }[]>(
    'declarations',
    '{ seatId }',
    of,
    (seen, { subject }) => seen.some(({ seatId }) => seatId === subject.authorSeat),
    (file) => seatTargets(file).map(({ subject }) => ({ subject, values: {} })),
  ),
  'declaration.assess': doing(
    'assessInterests',
    (file) => [
      {
        subject: { authorSeat: file.seats.buyer },
        values: { seatId: file.seats.buyer, level: 'minor', reason: ' ' },
      },
    ],
    ['reason_required'],
  ),
  'declaration.confirm': doing(
    'confirmAssessment',
    (file) => [
      {
        subject: { drawnSeat: file.seats.clinician2 },
        values: { proposalId: file.proposal, accept: false },
      },
    ],
    ['assessment_settled'],
  ),
  'answer.see': seeing<{ masked: boolean }>(
    'part',
    '{ masked }',
    () => ({}),
    ({ masked }) => !masked,
    (file) => [
      {
        subject: {
          part: {
            id: file.reservedPart,
            section: sectionOf(file, file.reservedPart),
            state: 'open',
          },
          clearance: { level: 'roles', roles: ['dpo'] },
        },
        values: { id: file.reservedPart },
      },
      {
        subject: partTarget(file, file.openPart, 'open').subject,
        values: { id: file.openPart },
      },
    ],
  ),
  'answer.save': doing('saveAnswer', (file) => openPart(file, { ...answer, baseVersion: 7 }), [
    'stale_version',
  ]),
  'answer.recordForOther': doing(
    'saveAnswer',
    (file) => openPart(file, { ...answer, baseVersion: 7, onBehalfOf: file.seats.patient }),
    ['stale_version'],
  ),
  'part.submit': doing('submitPart', (file) => openPart(file, {})),
  'part.closeWithGaps': doing('closePartWithGaps', (file) => openPart(file, { reason: ' ' }), [
    'reason_required',
  ]),
  'part.return': doing(
    'returnPart',
    (file) => {
      const target = partTarget(file, file.submittedPart, 'submitted');
      return [{ ...target, values: { ...target.values, reason: ' ' } }];
    },
    ['reason_required'],
  ),
  'supplier.ask': seeing('supplierQuestions', '{ evaluationId }', of, () => true),
  'supplier.record': doing(
    'recordSupplierReply',
    (file) => ({ ...of(file), questionKey: 'Q99.none', statement: 'Oui', statedOn: someDay }),
    ['unknown_question'],
  ),
  'evidence.see': seeing<{ facts: unknown; documents: { id: string }[] }>(
    'evidence',
    '{ facts documents { id clearance { level } } }',
    of,
    ({ facts, documents }) => (facts === null ? 'not_found' : documents.length > 1),
    (file) => [
      {
        subject: securityReport(file),
        values: {},
      },
    ],
  ),
  'evidence.add': doing('linkEvidence', (file) => ({
    ...of(file),
    documentId: file.sharedDocument,
  })),
  'evidence.prove': doing(
    'addDocument',
    (file) => ({
      ...of(file),
      fileId: file.id,
      title: 'Preuve',
      kind: 'other',
      clearance: { level: 'panel' },
      asProof: true,
    }),
    ['file_gone'],
  ),
  'evidence.edit': doing(
    'editDocument',
    (file) => [
      {
        subject: securityReport(file),
        values: {
          id: file.filed,
          title: 'Rapport',
          kind: 'other',
          clearance: { level: 'roles', roles: ['it_security'] },
          baseRevision: 9,
        },
      },
    ],
    ['stale_version', 'document_purged'],
  ),
  'evidence.purge': doing(
    'purgeDocument',
    (file) => [
      {
        subject: securityReport(file),
        values: { id: file.filed, reason: 'Données de patients', title: 'Pièce' },
      },
    ],
    ['document_purged'],
  ),
  'thread.see': seeing<{ threads: unknown[] }>(
    'threads',
    '{ threads { id } }',
    of,
    ({ threads }) => threads.length > 0,
  ),
  'thread.post': doing(
    'openThread',
    (file) => ({
      ...of(file),
      anchor: { kind: 'evaluation', id: file.id },
      kind: 'remark',
      body: 'Un mot',
      mentions: ['00000000-0000-7000-8000-000000000000'],
    }),
    ['mention_out_of_reach'],
  ),
  'thread.resolve': doing(
    'reopenThread',
    (file) => [{ subject: {}, values: { threadId: file.thread } }],
    ['thread_open'],
  ),
  'round.open': doing(
    'openRound',
    (file) => ({ ...of(file), attribution: 'profession', statements: [] }),
    ['no_statement', 'another_round_open'],
  ),
  'round.close': doing('closeRound', (file) => roundTarget(file, {}), ['nothing_rated']),
  'round.seeParticipation': seeing<{ participation: unknown }>(
    'ratingSheet',
    '{ participation { invited } }',
    (file) => ({ ...of(file), number: 1 }),
    ({ participation }) => participation !== null,
  ),
  'rating.cast': doing(
    'castRating',
    (file) => roundTarget(file, { statement: 'Q99.none', value: 5, baseVersion: 0 }),
    ['statement_unknown'],
  ),
  'rating.seeOthers': seeing<{ refusal: unknown }>(
    'consensus',
    '{ refusal { code } }',
    of,
    ({ refusal }) => refusal === null,
    (file) => roundTarget(file, {}).map(({ subject }) => ({ subject, values: {} })),
  ),
  'meeting.edit': doing(
    'saveMeeting',
    (file) => ({
      ...of(file),
      meetingId: file.meeting,
      baseVersion: 9,
      mode: 'remote',
      calledOn: someDay,
      heldOn: someDay,
      attendance: [],
    }),
    ['stale_version'],
  ),
  'minutes.validate': doing(
    'validateMinutes',
    (file) => ({ meetingId: file.meeting, baseVersion: 9, validated: true }),
    ['stale_version'],
  ),
  'blocker.override': doing(
    'overrideBlocker',
    (file) => ({ ...of(file), questionKey: 'Q99.none', reason: 'Connu' }),
    ['blocker_unknown'],
  ),
  'opinion.propose': doing('proposeOpinion', (file) => ({ ...of(file), outcome: 'deferred' }), [
    'opinion_under_vote',
  ]),
  'opinion.vote': doing('castVote', (file) => ({
    opinionId: file.opinion,
    seatId: file.own,
    choice: 'for',
  })),
  'opinion.dissent': doing('writeDissent', (file) => ({ opinionId: file.opinion, text: ' ' }), [
    'minority_text_missing',
  ]),
  'opinion.adopt': doing('adoptOpinion', of, [
    'opinion_incomplete',
    'hard_blocker_open',
    'quorum_not_met',
  ]),
  'opinion.see': seeing<{ refusal: unknown }>(
    'decisionPage',
    '{ refusal { code } }',
    of,
    ({ refusal }) => refusal === null,
  ),
  'decision.record': doing(
    'recordDecision',
    (file) => ({ ...of(file), decision: 'approved', decidedOn: '2049-01-01' }),
    ['dates_out_of_order'],
  ),
  'recusal.answer': doing(
    'answerLateRecusal',
    (file) => ({ lateRecusalId: file.lateRecusal, reason: ' ' }),
    ['reason_required', 'recused'],
  ),
  'condition.declareMet': doing(
    'declareConditionMet',
    (file) => [
      {
        subject: { authorSeat: file.seats.clinician },
        values: { conditionId: file.condition, proof: ' ' },
      },
    ],
    ['opinion_not_adopted', 'condition_not_yours', 'condition_proof_missing'],
  ),
  'condition.confirm': doing(
    'confirmCondition',
    (file) => ({ conditionId: file.condition, accept: true }),
    ['opinion_not_adopted', 'condition_not_declared'],
  ),
  'condition.handOver': doing(
    'handOverCondition',
    (file) => ({ conditionId: file.condition, seatId: file.seats.patient, reason: ' ' }),
    ['opinion_not_adopted', 'reason_required'],
  ),
  'condition.waive': doing(
    'waiveCondition',
    (file) => ({ conditionId: file.condition, reason: ' ' }),
    ['opinion_not_adopted', 'reason_required'],
  ),
  'report.generate': doing('generateReport', (file) => ({ ...of(file), locale: 'fr' })),
  'report.see': seeing<{ refusal: unknown }>(
    'reports',
    '{ refusal { code } }',
    of,
    ({ refusal }) => refusal === null,
  ),
  'activity.see': seeing<{ activity: unknown[] }>(
    'evaluationOverview',
    '{ activity { id } }',
    ({ id }) => ({ id }),
    ({ activity }) => activity.length > 0,
  ),
};

/** Actions of the evaluation table that no HTTP request can ask for, and why. */
export const withoutWay: Partial<Record<Action, string>> = {
  'evaluation.delete':
    'never of a real file, which these all are; held by the spec of practice files',
  'progress.settle': 'only the product itself counts again, after an event',
};
