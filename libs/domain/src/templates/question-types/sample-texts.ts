import type { Texts } from '../../kernel';
import { integerBetween, oneOf, type Random } from '../random';
import type { Choice } from './definition';

const phrases = [
  'Délai de lecture : 12 min',
  'Prise en charge « habituelle »',
  'Ligne 1\nLigne 2',
  'Œdème < 3 cm & fièvre > 38 °C',
  'Réponse du fournisseur reçue le 3 mars',
] as const;

/** A text with accents, quotes and line breaks, as people write them. */
export const sampleText = (random: Random): string => oneOf(random, phrases);

const letters = 'abcdefghij';

/** Between two and six choices with distinct codes. */
export const sampleChoices = (random: Random): Choice[] =>
  Array.from({ length: integerBetween(random, 2, 6) }, (_, index) => ({
    code: `option_${letters[index] ?? index}`,
    label: { fr: `choix ${index + 1}`, en: `choice ${index + 1}` },
  }));

const units: readonly Texts[] = [
  { fr: '%', en: '%' },
  { fr: 'Go/an', en: 'GB per year' },
  { fr: 'h/utilisateur', en: 'h per user' },
];

export const sampleUnit = (random: Random): Texts => oneOf(random, units);
