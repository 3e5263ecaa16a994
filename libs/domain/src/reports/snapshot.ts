import type { Texts } from '../kernel';
import type {
  SnapshotRound,
  SnapshotBlocker,
  SnapshotFormalAdvice,
  SnapshotMeeting,
  SnapshotOpinion,
  SnapshotDecision,
  SnapshotMethod,
  SnapshotPlainSummary,
  SnapshotChange,
  SnapshotSeal,
} from './snapshot-judgement';
import type { SnapshotElectorate } from './snapshot-electorate';
import type {
  Instant,
  IsoDate,
  SnapshotPhase,
  SnapshotAnswerRole,
  SnapshotFunction,
  SnapshotClearance,
  SnapshotInterest,
  SnapshotInterestParty,
  SnapshotMoveKey,
  SnapshotPerson,
} from './snapshot-terms';

export * from './snapshot-electorate';
export * from './snapshot-judgement';
export * from './snapshot-terms';

/** The shape that snapshots are written in; how earlier ones are read: `earlier-snapshots.ts`. */
export const snapshotSchema = 'consilium.evaluation-snapshot/2';

/**
 * Everything a report prints about one evaluation, as plain JSON: no dates but ISO strings, no
 * undefined but null, every list in the order in which it is printed. It is written once, in the
 * canonical form of RFC 8785, and its hash is what the report, the check page and the mails name.
 * The shape stands alone, on purpose: a snapshot sealed years ago must stay readable whatever the
 * rooms that produced it have become. A change of shape takes a new `schema`.
 */
export interface EvaluationSnapshot {
  readonly schema: typeof snapshotSchema;
  /** `draft` while the file moves; the opinion seals one snapshot, the decision a second. */
  readonly seal: 'draft' | 'opinion' | 'decision';
  readonly takenAt: Instant;
  readonly organisation: SnapshotOrganisation;
  readonly evaluation: SnapshotEvaluation;
  readonly request: SnapshotRequest;
  readonly device: SnapshotDevice;
  readonly scopeTest: SnapshotScopeTest | null;
  readonly panel: SnapshotPanel;
  /** Who counts, and every change of it; absent before it was kept. */
  readonly electorate?: SnapshotElectorate;
  readonly sections: readonly SnapshotSection[];
  readonly parts: readonly SnapshotPart[];
  readonly evidence: readonly SnapshotEvidence[];
  readonly threads: readonly SnapshotThread[];
  readonly rounds: readonly SnapshotRound[];
  readonly blockers: readonly SnapshotBlocker[];
  readonly formalAdvice: readonly SnapshotFormalAdvice[];
  readonly meetings: readonly SnapshotMeeting[];
  readonly opinion: SnapshotOpinion | null;
  readonly decision: SnapshotDecision | null;
  /** ISO date of the next evaluation, from the decision or, before it, the opinion. */
  readonly reEvaluationOn: IsoDate | null;
  readonly method: SnapshotMethod;
  readonly plainSummary: SnapshotPlainSummary | null;
  readonly changeLog: readonly SnapshotChange[];
  /** Snapshots sealed before this one. */
  readonly sealedBefore: readonly SnapshotSeal[];
}

export interface SnapshotOrganisation {
  readonly id: string;
  readonly name: string;
  readonly sites: readonly { readonly id: string; readonly name: string }[];
  /** IANA name; every instant of the report is printed in it. */
  readonly timeZone: string;
}

export interface SnapshotEvaluation {
  readonly id: string;
  readonly title: string;
  /** Human number, such as 2026-014. */
  readonly reference: string;
  readonly phase: SnapshotPhase;
  readonly committee: string;
  readonly createdAt: Instant;
  readonly template: {
    readonly key: string;
    readonly version: string;
    readonly name: Texts;
    readonly contentHash: string;
    readonly hashAlg: string;
  };
  /** The evaluation that this one follows up. */
  readonly predecessor: { readonly reference: string; readonly title: string } | null;
  /** Phases of this file in the order of its life. */
  readonly phases: readonly {
    readonly phase: SnapshotPhase;
    readonly plannedOn: IsoDate | null;
    readonly enteredAt: Instant | null;
    readonly leftAt: Instant | null;
  }[];
  /** How it came from phase to phase, the oldest first; pauses stand below. */
  readonly moves: readonly SnapshotMove[];
  /** Times during which the file waited for the supplier, the oldest first. */
  readonly pauses: readonly {
    readonly from: Instant;
    readonly to: Instant | null;
    readonly reason: string;
  }[];
}

