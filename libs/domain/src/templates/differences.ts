import { canonicalJson } from '../kernel';
import type { Question, Section, Statement, TemplateDocument } from './document';

/** What of a question, statement or section is not the same any more. */
export type ChangedPart = 'wording' | 'help' | 'answer' | 'roles' | 'rules' | 'marks';

/** An entry that both versions hold under the same key. */
export interface Changed<Entry> {
  readonly key: string;
  readonly before: Entry;
  readonly after: Entry;
  readonly parts: readonly ChangedPart[];
}

export interface Differences<Entry> {
  readonly added: readonly Entry[];
  readonly removed: readonly Entry[];
  readonly changed: readonly Changed<Entry>[];
}

/** What moving from one version of a template to another would bring, key by key. */
export interface TemplateDifferences {
  readonly sections: Differences<Section>;
  readonly questions: Differences<Question>;
  readonly statements: Differences<Statement>;
  /** Nothing at all differs. */
  readonly none: boolean;
}

type Compared<Entry> = Readonly<Record<ChangedPart, (entry: Entry) => unknown>>;
const nothing = () => null;

const ofSections: Compared<Section> = {
  wording: ({ title }) => title,
  help: nothing,
  answer: nothing,
  roles: nothing,
  rules: ({ condition, kind, independent }) => [condition ?? null, kind, independent],
  marks: ({ titleStatus, titleSource }) => [titleStatus, titleSource ?? null],
};

const ofQuestions: Compared<Question> = {
  wording: ({ text, plain }) => [text, plain ?? null],
  help: ({ help, evidence }) => [help, evidence],
  answer: ({ type }) => type,
  roles: ({ roles, section }) => [roles, section],
  rules: ({ condition, blockers }) => [condition ?? null, blockers],
  marks: ({ about, supplier, essential, source }) => [about, supplier, essential, source],
};

const ofStatements: Compared<Statement> = {
  wording: ({ text, plain }) => [text, plain],
  help: ({ help, evidence }) => [help, evidence],
  answer: nothing,
  roles: ({ roles, section }) => [roles, section],
  rules: nothing,
  marks: ({ source }) => source,
};

function compare<Entry extends { readonly key: string }>(
  before: readonly Entry[],
  after: readonly Entry[],
  compared: Compared<Entry>,
): Differences<Entry> {
  const old = new Map(before.map((entry) => [entry.key, entry]));
  const kept = new Set(after.map(({ key }) => key));
  const parts = Object.keys(compared) as ChangedPart[];
  return {
    added: after.filter(({ key }) => !old.has(key)),
    removed: before.filter(({ key }) => !kept.has(key)),
    changed: after.flatMap((entry) => {
      const was = old.get(entry.key);
      if (!was) return [];
      const differing = parts.filter(
        (part) => canonicalJson(compared[part](was)) !== canonicalJson(compared[part](entry)),
      );
      return differing.length === 0
        ? []
        : [{ key: entry.key, before: was, after: entry, parts: differing }];
    }),
  };
}

/** Compares two versions by the keys of their entries; the order of entries is no difference. */
export function differencesOf(
  before: TemplateDocument,
  after: TemplateDocument,
): TemplateDifferences {
  const sections = compare(before.sections, after.sections, ofSections);
  const questions = compare(before.questions, after.questions, ofQuestions);
  const statements = compare(before.statements, after.statements, ofStatements);
  const none = [sections, questions, statements].every(
    ({ added, removed, changed }) => added.length + removed.length + changed.length === 0,
  );
  return { sections, questions, statements, none };
}
