import type { Locale, Texts } from '../kernel';
import type {
  Instant,
  IsoDate,
  SnapshotAnswerRole,
  SnapshotOutcome,
  SnapshotPerson,
} from './snapshot-terms';

// How a file was judged: rounds, blockers, advice, meetings, opinion, decision.

/** How many gave each rating: index 0 holds rating 1, index 8 rating 9. */
export type SnapshotDistribution = readonly [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

export type SnapshotAgreementClass = 'appropriate' | 'uncertain' | 'inappropriate';
export type SnapshotHasDegree =
  'strong_agreement' | 'relative_agreement' | 'indecision' | 'no_consensus';

/** Indices of one distribution; null where the panel is too small or nobody rated. */
export interface SnapshotIndices {
  /** Number of ratings. */
  readonly n: number;
  readonly distribution: SnapshotDistribution;
  readonly median: number | null;
  readonly p30: number | null;
  readonly p70: number | null;
  readonly ipr: number | null;
  readonly ipras: number | null;
  /** IPR / IPRAS; above 1 is disagreement. */
  readonly disagreementIndex: number | null;
  readonly disagreement: boolean | null;
  readonly agreementClass: SnapshotAgreementClass | null;
  readonly hasDegree: SnapshotHasDegree | null;
}

export interface SnapshotStatementResult {
  readonly key: string;
  readonly sectionKey: string;
  readonly text: Texts;
  readonly plainText: Texts;
  readonly overall: SnapshotIndices;
  readonly byProfession: readonly {
    readonly profession: string;
    readonly indices: SnapshotIndices;
  }[];
  readonly abstentions: {
    readonly outsideCompetence: number;
    readonly notEnoughInformation: number;
  };
  /** Raters invited who neither rated nor abstained. */
  readonly missing: number;
  /** `indicative` below eight raters; `raw` below five: ratings and median only. */
  readonly reach: 'full' | 'indicative' | 'raw';
  /** Professions without a line, since their group is too small to stay anonymous. */
  readonly withheldProfessions: number;
  /** Comments written with a rating. Names never; profession unless the round is anonymous. */
  readonly comments: readonly { readonly profession: string | null; readonly text: string }[];
  /** Overall median of the round before, when this statement was rated again. */
  readonly previousMedian: number | null;
  /** Ratings of someone whose interest was found later; the result is without them. */
  readonly excludedRatings: number;
}

export interface SnapshotRound {
  readonly number: number;
  readonly openedAt: Instant;
  /** Null while open: then `statements` is empty, on every surface. */
  readonly closedAt: Instant | null;
  /** Why it was closed although ratings were awaited; null where nothing had to be said. */
  readonly closedReason: string | null;
  readonly attribution: 'profession' | 'anonymous';
  readonly invited: number;
  readonly participated: number;
  /** Statements of an anonymous round whose figures are told nobody any more; absent before it existed. */
  readonly withheld?: readonly string[];
  readonly statements: readonly SnapshotStatementResult[];
}

export interface SnapshotBlocker {
  readonly questionKey: string;
  readonly question: Texts;
  readonly partId: string;
  /**
   * What it does to the opinion: `hard` bars every favourable outcome, `unknown`, `soft` and
   * `dpo_pending` force a condition, `vigilance` (judged not applicable) does nothing.
   */
  readonly effect: 'hard' | 'unknown' | 'soft' | 'dpo_pending' | 'vigilance';
  readonly reason: 'answer' | 'partial' | 'unknown' | 'unanswered' | 'not_applicable';
  /** The answer as it reads. */
  readonly answer: Texts;
  readonly override: {
    readonly by: SnapshotPerson;
    readonly at: Instant;
    readonly reason: string;
  } | null;
}

/** The word of the security officer or the data protection officer, printed as written. */
export interface SnapshotFormalAdvice {
  readonly role: 'it_security' | 'dpo';
  readonly by: SnapshotPerson;
  readonly position: 'favourable' | 'with_reservations' | 'unfavourable' | 'pending';
  readonly body: string;
  readonly givenAt: Instant;
}

export interface SnapshotMeeting {
  /** Day, and time when recorded, of the meeting, or last day of a written consultation. */
  readonly heldAt: Instant | IsoDate;
  readonly mode: 'in_meeting' | 'remote' | 'written_consultation';
  readonly attendance: readonly {
    readonly person: SnapshotPerson;
    readonly presence: 'present' | 'remote' | 'written' | 'represented' | 'absent' | 'recused';
    readonly representedBy: string | null;
  }[];
  readonly minutes: string;
  readonly minutesValidated: { readonly by: SnapshotPerson; readonly at: Instant } | null;
}

export interface SnapshotCondition {
  readonly text: string;
  readonly owner: string;
  readonly dueOn: IsoDate | null;
  readonly gate: 'before_signature' | 'before_go_live' | 'within_months';
  /** With the gate `within_months`: how many. */
  readonly months: number | null;
  /** What will show that it is met. */
  readonly proof: string;
  readonly state: 'open' | 'declared' | 'met' | 'waived';
  /** Questions of the blockers that it answers. */
  readonly questionKeys: readonly string[];
  /** What was done about it, by whom; absent before it was kept. */
  readonly steps?: readonly SnapshotConditionStep[];
}

export interface SnapshotConditionStep {
  readonly step: 'declared' | 'confirmed' | 'returned' | 'waived' | 'handed_over';
  /** Whom it was handed to; absent otherwise. */
  readonly to?: string;
  readonly by: string;
  readonly at: Instant;
  readonly note: string;
  /** Documents that show it, by their ids; absent before they were kept. */
  readonly documents?: readonly string[];
}

/** A recusal found late, with what the two who answered it wrote. */
export interface SnapshotLateRecusal {
  readonly person: SnapshotPerson;
  readonly foundAt: Instant;
  readonly spoke: boolean;
  readonly rated: boolean;
  readonly voted: boolean;
  readonly answers: readonly {
    readonly by: SnapshotPerson;
    readonly at: Instant;
    readonly reason: string;
  }[];
}

export interface SnapshotOpinion {
  readonly outcome: SnapshotOutcome;
  readonly reasons: string;
  /** What is said of single questions, by their keys. */
  readonly reasonsByQuestion: readonly { readonly questionKey: string; readonly text: string }[];
  readonly adoptedAt: Instant;
  readonly adoptedBy: SnapshotPerson;
  readonly conditions: readonly SnapshotCondition[];
  /** With the outcome `pilot`. */
  readonly pilot: {
    readonly protocol: string;
    readonly endsOn: IsoDate;
    readonly stopRules: string;
  } | null;
  /** With the outcome `deferred`. */
  readonly missingElements: readonly string[];
  readonly quorum: {
    /** Seats counted, recused members left out. */
    readonly members: number;
    readonly present: number;
    readonly required: number;
    readonly reached: boolean;
    readonly requiredRoles: readonly {
      readonly role: SnapshotAnswerRole;
      readonly present: boolean;
    }[];
  };
  readonly ballot: {
    readonly kind: 'open' | 'secret';
    readonly for: number;
    readonly against: number;
    readonly abstain: number;
    readonly castingVote: boolean;
    /** Each vote by name on an open ballot; empty on a secret one. */
    readonly votes: readonly {
      readonly person: SnapshotPerson;
      readonly choice: 'for' | 'against' | 'abstain';
      /** How the member took part when voting; absent where it was not kept. */
      readonly castAs?: 'in_person' | 'remote' | 'written' | 'proxy';
      /** Who voted for a member represented. */
      readonly castBy?: string;
    }[];
    /** Votes that were cast and do not count, with the reason; absent before they were kept. */
    readonly notCounted?: readonly {
      readonly person: SnapshotPerson;
      readonly choice: 'for' | 'against' | 'abstain';
      readonly because: 'recused' | 'proxy_void' | 'taken_back';
      readonly at: Instant;
    }[];
  };
  /** Recusals found after the member spoke, rated or voted; absent before they were kept. */
  readonly lateRecusals?: readonly SnapshotLateRecusal[];
  readonly minorityOpinions: readonly {
    readonly by: SnapshotPerson;
    readonly at: Instant;
    readonly text: string;
  }[];
}

export type SnapshotDecisionOutcome =
  'approved' | 'approved_with_conditions' | 'pilot' | 'sent_back' | 'refused';

export interface SnapshotDecision {
  readonly outcome: SnapshotDecisionOutcome;
  readonly decidedBy: SnapshotPerson;
  readonly decidedAt: Instant;
  readonly reason: string;
  readonly differsFromOpinion: boolean;
  /** The decision was taken without an opinion of the committee. */
  readonly withoutOpinion: boolean;
}

export interface SnapshotMethod {
  readonly scale: { readonly min: number; readonly max: number };
  readonly percentiles: {
    /** In hundredths: 30 for the 30th. */
    readonly low: number;
    readonly high: number;
    readonly interpolation: 'linear' | 'weibull' | 'nearest_rank';
  };
  readonly ipras: { readonly constant: number; readonly slope: number };
  readonly maxTrim: number;
  /** Below this many raters indices are indicative. */
  readonly indicativeBelow: number;
  /** Below this many raters only the median is printed. */
  readonly medianOnlyBelow: number;
  readonly quorumShare: number;
  readonly productVersion: string;
}

export interface SnapshotPlainSummary {
  readonly text: string;
  readonly by: SnapshotPerson;
  /** Language in which it was written; it is never translated silently. */
  readonly locale: Locale;
}

export interface SnapshotChange {
  readonly at: Instant;
  readonly by: string;
  readonly text: Texts;
}

export interface SnapshotSeal {
  readonly seal: 'opinion' | 'decision';
  readonly hash: string;
  readonly hashAlg: string;
  readonly sealedAt: Instant;
}
