import type {
  AnswerRole,
  Clearance,
  PartState,
  Phase,
  SeatFunction,
} from '@consilium/domain/access';
import type {
  AbstentionReason,
  Attribution,
  ResultParameters,
  StatementRef,
} from '@consilium/domain/consensus';
import type {
  Attendance,
  BlockerEffect,
  CancelReason,
  CastWay,
  ConditionState,
  ConditionStepKind,
  LateRecusal,
  DecisionKey,
  Gate,
  MeetingMode,
  OutcomeKey,
  PilotProtocol,
  QuestionReason,
  Quorum,
  Tally,
  VoteChoice,
  VotingRules,
} from '@consilium/domain/decisions';
import type { AnchorKind, ThreadKind } from '@consilium/domain/discussion';
import type {
  AdvicePosition,
  AdvisingRole,
  Interest,
  InterestLevel,
  InterestParty,
  MoveKey,
} from '@consilium/domain/evaluations';
import type { Id } from '@consilium/domain/kernel';
import type { ClassifyingMethod } from '@consilium/domain/consensus';
import type { RoundResults } from '../../consensus';
import type { PlacesRow } from '../../evaluations';
import type { ElectorateRow } from './electorate';

// What the statements of a snapshot give. Instants come as PostgreSQL writes them in JSON.

export interface SeatRow {
  readonly id: Id;
  readonly memberId: Id;
  readonly name: string;
  readonly profession: string;
  readonly answerRoles: readonly AnswerRole[];
  readonly functions: readonly SeatFunction[];
  readonly votes: boolean;
  readonly from: string;
  readonly to: string | null;
  readonly declaration: {
    readonly at: string;
    readonly nothing: boolean;
    readonly interests: readonly Interest[];
    readonly confirmedAgainst: readonly InterestParty[];
    readonly assessment: InterestLevel | null;
    readonly sections: readonly string[];
    readonly reason: string | null;
    readonly assessedBySeat: Id | null;
    readonly assessedAt: string | null;
  } | null;
}

export interface PartRow {
  readonly id: Id;
  readonly section: string;
  readonly leadRole: AnswerRole;
  readonly state: PartState;
  readonly dueOn: string | null;
  readonly clearance: Clearance;
  readonly submittedAt: string | null;
  readonly submittedBySeat: Id | null;
  readonly returnReason: string | null;
  readonly gapsReason: string | null;
  readonly assignees: readonly Id[];
}

export interface HeadRow {
  readonly now: Date;
  readonly organisation: {
    readonly id: Id;
    readonly name: string;
    readonly timeZone: string;
    readonly sites: readonly { id: Id; name: string }[];
  };
  readonly evaluation: {
    readonly title: string;
    readonly reference: string;
    readonly phase: Phase;
    readonly need: string;
    readonly specialties: readonly string[];
    readonly scopeOutcome: 'in_scope' | 'out_of_scope' | 'needs_info' | 'overridden' | null;
    readonly scopeReason: string | null;
    readonly createdAt: string;
    readonly createdBy: Id;
    readonly predecessor: { reference: string; title: string } | null;
  };
  readonly committee: { name: string; quorumShare: number; requiredRoles: readonly AnswerRole[] };
  readonly template: { key: string; version: string; contentHash: string; hashAlg: string };
  readonly device: {
    readonly name: string;
    readonly manufacturer: string;
    readonly version: string;
    readonly udi: string;
    readonly riskClass: string;
    readonly intendedPurpose: string;
    readonly certificateExpiresOn: string | null;
    readonly profile: Readonly<Record<string, boolean | null>>;
  };
  readonly phases: readonly {
    phase: Phase;
    plannedOn: string | null;
    enteredAt: string | null;
    leftAt: string | null;
  }[];
  readonly moves: readonly {
    readonly move: MoveKey;
    readonly reason: string | null;
    /** Member; null for the product itself. */
    readonly by: Id | null;
    readonly at: string;
  }[];
  readonly seats: readonly SeatRow[];
  readonly electorate: ElectorateRow;
  readonly parts: readonly PartRow[];
  readonly advice: readonly {
    role: AdvisingRole;
    seat: Id;
    position: AdvicePosition;
    body: string;
    at: string;
  }[];
  readonly replies: readonly {
    question: string;
    statement: string;
    statedOn: string;
    recordedBySeat: Id;
  }[];
}

