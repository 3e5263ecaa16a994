import type { SeatFunction } from '../access';
import { type Id, type Refusal, refuse } from '../kernel';
import { electorsOf } from './electorate';
import { isCleared, type DeclarationStatus, type Recusal } from './declarations';

/** A seat as rounds, ballots and quorum see it; plain and sendable. */
export interface PanelSeat {
  readonly seat: Id;
  readonly profession: string;
  readonly functions: readonly SeatFunction[];
  readonly votes: boolean;
  /** Its mandate runs today, and its holder's account is open. */
  readonly active: boolean;
  /** Counts in rounds and quorum: it has a place in the frozen electorate or, before, votes today. */
  readonly elector: boolean;
  readonly declaration: DeclarationStatus;
  readonly recusal: Recusal | null;
}

/** Whether a seat is taken off a section, or off the whole file when none is named. */
export function isRecused(seat: Pick<PanelSeat, 'recusal'>, section?: string): boolean {
  if (seat.recusal === null) return false;
  if (seat.recusal === 'all') return true;
  return section !== undefined && seat.recusal.includes(section);
}

/** A declaration whose major interest concerns only some sections leaves the others open. */
const declarationRefusal = (seat: PanelSeat): Refusal | null => {
  if (isCleared(seat.declaration)) return null;
  if (seat.declaration === 'assessed_major') {
    return seat.recusal !== null && seat.recusal !== 'all' ? null : refuse('recused');
  }
  if (seat.declaration === 'expired') return refuse('declaration_expired');
  return refuse(seat.declaration === 'declared' ? 'declaration_not_assessed' : 'not_declared');
};

/**
 * Whether a member may rate statements of a section, or at all when none is named. Null when they
 * may. Recusal beats every right. Source: product design §3, evaluations; domain guide §9.
 */
export function mayRate(seat: PanelSeat, section?: string): Refusal | null {
  if (isRecused(seat, section)) return refuse('recused');
  if (!seat.active || !seat.elector) return refuse('not_voting');
  return declarationRefusal(seat);
}

export interface Raters {
  /** Whom the round waits for. */
  readonly inRound: readonly PanelSeat[];
  /** Members of the electorate who are out, with the reason; none of them blocks the round. */
  readonly out: readonly { readonly seat: PanelSeat; readonly refusal: Refusal }[];
}

/** Divides the electorate into those a round waits for and those it goes on without. */
export function ratersOf(panel: readonly PanelSeat[]): Raters {
  const judged = electorsOf(panel).map((seat) => ({ seat, refusal: mayRate(seat) }));
  return {
    inRound: judged.filter(({ refusal }) => refusal === null).map(({ seat }) => seat),
    out: judged.flatMap(({ seat, refusal }) => (refusal === null ? [] : [{ seat, refusal }])),
  };
}

/** What is printed beside a member's name, on screen and in the report. */
export const seatLabels = [
  'requester',
  'recused',
  'recused_from_sections',
  'minor_interest',
  'undeclared',
] as const;
export type SeatLabel = (typeof seatLabels)[number];

/** Labels of a seat. The requester may rate, and is always labelled. Source: domain guide §9 (5, 6). */
export function labelsOf(seat: PanelSeat): SeatLabel[] {
  const carries: Record<SeatLabel, boolean> = {
    requester: seat.functions.includes('requester'),
    recused: seat.recusal === 'all',
    recused_from_sections: seat.recusal !== null && seat.recusal !== 'all',
    minor_interest: seat.declaration === 'assessed_minor',
    undeclared: seat.declaration === 'missing' || seat.declaration === 'expired',
  };
  return seatLabels.filter((label) => carries[label]);
}

export const panelWarnings = [
  'requester_chairs',
  'decision_maker_votes',
  'no_chair',
  'no_coordinator',
  'nobody_votes',
  'chair_recused',
] as const;
export type PanelWarning = (typeof panelWarnings)[number];

/**
 * What the product warns about in a panel, without forbidding it. Source: product design §1.
 * @param coordinated somebody coordinates every file of the organisation, and needs no seat for it
 */
export function warningsOfPanel(
  panel: readonly Pick<PanelSeat, 'functions' | 'votes' | 'active' | 'recusal'>[],
  coordinated: boolean,
): PanelWarning[] {
  const active = panel.filter((seat) => seat.active);
  const holding = (name: SeatFunction) =>
    active.filter(({ functions }) => functions.includes(name));
  const applies: Record<PanelWarning, boolean> = {
    requester_chairs: holding('chair').some(({ functions }) => functions.includes('requester')),
    decision_maker_votes: holding('decision_maker').some(({ votes }) => votes),
    no_chair: holding('chair').length === 0,
    no_coordinator: !coordinated && holding('coordinator').length === 0,
    nobody_votes: !active.some(({ votes }) => votes),
    chair_recused: holding('chair').length > 0 && holding('chair').every((seat) => isRecused(seat)),
  };
  return panelWarnings.filter((warning) => applies[warning]);
}
