import type { Recusal } from '../evaluations';
import { type Id, type Refusal, refuse } from '../kernel';

/** A member's written dissent; it stays in the report whatever the outcome. */
export interface MinorityOpinion {
  readonly seat: Id;
  readonly text: string;
}

/**
 * A member writes a minority opinion, whether or not the member votes. Refused once the opinion is
 * adopted, when recused from the file, or without a text.
 */
export function writeMinorityOpinion(
  author: { readonly seat: Id; readonly declared: boolean; readonly recusal: Recusal | null },
  text: string,
  opinion: { readonly adopted: boolean },
): MinorityOpinion | Refusal {
  if (opinion.adopted) return refuse('sealed');
  if (author.recusal === 'all') return refuse('recused');
  if (!author.declared) return refuse('not_declared');
  if (text.trim() === '') return refuse('minority_text_missing');
  return { seat: author.seat, text: text.trim() };
}
