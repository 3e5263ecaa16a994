import type { WorkKind } from '@consilium/domain/dashboards';
import { takenOff } from '../../evaluations';
import { activeSeat } from '../../platform/database';

/**
 * One reason for which something waits for a member: a SELECT with the organisation as `$1` and the
 * member as `$2`, giving `id`, `evaluation_id`, `due_on`, `question_key`, `round` and `data` (json).
 * Whether the member can see the file at all is asked once, around all sources.
 */
export interface WorkSource {
  readonly kind: WorkKind;
  readonly select: string;
}

/** Joins the member's own seats, aliased `s`, to the evaluation aliased `e`, while their mandate runs. */
export const ownSeats = `seat s
  join evaluation e on e.organisation_id = s.organisation_id and e.id = s.evaluation_id
  where s.organisation_id = $1 and s.member_id = $2
    and ${activeSeat('s')}`;

/** Nothing can be done any more in the evaluation aliased `e`, or its opinion has sealed it. */
export const frozen = `(e.sealed or e.phase in ('closed', 'cancelled', 'withdrawn'))`;

/** The seat aliased `s` is taken off the section given, or off everything. */
export const recusedFrom = (section: string): string => takenOff('s', section);
