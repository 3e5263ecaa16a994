import type { Id } from '../kernel';
import type { AnswerRole, GuestKind, OrganisationFunction, SeatFunction } from './roles';

/** Who acts: a member of an organisation, a guest with a link, or the product itself. */
export type Principal =
  | { kind: 'person'; id: Id }
  | { kind: 'guest'; id: Id; guest: GuestKind }
  | { kind: 'system'; id: string };

/**
 * Phases as the policy sees them; the transition table of the evaluations room moves between them.
 * Source: product design, life of an evaluation.
 */
export const phases = [
  'draft',
  'screening',
  'collecting',
  'rating',
  'deliberating',
  're_rating',
  'opinion',
  'decided',
  'pilot',
  'in_use',
  'closed',
  'cancelled',
  'withdrawn',
] as const;
export type Phase = (typeof phases)[number];

/** One seat of the actor in this evaluation, while its mandate runs. */
export interface SeatFact {
  readonly id: Id;
  readonly profession: string;
  readonly answerRoles: readonly AnswerRole[];
  readonly functions: readonly SeatFunction[];
  readonly votes: boolean;
}

/** Everything the policy table may know of one actor and one evaluation; plain and sendable. */
export interface Facts {
  readonly principal: Principal;
  readonly organisationFunctions: readonly OrganisationFunction[];
  readonly phase: Phase;
  readonly paused: boolean;
  readonly seats: readonly SeatFact[];
  /** Parts assigned to a seat of the actor. */
  readonly assignedParts: readonly Id[];
  /** Recused from everything, or from the named sections only. */
  readonly recused: 'no' | 'all' | readonly string[];
  /** A declaration of interests, valid and assessed as none or minor, exists for this file. */
  readonly declared: boolean;
  /** The round now open, if any. */
  readonly openRound: Id | null;
  /** The opinion has sealed the file. */
  readonly sealed: boolean;
  /** A file for trying the product: it counts nowhere and can be deleted. */
  readonly practice: boolean;
}

/** What is acted on, as far as a decision needs it. */
export interface Subject {
  readonly part?: { id: Id; section: string; state: PartState };
  readonly section?: string;
  /** Seat that wrote the thing. */
  readonly authorSeat?: Id | null;
  readonly round?: { id: Id; closed: boolean };
  readonly clearance?: Clearance;
  /** Seat drawn to confirm what another proposed. */
  readonly drawnSeat?: Id | null;
  /**
   * Seats that may weigh what this one declared: chair and ethics lead as far as they are independent of
   * her, and for the declaration of one of these who stands in. Not given where a file is asked about.
   */
  readonly weighers?: readonly Id[];
  /** The thread is an objection: lifting it is not for everybody. */
  readonly objection?: boolean;
}

export const partStates = ['open', 'submitted', 'returned'] as const;
export type PartState = (typeof partStates)[number];

/** Who may see a document or a part: the panel, named answer roles, or its author and the coordinator. */
export type Clearance =
  { level: 'panel' } | { level: 'roles'; roles: readonly AnswerRole[] } | { level: 'author' };

/** Facts of a member towards the organisation itself. */
export interface OrganisationFacts {
  readonly principal: Principal;
  readonly organisationFunctions: readonly OrganisationFunction[];
}
