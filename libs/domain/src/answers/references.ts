import { leavesOf, type Condition, type Question, type TemplateDocument } from '../templates';

interface References {
  /** Questions that some condition reads. */
  readonly read: ReadonlySet<string>;
  /** By question: what its own condition and that of its section read. */
  readonly by: ReadonlyMap<string, readonly string[]>;
}

const known = new WeakMap<TemplateDocument, References>();

const readBy = (condition: Condition | undefined): string[] =>
  condition === undefined
    ? []
    : leavesOf(condition).flatMap((leaf) => ('question' in leaf ? [leaf.question] : []));

function referencesIn(document: TemplateDocument): References {
  const before = known.get(document);
  if (before) return before;
  const sections = new Map(document.sections.map((section) => [section.key, section]));
  const by = new Map(
    document.questions.map((question) => [
      question.key,
      [...readBy(sections.get(question.section)?.condition), ...readBy(question.condition)],
    ]),
  );
  const references = { by, read: new Set([...by.values()].flat()) };
  known.set(document, references);
  return references;
}

/** Whether another question, or a whole section, appears or disappears with this answer. */
export const opensOthers = (document: TemplateDocument, key: string): boolean =>
  referencesIn(document).read.has(key);

/** Whether the question itself may appear and disappear. */
export function isConditional(document: TemplateDocument, question: Question): boolean {
  const section = document.sections.find(({ key }) => key === question.section);
  return question.condition !== undefined || section?.condition !== undefined;
}

/**
 * The questions whose answers decide whether the given ones apply: what their conditions read, and
 * what decides in turn whether those apply.
 */
export function decidingQuestions(document: TemplateDocument, keys: readonly string[]): string[] {
  const { by } = referencesIn(document);
  const found = new Set<string>();
  const waiting = [...keys];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    for (const read of by.get(key) ?? []) {
      if (found.has(read)) continue;
      found.add(read);
      waiting.push(read);
    }
  }
  return [...found];
}
