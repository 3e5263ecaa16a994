import { conditionMark } from '../decisions';
import type { Id } from '../kernel';

/** The exact place in a file that a notification leads to. */
export type FilePlace =
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
  | {
      readonly kind: 'opinion';
      readonly evaluationId: Id;
      /** A chapter of the page, which is long. */
      readonly at?: 'vote' | 'decision';
      /** One condition of it. */
      readonly conditionId?: Id | null;
    }
  | { readonly kind: 'report'; readonly evaluationId: Id };

/** The place of a notification about accounts: the reader's own, another person, invitations. */
export type AccountPlace =
  | { readonly kind: 'account' }
  | { readonly kind: 'person'; readonly memberId: Id }
  | { readonly kind: 'invitations' };

export type Place = FilePlace | AccountPlace;

const query = (values: Readonly<Record<string, string | null | undefined>>): string => {
  const given = Object.entries(values).flatMap(([name, value]) =>
    value ? [`${name}=${encodeURIComponent(value)}`] : [],
  );
  return given.length === 0 ? '' : `?${given.join('&')}`;
};

const inFile = (rest: string, { evaluationId }: FilePlace): string =>
  `evaluations/${evaluationId}${rest}`;

const paths: { readonly [K in Place['kind']]: (place: Extract<Place, { kind: K }>) => string } = {
  overview: (place) => inFile(query({ thread: place.threadId }), place),
  answering: (place) =>
    inFile(
      `/answer${query({ part: place.partId, thread: place.threadId })}` +
        `${place.questionKey ? `#${encodeURIComponent(place.questionKey)}` : ''}`,
      place,
    ),
  declaration: (place) => inFile('/interests', place),
  panel: (place) => inFile('/panel', place),
  rating: (place) => inFile(`/rounds/${place.round}`, place),
  results: (place) => inFile('/consensus', place),
  opinion: (place) => {
    const mark = place.conditionId ? conditionMark(place.conditionId) : place.at;
    return inFile(`/decision${mark ? `#${mark}` : ''}`, place);
  },
  report: (place) => inFile('/report', place),
  account: () => 'account',
  person: ({ memberId }) => `admin/people/${memberId}`,
  invitations: () => 'admin/invitations',
};

/** The address of a place under the organisation's own, without a leading slash. */
export function pathOf(place: Place): string {
  const path = paths[place.kind] as (place: Place) => string;
  return path(place);
}

/** The whole address, as mails print it. `publicUrl` has no trailing slash. */
export const addressOf = (publicUrl: string, organisationSlug: string, place: Place): string =>
  `${publicUrl}/o/${organisationSlug}/${pathOf(place)}`;