/** One way from phase to phase that was taken, with the reason given for it. */
export interface SnapshotMove {
  readonly move: SnapshotMoveKey;
  readonly at: Instant;
  /** Null for the product itself. */
  readonly by: SnapshotPerson | null;
  /** Null where none was given. */
  readonly reason: string | null;
}

export interface SnapshotRequest {
  readonly requestedBy: SnapshotPerson | null;
  readonly requestedAt: Instant | null;
  /** The need in the requester's words, before any product is named. */
  readonly need: string;
  readonly specialties: readonly Texts[];
  readonly siteIds: readonly string[];
}

export interface SnapshotDevice {
  readonly name: string;
  readonly manufacturer: string;
  readonly version: string;
  readonly udi: string;
  /** Risk class as recorded: I, IIa, IIb, III, or an in vitro class; empty when unknown. */
  readonly riskClass: string;
  readonly intendedPurpose: string;
  readonly certificate: {
    readonly number: string;
    readonly notifiedBody: string;
    readonly expiresOn: IsoDate | null;
  } | null;
  /** Flags of the device profile; null when unknown. */
  readonly profile: readonly { readonly label: Texts; readonly value: boolean | null }[];
}

export type SnapshotScopeOutcome = 'in_scope' | 'out_of_scope' | 'needs_info';
export type SnapshotScopePredicate = 'E1' | 'E2' | 'E3' | 'E4' | 'E5' | 'E6' | 'E7' | 'E8';

export interface SnapshotScopeTest {
  readonly outcome: SnapshotScopeOutcome;
  readonly answers: readonly {
    readonly predicate: SnapshotScopePredicate;
    readonly question: Texts;
    readonly answer: Texts;
    readonly verdict: 'holds' | 'fails' | 'unknown';
  }[];
  readonly failed: readonly SnapshotScopePredicate[];
  readonly settledAt: Instant | null;
  readonly settledBy: SnapshotPerson | null;
  /** Reason for evaluating although out of scope: a local voluntary evaluation, without HAS label. */
  readonly override: {
    readonly by: SnapshotPerson;
    readonly at: Instant;
    readonly reason: string;
  } | null;
}

export interface SnapshotPanel {
  readonly seats: readonly SnapshotSeat[];
  readonly recusals: readonly SnapshotRecusal[];
}

export interface SnapshotSeat {
  readonly id: string;
  readonly name: string;
  readonly profession: string;
  readonly answerRoles: readonly SnapshotAnswerRole[];
  readonly functions: readonly SnapshotFunction[];
  readonly votes: boolean;
  readonly seatedFrom: IsoDate;
  readonly seatedTo: IsoDate | null;
  readonly declaration: {
    readonly declaredAt: Instant;
    readonly nothingToDeclare: boolean;
    /** What is declared; empty for nothing. */
    readonly interests: readonly SnapshotInterest[];
    /** Parties against which the declarant has confirmed it. */
    readonly confirmedAgainst: readonly Exclude<SnapshotInterestParty, 'other'>[];
    /** The judgement of the chair or the ethics lead; null while it is awaited. */
    readonly assessment: 'none' | 'minor' | 'major' | null;
    readonly assessmentReason: string;
    readonly assessedBy: SnapshotPerson | null;
    readonly assessedAt: Instant | null;
  } | null;
}

export interface SnapshotRecusal {
  readonly seatId: string;
  readonly name: string;
  /** Keys of sections; empty means the whole file. */
  readonly sections: readonly string[];
  readonly reason: string;
  readonly from: Instant;
  readonly to: Instant | null;
  /** Heard as an expert before leaving. */
  readonly heardFirst: boolean;
}

