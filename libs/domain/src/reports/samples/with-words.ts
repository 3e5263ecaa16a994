import type { EvaluationSnapshot } from '../snapshot';

/** Properties that hold what a person wrote; all others steer or identify. */
const free = new Set([
  'answer',
  'assessmentReason',
  'body',
  'by',
  'closedReason',
  'comment',
  'committee',
  'description',
  'fileName',
  'gapsReason',
  'intendedPurpose',
  'manufacturer',
  'minutes',
  'name',
  'need',
  'notifiedBody',
  'number',
  'owner',
  'profession',
  'proof',
  'reason',
  'reasons',
  'reference',
  'riskClass',
  'statement',
  'text',
  'title',
  'udi',
  'version',
  'with',
  'fr',
  'en',
]);
/** The snapshot with every free text replaced by the next of the given words. */
export function withWords(snapshot: EvaluationSnapshot, next: () => string): EvaluationSnapshot {
  const walk = (value: unknown, name: string): unknown => {
    if (typeof value === 'string') return free.has(name) ? next() : value;
    if (Array.isArray(value)) return value.map((item) => walk(item, ''));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, key)]));
  };
  const changed = walk(snapshot, '') as EvaluationSnapshot;
  // The reasons for which an answer blocks are a closed list under the same name.
  return {
    ...changed,
    blockers: changed.blockers.map((blocker, index) => ({
      ...blocker,
      reason: snapshot.blockers[index]?.reason ?? 'answer',
    })),
  };
}
