/** What is wrong with one thing. */
export type Fault =
  /** It is not what its event, or its hash, says. */
  | 'altered'
  /** Events tell of it, and it is gone without a word. */
  | 'deleted'
  /** It is there, and no event tells of it: events were cut off, or it was put in. */
  | 'without_event'
  /** Somebody outside was told of it, and it is not there. */
  | 'not_found';

/** Something that an audit found, by kind and id. */
export interface Finding {
  readonly fault: Fault;
  /** Such as `vote`, `answer revision`, `seal`. */
  readonly thing: string;
  readonly id: string;
  /** The event that tells of it; null where none does. */
  readonly event: string | null;
  /** What exactly, where the fault alone leaves it open. */
  readonly detail?: string;
}

/** What one check of an organisation found. */
export interface Checked {
  readonly findings: readonly Finding[];
  /** Things compared. */
  readonly compared: number;
  /** Gone on record: withdrawn, purged, taken back, swept. */
  readonly removed: readonly { readonly thing: string; readonly id: string }[];
  /** Things whose event is older than its digest: that they exist is known, and no more. */
  readonly undigested: number;
}