export interface SnapshotSection {
  readonly key: string;
  readonly title: Texts;
  /** Template's note on where the title comes from. */
  readonly titleStatus: 'reconstructed' | 'own' | 'verified';
  readonly questions: readonly SnapshotQuestion[];
}

export interface SnapshotQuestion {
  readonly key: string;
  readonly partId: string;
  readonly text: Texts;
  /** Answer roles in the order of the template; the first leads. */
  readonly roles: readonly SnapshotAnswerRole[];
  /** False when a condition hides the question; its answers are kept. */
  readonly active: boolean;
  readonly essential: boolean;
  readonly blocking: 'none' | 'soft' | 'hard' | 'scope';
  /** The shared answer, or one per respondent or site. Empty when nobody has answered. */
  readonly answers: readonly SnapshotAnswer[];
  /** What the supplier states, beside the panel's answer and never instead of it. */
  readonly supplierReplies: readonly {
    readonly statement: string;
    readonly statedOn: IsoDate;
    readonly recordedBy: SnapshotPerson;
  }[];
}

export type SnapshotJson =
  | string
  | number
  | boolean
  | null
  | readonly SnapshotJson[]
  | { readonly [name: string]: SnapshotJson };

export interface SnapshotAnswer {
  /** `unknown` is an answer: asked to the supplier. */
  readonly state: 'value' | 'unknown';
  /** As stored, by question type. */
  readonly value: SnapshotJson;
  /** The value as it reads; empty when unknown. */
  readonly text: Texts;
  readonly comment: string;
  /** The answer role under which the author answered. */
  readonly role: SnapshotAnswerRole;
  readonly author: SnapshotPerson;
  readonly onBehalfOf: SnapshotPerson | null;
  readonly siteId: string | null;
  /** Of its part; null while the part has not been submitted. */
  readonly submittedAt: Instant | null;
  readonly savedAt: Instant;
  readonly version: number;
  readonly evidenceIds: readonly string[];
  /** What a member of the panel holds against the shared answer. */
  readonly reservations: readonly { readonly by: SnapshotPerson; readonly text: string }[];
}

export interface SnapshotPart {
  readonly id: string;
  readonly sectionKey: string;
  readonly leadRole: SnapshotAnswerRole;
  readonly assignees: readonly SnapshotPerson[];
  readonly state: 'open' | 'submitted' | 'returned';
  readonly dueOn: IsoDate | null;
  readonly submittedAt: Instant | null;
  readonly submittedBy: SnapshotPerson | null;
  /** Why it was submitted or closed although answers are missing. */
  readonly gapsReason: string | null;
  readonly clearance: SnapshotClearance;
  readonly returns: readonly {
    readonly at: Instant;
    readonly by: SnapshotPerson;
    readonly reason: string;
  }[];
}

export interface SnapshotEvidence {
  readonly id: string;
  readonly title: string;
  readonly fileName: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of the file, hexadecimal. */
  readonly sha256: string;
  readonly addedAt: Instant;
  readonly addedBy: SnapshotPerson;
  readonly documentDate: IsoDate | null;
  readonly validUntil: IsoDate | null;
  /** The content has been destroyed; hash and this line stay. */
  readonly purgedAt: Instant | null;
  readonly clearance: SnapshotClearance;
}

export interface SnapshotThread {
  readonly id: string;
  readonly kind: 'remark' | 'question_to_supplier' | 'objection';
  readonly anchor: {
    readonly kind: 'question' | 'section' | 'evidence' | 'statement' | 'evaluation';
    /** Key of the question or section, id of the rest. */
    readonly id: string;
    readonly label: Texts;
  };
  readonly messages: readonly {
    readonly author: SnapshotPerson;
    readonly at: Instant;
    readonly text: string;
  }[];
  readonly resolved: { readonly by: SnapshotPerson; readonly at: Instant } | null;
}
