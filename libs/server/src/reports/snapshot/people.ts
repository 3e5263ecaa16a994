import type { Id } from '@consilium/domain/kernel';
import type { SnapshotPerson } from '@consilium/domain/reports';
import type { SeatRow } from './rows';

/** People by seat and by member, as a snapshot names them. */
export interface People {
  ofSeat(id: Id): SnapshotPerson;
  /** Somebody with a seat on this panel is named with the profession held there. */
  ofMember(id: Id): SnapshotPerson;
  readonly seats: ReadonlyMap<Id, SeatRow>;
}

export interface MemberRow {
  readonly id: Id;
  readonly name: string;
  readonly profession: string;
}

/** @throws Error for a seat or member that no row names: the references of the database forbid it. */
export function peopleOf(seats: readonly SeatRow[], others: readonly MemberRow[]): People {
  const bySeat = new Map(seats.map((seat) => [seat.id, seat]));
  const byMember = new Map(seats.map((seat) => [seat.memberId, seat]));
  const strangers = new Map(others.map((member) => [member.id, member]));
  const seated = ({ id, name, profession }: SeatRow): SnapshotPerson => ({
    seatId: id,
    name,
    profession,
  });
  return {
    seats: bySeat,
    ofSeat(id) {
      const seat = bySeat.get(id);
      if (!seat) throw new Error(`no seat ${id}`);
      return seated(seat);
    },
    ofMember(id) {
      const seat = byMember.get(id);
      if (seat) return seated(seat);
      const member = strangers.get(id);
      if (!member) throw new Error(`no member ${id}`);
      return { seatId: null, name: member.name, profession: member.profession };
    },
  };
}

/** An instant as snapshots write it, from a date or from how PostgreSQL writes one in JSON. */
export const instant = (value: string | Date): string => new Date(value).toISOString();
export const instantOrNull = (value: string | Date | null): string | null =>
  value === null ? null : instant(value);