export interface DocumentRow {
  readonly id: Id;
  readonly title: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly addedAt: string;
  readonly authorId: Id;
  readonly documentDate: string | null;
  readonly validUntil: string | null;
  readonly purgedAt: string | null;
  readonly clearance: Clearance;
  readonly questions: readonly string[];
}

export interface ThreadRow {
  readonly id: Id;
  readonly kind: ThreadKind;
  readonly anchorKind: AnchorKind;
  readonly anchorId: string;
  readonly resolvedBy: Id | null;
  readonly resolvedAt: string | null;
  readonly comments: readonly { author: Id; at: string; body: string }[];
}

export interface RoundRow {
  readonly id: Id;
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly attribution: Attribution;
  readonly method: ClassifyingMethod;
  readonly parameters: ResultParameters;
  readonly statements: readonly StatementRef[];
  /** Statements whose figures are told nobody any more. */
  readonly withheld: readonly string[];
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly closedReason: string | null;
  /** Seats that have rated or abstained at least once. */
  readonly participated: number;
  /** Null unless the round is closed. */
  readonly results: RoundResults | null;
  readonly comments: readonly { statement: string; profession: string | null; text: string }[];
  /** Ratings, of closed rounds only, where somebody's link was found after closing. */
  readonly linked: readonly {
    seat: Id;
    profession: string;
    statement: string;
    value: number | null;
    abstention: AbstentionReason | null;
  }[];
}

export interface ConditionStepRow {
  readonly step: ConditionStepKind;
  readonly note: string;
  readonly by: string;
  readonly at: string;
  /** Documents that show it. */
  readonly documents: readonly Id[];
  /** Whom it was handed to. */
  readonly toSeat: Id | null;
}

export interface OpinionRow {
  readonly id: Id;
  readonly outcome: OutcomeKey;
  readonly reasons: string;
  readonly reasonsByQuestion: readonly QuestionReason[];
  readonly pilot: PilotProtocol | null;
  readonly missingElements: readonly string[];
  readonly reevaluateOn: string | null;
  readonly adoptedAt: string;
  readonly adoptedBySeat: Id | null;
  readonly tally: Tally | null;
  readonly quorum: Quorum | null;
  /** The committee's rules when the vote was opened. */
  readonly rules: VotingRules | null;
  readonly conditions: readonly {
    text: string;
    ownerSeat: Id | null;
    ownerName: string;
    dueOn: string | null;
    gate: Gate | null;
    proof: string;
    state: ConditionState;
    blockers: readonly string[];
    steps: readonly ConditionStepRow[];
  }[];
  readonly votes: readonly { seat: Id; choice: VoteChoice; as: CastWay | null; by: Id }[];
  readonly cancelledVotes: readonly {
    seat: Id;
    choice: VoteChoice;
    because: CancelReason;
    at: string;
  }[];
  readonly minority: readonly { seat: Id; at: string; text: string }[];
}

export interface JudgementRow {
  readonly places: PlacesRow;
  readonly meetings: readonly {
    mode: MeetingMode;
    heldOn: string;
    minutes: string;
    validatedAt: string | null;
    validatedBySeat: Id | null;
    /** As its validated minutes find it. */
    quorum: Quorum | null;
    attendance: readonly { seat: Id; attendance: Attendance; representedBy: Id | null }[];
  }[];
  readonly opinion: OpinionRow | null;
  readonly lateRecusals: readonly LateRecusal[];
  readonly overrides: readonly {
    question: string;
    effect: BlockerEffect;
    reason: string;
    seat: Id;
    at: string;
  }[];
  readonly decision: {
    opinionId: Id | null;
    decision: DecisionKey;
    reason: string | null;
    differs: boolean;
    withoutOpinion: boolean;
    decidedBy: Id;
    decidedOn: string;
    at: string;
  } | null;
  readonly seals: readonly {
    seal: 'opinion' | 'decision';
    hash: string;
    hashAlg: string;
    sealedAt: string;
    /** Recomputed as it was read. */
    holds: boolean;
  }[];
}

export interface EventRow {
  readonly type: string;
  readonly at: Date;
  readonly memberId: Id | null;
  readonly subjectId: Id | null;
}
