import type { Id } from '../kernel';
import type { CalendarDate } from './dates';
import type { PanelSeat } from './panel';

/**
 * The electorate: the voting seats of the day on which the first round opened, or deliberation began
 * where the committee holds no rounds. From then on who counts no longer follows the panel: a seat
 * that is vacated keeps its place until somebody is given it, in the open. Until then it is whoever
 * votes today. Source: decision 0011.
 */
export const electorsOf = <Seat extends Pick<PanelSeat, 'elector'>>(
  panel: readonly Seat[],
): Seat[] => panel.filter(({ elector }) => elector);

/** The seats that freezing puts into the electorate; who is recused is one of them, and counts not. */
export const electorateToday = <Seat extends Pick<PanelSeat, 'active' | 'votes'>>(
  panel: readonly Seat[],
): Seat[] => panel.filter(({ active, votes }) => active && votes);

/** A place of the electorate that nobody fills: neither awaited nor reminded, and still counted. */
export const isVacant = ({ elector, active }: Pick<PanelSeat, 'elector' | 'active'>): boolean =>
  elector && !active;

/**
 * A seat that nobody fills and that somebody is to be found for: it counts in the electorate, its
 * mandate runs while its holder can no longer sign in, or it ended as she left and what it carried has
 * come to nobody.
 */
export const isWithoutHolder = ({
  elector,
  active,
  mandated,
  leftEmpty,
}: Pick<PanelSeat, 'elector' | 'active'> & {
  readonly mandated: boolean;
  readonly leftEmpty: boolean;
}): boolean => !active && (elector || mandated || leftEmpty);

/** A place of the frozen electorate with the seats that held it, one after the other. */
export interface Place {
  readonly holders: readonly {
    readonly seat: Id;
    /** The day from which it held the place; null for a place that stood from the beginning. */
    readonly from: CalendarDate | null;
  }[];
}

/** A change of the panel by which a seat took whatever place another one had. */
export interface Replacement {
  readonly seat: Id;
  readonly replaced: Id;
  readonly on: CalendarDate;
}

/**
 * The places of the electorate through time, from who held each at first and from what was changed in
 * the open since.
 * @param replacements in their order; one of a seat without a place moves none
 */
export const placesThrough = (
  first: readonly Place['holders'][number][],
  replacements: readonly Replacement[],
): Place[] =>
  replacements.reduce<Place[]>(
    (places, { seat, replaced, on }) =>
      places.map((place) =>
        place.holders.at(-1)?.seat === replaced
          ? { holders: [...place.holders, { seat, from: on }] }
          : place,
      ),
    first.map((holder) => ({ holders: [holder] })),
  );

/**
 * Who counts for each place on a day, whatever became of it since: who holds it at the end of that day.
 * Where it changed hands on the day itself, the one of them who is known to have been there.
 * @param wasThere whether the seat took part in what happened that day
 */
export const electorateOn = (
  places: readonly Place[],
  day: CalendarDate,
  wasThere: (seat: Id) => boolean,
): Id[] =>
  places.flatMap(({ holders }) => {
    const of = holders
      .filter(({ from }, at) => {
        const next = holders[at + 1];
        return (from ?? day) <= day && (next?.from ?? day) >= day;
      })
      .map(({ seat }) => seat);
    return of.findLast(wasThere) ?? of.at(-1) ?? [];
  });

/**
 * Who held no place on a day and stepped into one after it, or on that day after somebody else who counts
 * for it. Who counts on that day is none of them, however often she left her place and came back to it.
 * @param counted who counts on that day
 */
export const steppedInAfter = (
  places: readonly Place[],
  day: CalendarDate,
  counted: ReadonlySet<Id>,
): Id[] =>
  places.flatMap(({ holders }) =>
    holders
      .filter(
        ({ seat, from }, at) =>
          from !== null &&
          !counted.has(seat) &&
          (from > day ||
            (from === day && holders.slice(0, at).some((before) => counted.has(before.seat)))),
      )
      .map(({ seat }) => seat),
  );

/** N of rounds and quorum: the electorate without those recused from the whole file. */
export const expectedOf = <Seat extends Pick<PanelSeat, 'elector' | 'recusal'>>(
  panel: readonly Seat[],
): Seat[] => electorsOf(panel).filter(({ recusal }) => recusal !== 'all');

/**
 * Changes of a running panel, all made in the open. `granted`: given something; `vacated`: ended by an
 * administrator; `replaced`: takes a vacant place of the electorate; `added`: widens it, for a
 * required role without a holder; `substituted`: the substitute steps in.
 */
export const panelChangeKinds = ['granted', 'vacated', 'replaced', 'added', 'substituted'] as const;
export type PanelChangeKind = (typeof panelChangeKinds)[number];
