// Words and marks that every part of a snapshot uses.

/** An instant in UTC, ISO 8601 with `Z`. */
export type Instant = string;
/** A calendar date, YYYY-MM-DD, in the organisation's zone. */
export type IsoDate = string;

export type SnapshotPhase =
  | 'draft'
  | 'screening'
  | 'collecting'
  | 'rating'
  | 'deliberating'
  | 're_rating'
  | 'opinion'
  | 'decided'
  | 'pilot'
  | 'in_use'
  | 'closed'
  | 'cancelled'
  | 'withdrawn';

export type SnapshotAnswerRole =
  | 'clinician'
  | 'it_security'
  | 'biomedical'
  | 'patient_representative'
  | 'dpo'
  | 'buyer'
  | 'coordinator';

export type SnapshotFunction =
  'coordinator' | 'chair' | 'requester' | 'ethics_lead' | 'teller' | 'decision_maker' | 'observer';

export type SnapshotOutcome =
  | 'favourable'
  | 'favourable_with_conditions'
  | 'pilot'
  | 'deferred'
  | 'unfavourable'
  | 'out_of_scope';

/** Ways from phase to phase that a report prints; pausing and resuming are told as pauses. */
export type SnapshotMoveKey =
  | 'submit_request'
  | 'start_collecting'
  | 'close_out_of_scope'
  | 'open_rating'
  | 'deliberate_without_rating'
  | 'start_deliberating'
  | 'open_second_rating'
  | 'open_opinion'
  | 'adopt_opinion'
  | 'decide'
  | 'start_pilot'
  | 'put_in_use'
  | 'close'
  | 'reopen_collecting'
  | 'return_deferred'
  | 'send_back'
  | 'return_for_recusal'
  | 'ask_second_opinion'
  | 'refuse_purchase'
  | 'decide_without_opinion'
  | 'cancel'
  | 'withdraw';

export type SnapshotInterestParty = 'manufacturer' | 'distributor' | 'competitor' | 'other';

/** One link of a member with a company or body. */
export interface SnapshotInterest {
  readonly kind:
    | 'employment'
    | 'consulting'
    | 'research'
    | 'speaking'
    | 'shares'
    | 'intellectual_property'
    | 'hospitality'
    | 'equipment'
    | 'family'
    | 'other';
  readonly party: SnapshotInterestParty;
  /** Name of the company or body. */
  readonly with: string;
  readonly description: string;
  readonly fromYear: number;
  /** Null while it lasts. */
  readonly toYear: number | null;
}

/** Who may read a document or a part. `author` means its author and the coordinator. */
export type SnapshotClearance =
  | { readonly level: 'panel' }
  | { readonly level: 'roles'; readonly roles: readonly SnapshotAnswerRole[] }
  | { readonly level: 'author' };

/** A person as the report names one. `seatId` is null for someone without a seat on the panel. */
export interface SnapshotPerson {
  readonly seatId: string | null;
  readonly name: string;
  /** Key of the common list, or the organisation's own word. */
  readonly profession: string;
}
