import type { Locale, Texts } from '../kernel';
import { reportWords } from './words';

/**
 * Events of a file that its log of changes prints. Closed: what is not named, above all what a single
 * person rated or voted, is not printed.
 */
export const changeTypes = [
  'evaluation.requested',
  'phase.moved',
  'evaluation.edited',
  'phase.scheduled',
  'scope.settled',
  'template.moved',
  'panel.seated',
  'panel.seat_ended',
  'panel.power_changed',
  'electorate.frozen',
  'part.reserved',
  'part.submitted',
  'part.returned',
  'part.closed',
  'declaration.assessed',
  'advice.given',
  'round.opened',
  'round.closed',
  'blocker.overridden',
  'minutes.validated',
  'opinion.adopted',
  'decision.recorded',
] as const;
export type ChangeType = (typeof changeTypes)[number];

const inWords = (type: ChangeType, locale: Locale): string =>
  reportWords(locale)(`changes.${type.replace('.', '_') as Underscored<ChangeType>}`);

/** What happened, in every language. */
export const changeInWords = (type: ChangeType): Texts => ({
  fr: inWords(type, 'fr'),
  en: inWords(type, 'en'),
});

type Underscored<T extends string> = T extends `${infer Subject}.${infer Verb}`
  ? `${Subject}_${Verb}`
  : never;
