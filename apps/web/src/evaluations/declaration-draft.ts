import {
  gapsOfInterest,
  interestParties,
  type InterestField,
  type InterestKind,
  type InterestParty,
} from '@consilium/domain/evaluations';
import type { Declaration } from './declaration-operations';

/** One interest as typed: its years are texts until they are read. */
export interface InterestDraft {
  readonly kind: InterestKind;
  readonly party: InterestParty | 'other';
  readonly with: string;
  readonly description: string;
  readonly fromYear: string;
  readonly toYear: string;
}

export interface DeclarationDraft {
  /** Null while the question is not answered. */
  readonly nothing: boolean | null;
  readonly interests: readonly InterestDraft[];
  readonly confirmed: readonly InterestParty[];
}

export const emptyInterest: InterestDraft = {
  kind: 'employment',
  party: 'manufacturer',
  with: '',
  description: '',
  fromYear: '',
  toYear: '',
};

/** What was declared before, to be changed; what it was confirmed against is confirmed anew. */
export const draftOf = (declared: Declaration): DeclarationDraft => ({
  nothing: declared.status === 'missing' ? null : declared.nothing,
  interests: declared.interests.map(({ kind, party, description, fromYear, toYear, ...rest }) => ({
    kind,
    party,
    with: rest.with,
    description,
    fromYear: String(fromYear),
    toYear: toYear === null || toYear === undefined ? '' : String(toYear),
  })),
  confirmed: [],
});

const yearOf = (text: string): number => (/^\d{4}$/.test(text.trim()) ? Number(text) : NaN);

export const interestOf = (draft: InterestDraft) => ({
  ...draft,
  with: draft.with.trim(),
  description: draft.description.trim(),
  fromYear: yearOf(draft.fromYear),
  toYear: draft.toYear.trim() === '' ? null : yearOf(draft.toYear),
});

/** Where a declaration lacks something, in the order of the form. */
export type DeclarationGap =
  | { readonly place: 'nothing' }
  | { readonly place: 'confirmed' }
  | { readonly place: 'interest'; readonly index: number; readonly field: InterestField };

/** All that is missing, by the same rules as the server's, which stops at the first. */
export function gapsOfDeclaration(draft: DeclarationDraft, currentYear: number): DeclarationGap[] {
  const gaps: DeclarationGap[] = [];
  if (draft.nothing === null) gaps.push({ place: 'nothing' });
  if (draft.nothing === false) {
    draft.interests.forEach((interest, index) => {
      for (const field of gapsOfInterest(interestOf(interest), currentYear)) {
        gaps.push({ place: 'interest', index, field });
      }
    });
  }
  if (!interestParties.every((party) => draft.confirmed.includes(party))) {
    gaps.push({ place: 'confirmed' });
  }
  return gaps;
}
