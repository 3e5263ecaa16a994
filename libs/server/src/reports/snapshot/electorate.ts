import type { InterestLevel, PanelChangeKind } from '@consilium/domain/evaluations';
import type { Id } from '@consilium/domain/kernel';
import type { SnapshotElectorate, SnapshotPanelChange } from '@consilium/domain/reports';
import type { SeatPower } from '../../evaluations';
import { accountStateOf, activeSeat } from '../../platform/database';
import { instant, instantOrNull, type People } from './people';

// Who counted, and who changed that in the open.

export interface PanelChangeRow {
  readonly kind: PanelChangeKind;
  readonly seat: Id;
  readonly replaced: Id | null;
  readonly before: SeatPower | null;
  readonly after: SeatPower;
  readonly reason: string;
  readonly by: Id;
  readonly at: string;
}

export interface ElectorateRow {
  readonly frozenAt: string | null;
  readonly places: readonly {
    readonly seat: Id;
    readonly frozenName: string;
    readonly profession: string;
    readonly state: 'held' | 'vacant' | 'account_closed';
    readonly until: string | null;
  }[];
  readonly changes: readonly PanelChangeRow[];
  readonly secondPersons: readonly {
    readonly seat: Id;
    readonly level: InterestLevel;
    readonly proposedBy: Id;
    readonly proposedAt: string;
    readonly confirmedBy: Id;
    readonly confirmedAt: string;
    readonly drawn: boolean;
  }[];
}

const all = (rows: string): string => `coalesce(json_agg(${rows}), '[]')`;

/** SQL: a change of the panel aliased as named. */
export const panelChangeOf = (change: string): string =>
  `json_build_object('kind', ${change}.kind, 'seat', ${change}.seat_id,
    'replaced', ${change}.replaced_seat_id, 'before', ${change}.before, 'after', ${change}.after,
    'reason', ${change}.reason, 'by', ${change}.changed_by, 'at', ${change}.changed_at)`;

/** SQL: who counts in the evaluation aliased as named, with every change of the panel. */
export const electorateOfEvaluation = (e: string): string => `json_build_object(
  'frozenAt', ${e}.electorate_frozen_at,
  'places', (select ${all(`json_build_object('seat', y.seat_id, 'frozenName', ym.display_name,
      'profession', y.profession, 'until', ys.seated_to, 'state', case
        when ${activeSeat('ys')} then 'held'
        when ${accountStateOf('yh')} = 'closed' then 'account_closed' else 'vacant' end)
      order by ym.display_name collate "fr-x-icu", y.id`)}
    from electorate_place y
    join member ym on ym.organisation_id = y.organisation_id and ym.id = y.member_id
    join seat ys on ys.organisation_id = y.organisation_id and ys.id = y.seat_id
    join member yh on yh.organisation_id = ys.organisation_id and yh.id = ys.member_id
    where y.organisation_id = ${e}.organisation_id and y.evaluation_id = ${e}.id),
  'changes', (select ${all(`${panelChangeOf('h')} order by h.changed_at, h.id`)}
    from panel_change h
    where h.organisation_id = ${e}.organisation_id and h.evaluation_id = ${e}.id),
  'secondPersons', (select ${all(`json_build_object('seat', q.seat_id, 'level', q.level,
      'proposedBy', q.proposed_by, 'proposedAt', q.proposed_at, 'confirmedBy', q.settled_by,
      'confirmedAt', q.settled_at, 'drawn', q.drawn_seat is not null)
      order by q.settled_at, q.id`)}
    from assessment_proposal q
    where q.organisation_id = ${e}.organisation_id and q.evaluation_id = ${e}.id
      and q.state = 'confirmed' and q.settled_by is not null))`;

/** Members whom changes and confirmations name. */
export const membersOfElectorate = ({ changes, secondPersons }: ElectorateRow): Id[] => [
  ...changes.map(({ by }) => by),
  ...secondPersons.flatMap(({ proposedBy, confirmedBy }) => [proposedBy, confirmedBy]),
];

export const panelChangesOf = (
  changes: readonly PanelChangeRow[],
  people: People,
): SnapshotPanelChange[] =>
  changes.map(({ kind, seat, replaced, before, after, reason, by, at }) => ({
    kind,
    person: people.ofSeat(seat),
    replaced: replaced === null ? null : people.ofSeat(replaced),
    before,
    after,
    reason,
    by: people.ofMember(by),
    at: instant(at),
    self: people.seats.get(seat)?.memberId === by,
  }));

export const electorateOf = (row: ElectorateRow, people: People): SnapshotElectorate => ({
  frozenAt: instantOrNull(row.frozenAt),
  places: row.places.map(({ seat, frozenName, profession, state, until }) => ({
    frozen: { name: frozenName, profession },
    holder: people.ofSeat(seat),
    state,
    heldUntil: until,
  })),
  changes: panelChangesOf(row.changes, people),
  secondPersons: row.secondPersons.map((one) => ({
    person: people.ofSeat(one.seat),
    level: one.level,
    proposedBy: people.ofMember(one.proposedBy),
    proposedAt: instant(one.proposedAt),
    confirmedBy: people.ofMember(one.confirmedBy),
    confirmedAt: instant(one.confirmedAt),
    drawn: one.drawn,
  })),
});
