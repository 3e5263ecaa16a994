import type { AnswerRole } from '@consilium/domain/access';
import type { Locale } from '@consilium/domain/kernel';
import type { BlockerLevel, Question, Statement } from '@consilium/domain/templates';

export type Shown = 'all' | 'essential' | 'blocking';

export interface ReadingFilters {
  readonly text: string;
  readonly role: AnswerRole | '';
  readonly shown: Shown;
}

export const noFilters: ReadingFilters = { text: '', role: '', shown: 'all' };

const strongestFirst: readonly BlockerLevel[] = ['scope', 'hard', 'soft'];

/** The worst an answer to the question can do; nothing where no answer blocks. */
export const strongestLevel = ({ blockers }: Question): BlockerLevel | undefined =>
  strongestFirst.find((level) => blockers.some((blocker) => blocker.level === level));

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const holdsAll = (text: string, sought: string): boolean => {
  const inside = folded(text);
  return folded(sought)
    .split(/\s+/)
    .every((word) => inside.includes(word));
};

/** Whether a question is among those looked for; every word must occur somewhere in it. */
export function isShown(question: Question, filters: ReadingFilters, locale: Locale): boolean {
  const { text, role, shown } = filters;
  if (role !== '' && !question.roles.includes(role)) return false;
  if (shown === 'essential' && !question.essential) return false;
  if (shown === 'blocking' && question.blockers.length === 0) return false;
  const { key, text: wording, plain, help, evidence } = question;
  return holdsAll(
    [key, wording[locale], plain?.[locale], help[locale], evidence[locale]].join(' '),
    text,
  );
}

/** Statements are neither essential nor blocking: such a filter leaves them out. */
export function isStatementShown(
  statement: Statement,
  { text, role, shown }: ReadingFilters,
  locale: Locale,
): boolean {
  if (shown !== 'all' || (role !== '' && !statement.roles.includes(role))) return false;
  const { key, text: wording, plain, help } = statement;
  return holdsAll([key, wording[locale], plain[locale], help[locale]].join(' '), text);
}
