import type {
  Instant,
  IsoDate,
  SnapshotAnswerRole,
  SnapshotFunction,
  SnapshotPerson,
} from './snapshot-terms';

// Who counted, and who changed that in the open.

/** What a seat carried before or after a change. */
export interface SnapshotPower {
  readonly profession: string;
  readonly answerRoles: readonly SnapshotAnswerRole[];
  readonly functions: readonly SnapshotFunction[];
  readonly votes: boolean;
}

/** A change of who may do what, with the reason that the panel was told. */
export interface SnapshotPanelChange {
  readonly kind: 'granted' | 'vacated' | 'replaced' | 'added' | 'substituted';
  readonly person: SnapshotPerson;
  /** Whose place in the electorate it takes. */
  readonly replaced: SnapshotPerson | null;
  /** Null for a seat that was not there. */
  readonly before: SnapshotPower | null;
  readonly after: SnapshotPower;
  readonly reason: string;
  readonly by: SnapshotPerson;
  readonly at: Instant;
  /** A sole administrator gave it to herself. */
  readonly self: boolean;
}

/** A place of the frozen electorate: it counts, whoever holds it, until it is given to another. */
export interface SnapshotElectoratePlace {
  /** Name and profession of who held it when it was frozen. */
  readonly frozen: { readonly name: string; readonly profession: string };
  readonly holder: SnapshotPerson;
  readonly state: 'held' | 'vacant' | 'account_closed';
  /** Last day of the holder, where it has one. */
  readonly heldUntil: IsoDate | null;
}

/** An assessment after an anonymous round, which took two people; the reason stands with the declaration. */
export interface SnapshotSecondPerson {
  readonly person: SnapshotPerson;
  readonly level: 'none' | 'minor' | 'major';
  readonly proposedBy: SnapshotPerson;
  readonly proposedAt: Instant;
  readonly confirmedBy: SnapshotPerson;
  readonly confirmedAt: Instant;
  /** Drawn among the members, where nobody else was free to confirm. */
  readonly drawn: boolean;
}

export interface SnapshotElectorate {
  /** Null while who counts follows the seats of the day. */
  readonly frozenAt: Instant | null;
  readonly places: readonly SnapshotElectoratePlace[];
  /** Of the panel, the oldest first. */
  readonly changes: readonly SnapshotPanelChange[];
  /** Confirmed ones alone: what was only proposed is for those who weigh interests. */
  readonly secondPersons: readonly SnapshotSecondPerson[];
}
