/**
 * Pages of an evaluation in the order of its own navigation. Each is the first segment of the address
 * below the evaluation, the overview excepted, and has its word in `evaluations:screen.nav`.
 */
export const evaluationPlaces = [
  'overview',
  'scope',
  'panel',
  'interests',
  'answer',
  'evidence',
  'rounds',
  'consensus',
  'advice',
  'decision',
  'report',
] as const;
export type EvaluationPlace = (typeof evaluationPlaces)[number];

/** The place a route stands for; null for pages that no navigation shows. */
export function placeOf(path: string): EvaluationPlace | null {
  const segment = path.split('/')[0] || 'overview';
  return evaluationPlaces.find((place) => place === segment) ?? null;
}
