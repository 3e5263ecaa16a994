import type { SeatFact } from '@consilium/domain/access';
import { outcomeKeys, type OutcomeKey } from '@consilium/domain/decisions';

type Fields = Record<string, unknown>;

export const refused = (code: string, details: object = {}) => ({
  __typename: 'Refused',
  code,
  message: code,
  details,
});

export const coordinator: SeatFact = {
  id: 's-coordinator',
  profession: 'quality_officer',
  answerRoles: ['coordinator'],
  functions: ['coordinator'],
  votes: false,
};

export const clinician: SeatFact = {
  id: 's-clinician',
  profession: 'radiologist',
  answerRoles: ['clinician'],
  functions: [],
  votes: true,
};

export const director: SeatFact = {
  ...coordinator,
  id: 's-director',
  functions: ['decision_maker'],
};

const seat = (id: string, name: string, profession: string, votes = true) => ({
  __typename: 'JudgingSeat',
  seat: id,
  name,
  profession,
  functions: [],
  votes,
  active: true,
  vacant: false,
  recused: false,
});

export const quorum = (changes: Fields = {}) => ({
  __typename: 'Quorum',
  met: true,
  waived: false,
  eligible: 2,
  takingPart: 2,
  needed: 1,
  missingRoles: [],
  rolesWithoutHolder: [],
  missing: [] as object[],
  recused: [],
  ...changes,
});

export const meeting = (changes: Fields = {}) => ({
  __typename: 'Meeting',
  id: 'm1',
  number: 1,
  mode: 'in_meeting',
  calledOn: '2026-11-20',
  heldOn: '2026-11-27',
  urgent: false,
  call: 'first',
  presidingSeat: null,
  minutes: 'Short minutes.',
  version: 3,
  validatedAt: null,
  validatedBy: null,
  attendance: [] as object[],
  sheet: ['s-coordinator', 's-clinician', 's-patient'],
  notice: { __typename: 'NoticeType', days: 7, needed: 5, isShort: false },
  quorum: quorum(),
  quorumFailed: false,
  ...changes,
});

export const opinion = (changes: Fields = {}) => ({
  __typename: 'Opinion',
  id: 'o1',
  cycle: 1,
  state: 'draft',
  meetingId: 'm1',
  outcome: 'unfavourable',
  reasons: 'The evidence is thin.',
  reasonsByQuestion: [],
  pilot: null,
  missingElements: [],
  failedPredicates: [],
  reevaluateOn: '2027-11-27',
  version: 2,
  votingSince: null,
  adoptedAt: null,
  adoptedBy: null,
  conditions: [] as object[],
  votes: [] as object[],
  notCounted: [] as object[],
  minority: [] as object[],
  problems: [] as object[],
  ...changes,
});

export const hardBlocker = {
  __typename: 'BlockerLineType',
  question: 'B05.1',
  section: 'Q05',
  text: { __typename: 'LocalisedText', fr: 'Alertes', en: 'Alerts are handled' },
  effect: 'hard',
  reason: 'answer',
  answer: { __typename: 'LocalisedText', fr: 'Non', en: 'No' },
  override: null,
};

export const outcomes = (barred: readonly OutcomeKey[] = [], by = 'B05.1') =>
  outcomeKeys.map((key) => ({
    __typename: 'OutcomeLineType',
    key,
    allowed: !barred.includes(key),
    barredBy: barred.includes(key) ? [by] : [],
    needsConditionFor: [],
    requires: [],
  }));

/** What the server says of one file at its opinion. */
export const decisionPage = (changes: Fields = {}) => ({
  decisionPage: {
    __typename: 'DecisionPageType',
    phase: 'opinion',
    today: '2026-11-27',
    contentHash: 'a'.repeat(64),
    requiredRoles: [],
    reevaluateOn: Object.fromEntries(outcomeKeys.map((key) => [key, '2027-11-27'])),
    refusal: null,
    seats: [
      seat('s-coordinator', 'Camille Roussel', 'quality_officer', false),
      seat('s-clinician', 'Karim Benali', 'radiologist'),
      seat('s-patient', 'Mireille Dubois', 'patient_representative'),
    ],
    blockers: [] as object[],
    objections: [] as object[],
    outcomes: outcomes(),
    opinion: null as object | null,
    earlier: [] as object[],
    meetings: [meeting()],
    quorum: null as object | null,
    tally: null as object | null,
    lateRecusals: [] as object[],
    adoptionBars: [] as object[],
    decisions: [] as object[],
    decidableFrom: '2026-11-20',
    pilots: true,
    seals: [] as object[],
    ...changes,
  },
});

export const tally = (changes: Fields = {}) => ({
  __typename: 'Tally',
  for: 0,
  against: 0,
  abstain: 0,
  takingPart: 2,
  notVoted: ['s-clinician', 's-patient'],
  tied: false,
  castingVote: null,
  carried: false,
  ...changes,
});

/** The moves that the decision-maker could make from the opinion. */
export const moves = (refusals: Readonly<Record<string, object>> = {}) => ({
  evaluation: {
    __typename: 'Evaluation',
    id: 'e1',
    possibleMoves: ['decide', 'send_back', 'refuse_purchase', 'decide_without_opinion'].map(
      (move) => ({
        __typename: 'PossibleMoveType',
        move,
        refusal: refusals[move] ?? null,
      }),
    ),
  },
});
