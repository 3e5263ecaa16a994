import type { Id } from '../kernel';

/** The exact place a notification leads to; all lie inside one file. */
export type Place =
  | { readonly kind: 'overview'; readonly evaluationId: Id; readonly threadId?: Id | null }
  | {
      readonly kind: 'answering';
      readonly evaluationId: Id;
      readonly partId?: Id | null;
      readonly questionKey?: string | null;
      readonly threadId?: Id | null;
    }
  | { readonly kind: 'declaration'; readonly evaluationId: Id }
  | { readonly kind: 'panel'; readonly evaluationId: Id }
  | { readonly kind: 'rating'; readonly evaluationId: Id; readonly round: number }
  | { readonly kind: 'results'; readonly evaluationId: Id }
  | { readonly kind: 'opinion'; readonly evaluationId: Id }
  | { readonly kind: 'report'; readonly evaluationId: Id };

const query = (values: Readonly<Record<string, string | null | undefined>>): string => {
  const given = Object.entries(values).flatMap(([name, value]) =>
    value ? [`${name}=${encodeURIComponent(value)}`] : [],
  );
  return given.length === 0 ? '' : `?${given.join('&')}`;
};

const within: { readonly [K in Place['kind']]: (place: Extract<Place, { kind: K }>) => string } = {
  overview: ({ threadId }) => query({ thread: threadId }),
  answering: ({ partId, questionKey, threadId }) =>
    `/answer${query({ part: partId, thread: threadId })}` +
    `${questionKey ? `#${encodeURIComponent(questionKey)}` : ''}`,
  declaration: () => '/interests',
  panel: () => '/panel',
  rating: ({ round }) => `/rounds/${round}`,
  results: () => '/consensus',
  opinion: () => '/decision',
  report: () => '/report',
};

/** The address of a place under the organisation's own, without a leading slash. */
export function pathOf(place: Place): string {
  const rest = within[place.kind] as (place: Place) => string;
  return `evaluations/${place.evaluationId}${rest(place)}`;
}

/** The whole address, as mails print it. `publicUrl` has no trailing slash. */
export const addressOf = (publicUrl: string, organisationSlug: string, place: Place): string =>
  `${publicUrl}/o/${organisationSlug}/${pathOf(place)}`;
