import { declarationMonths } from '@consilium/domain/evaluations';
import { today } from '../platform/database';

const cleared = '{declared_none,assessed_none,assessed_minor}';
const clearedOutside = '{declared_none,assessed_none,assessed_minor,assessed_major}';

/** SQL: the zone of the organisation's days; as a subquery it is asked once for a statement. */
const zone = '(select o.time_zone from organisation o where o.id = consilium_organisation())';

/** SQL: the day is no later than the last one on which the declaration aliased as named holds. */
const holds = (d: string, day: string, inZone: string): string =>
  `(((${d}.declared_at at time zone ${inZone})::date
  + interval '${declarationMonths} months')::date >= ${day})`;

/** SQL: new interests were declared after a recusal from sections, and nobody has weighed them. */
const waits = (d: string): string => `(${d}.assessment = 'major'
  and cardinality(${d}.recused_sections) > 0 and not ${d}.nothing_to_declare
  and coalesce(${d}.declared_at > ${d}.assessed_at, false))`;

/**
 * SQL: where a declaration stands today, by days of the organisation's zone; null columns stand for
 * none. The one translation of `declarationStatus` of the domain; a test holds the two together.
 */
export const declarationStatusOf = (d: string, day = today, inZone = zone): string => `(case
  when ${d}.id is null then 'missing'
  when ${d}.assessment = 'major' and not ${waits(d)} then 'assessed_major'
  when not ${holds(d, day, inZone)} then 'expired'
  when ${d}.assessment = 'major' then 'declared'
  when ${d}.assessment is not null then 'assessed_' || ${d}.assessment
  when ${d}.nothing_to_declare then 'declared_none'
  else 'declared' end)`;

/** SQL: `isCleared` of the domain. */
export const isClearedBy = (d: string): string => `(${declarationStatusOf(d)} = any('${cleared}'))`;

/** SQL: the member may rate and vote, where not recused: cleared, or recused from sections only. */
export const mayTakePart = (d: string, day = today, inZone = zone): string =>
  `(${declarationStatusOf(d, day, inZone)} = any(case when cardinality(${d}.recused_sections) > 0
    then '${clearedOutside}'::text[] else '${cleared}' end))`;

/**
 * SQL: `recusedFromFile` of the policy table, for the file aliased `e` and the member given by
 * `member` (a SQL expression). It outlives the mandate, as there.
 */
export const recusedFromFile = (member: string): string => `exists (select 1 from seat taken
  join declaration off on off.organisation_id = taken.organisation_id and off.seat_id = taken.id
  where taken.organisation_id = e.organisation_id and taken.evaluation_id = e.id
    and taken.member_id = ${member} and off.assessment = 'major'
    and cardinality(off.recused_sections) = 0)`;

/** SQL: `recusedAnywhere` of the policy table, likewise. */
export const recusedAnywhere = (member: string): string => `exists (select 1 from seat taken
  join declaration off on off.organisation_id = taken.organisation_id and off.seat_id = taken.id
  where taken.organisation_id = e.organisation_id and taken.evaluation_id = e.id
    and taken.member_id = ${member} and off.assessment = 'major')`;

/** SQL: the last words were never weighed, and have to be before the member takes part. */
export const waitsForAssessment = (d: string): string => `(${d}.assessment is null
  and not ${d}.nothing_to_declare or ${d}.declared_at > ${d}.assessed_at)`;
