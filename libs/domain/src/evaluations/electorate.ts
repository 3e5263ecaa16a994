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
