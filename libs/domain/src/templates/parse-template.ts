import * as v from 'valibot';
import { canonicalJson } from '../kernel';
import { leadRoleOf } from './answers';
import { leavesOf, type AnswerTest, type Condition } from './conditions';
import { templateDocumentSchema, type Question, type TemplateDocument } from './document';
import { questionTypeOf } from './question-types';

/** Why a document is not a template. */
export type TemplateProblemCode =
  | 'shape'
  | 'duplicate_key'
  | 'unknown_section'
  | 'key_outside_section'
  | 'unknown_question'
  | 'unknown_module'
  | 'unknown_code'
  | 'test_does_not_fit'
  | 'condition_cycle'
  | 'scope_outside_screening'
  | 'essential_not_marked';

export interface TemplateProblem {
  readonly code: TemplateProblemCode;
  /** The key of the question, statement or section; for `shape` the path in the document. */
  readonly where: string;
}

export type ParsedTemplate =
  | { readonly ok: true; readonly document: TemplateDocument }
  | { readonly ok: false; readonly problems: readonly TemplateProblem[] };

/** Untrusted JSON as a template document, with every problem found; unknown properties are refused. */
export function parseTemplateDocument(input: unknown): ParsedTemplate {
  const parsed = v.safeParse(templateDocumentSchema, input);
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.issues.map((issue) => ({
        code: 'shape',
        where: v.getDotPath(issue) ?? '',
      })),
    };
  const problems = [
    ...problemsOfKeys(parsed.output),
    ...problemsOfTests(parsed.output),
    ...problemsOfMarks(parsed.output),
    ...cyclesOf(parsed.output),
  ];
  return problems.length === 0 ? { ok: true, document: parsed.output } : { ok: false, problems };
}

/** The document in the one form that is hashed and kept (RFC 8785). */
export const canonicalTemplate = (document: TemplateDocument): string => canonicalJson(document);

function problemsOfKeys(document: TemplateDocument): TemplateProblem[] {
  const entries = [...document.questions, ...document.statements];
  const keys = [...document.sections, ...entries].map((entry) => entry.key);
  const sections = new Set(document.sections.map((section) => section.key));
  return [
    ...keys
      .filter((key, index) => keys.indexOf(key) !== index)
      .map((where) => ({ code: 'duplicate_key' as const, where })),
    ...entries
      .filter((entry) => !sections.has(entry.section))
      .map((entry) => ({ code: 'unknown_section' as const, where: entry.key })),
    ...entries
      .filter((entry) => !entry.key.startsWith(`${entry.section}.`))
      .map((entry) => ({ code: 'key_outside_section' as const, where: entry.key })),
  ];
}

function problemsOfTests(document: TemplateDocument): TemplateProblem[] {
  const questions = new Map(document.questions.map((question) => [question.key, question]));
  const modules = document.sections.filter((section) => section.kind === 'module');

  const ofCondition = (where: string, condition: Condition | undefined): TemplateProblem[] =>
    (condition === undefined ? [] : leavesOf(condition)).flatMap((leaf): TemplateProblem[] => {
      if (leaf.op === 'flag') return [];
      if (leaf.op === 'added')
        return modules.some((section) => section.key === leaf.module)
          ? []
          : [{ code: 'unknown_module', where }];
      const question = questions.get(leaf.question);
      return question === undefined
        ? [{ code: 'unknown_question', where }]
        : problemsOfTest(where, leaf, question);
    });

  const ofBlockers = (question: Question): TemplateProblem[] =>
    question.blockers
      .flatMap((blocker) => leavesOf(blocker.when))
      .flatMap((leaf): TemplateProblem[] => {
        if (leaf.op !== 'is') return problemsOfTest(question.key, leaf, question);
        const { pseudoAnswers } = questionTypeOf(question.type.kind);
        return pseudoAnswers.includes(leaf.pseudo)
          ? []
          : [{ code: 'test_does_not_fit', where: question.key }];
      });

  return [
    ...document.sections.flatMap((section) => ofCondition(section.key, section.condition)),
    ...document.questions.flatMap((question) => [
      ...ofCondition(question.key, question.condition),
      ...ofBlockers(question),
    ]),
  ];
}

function problemsOfTest(where: string, test: AnswerTest, question: Question): TemplateProblem[] {
  if (test.op === 'answered') return [];
  const type = questionTypeOf(question.type.kind);
  const wanted = test.op === 'has' || test.op === 'only' ? 'many' : 'one';
  if (type.choiceMode !== wanted) return [{ code: 'test_does_not_fit', where }];
  const known = type.choices(question.type.config).some((choice) => choice.code === test.value);
  return known ? [] : [{ code: 'unknown_code', where }];
}

function problemsOfMarks(document: TemplateDocument): TemplateProblem[] {
  const screening = document.sections
    .filter((section) => section.kind === 'screening')
    .map((section) => section.key);
  return document.questions.flatMap((question): TemplateProblem[] => {
    const problems: TemplateProblem[] = [];
    const scopes = question.blockers.some((blocker) => blocker.level === 'scope');
    if (scopes && !screening.includes(question.section))
      problems.push({ code: 'scope_outside_screening', where: question.key });
    if (belongsToEssentialPath(question) && !question.essential)
      problems.push({ code: 'essential_not_marked', where: question.key });
    return problems;
  });
}

/** What no template may make optional: blocking items, and those the patient representative leads. */
export const belongsToEssentialPath = (question: Question): boolean =>
  question.blockers.length > 0 || leadRoleOf(question) === 'patient_representative';

function cyclesOf(document: TemplateDocument): TemplateProblem[] {
  const sections = new Map(document.sections.map((section) => [section.key, section]));
  const reads = (condition: Condition | undefined): string[] =>
    (condition === undefined ? [] : leavesOf(condition)).flatMap((leaf) =>
      'question' in leaf ? [leaf.question] : [],
    );
  const needs = new Map(
    document.questions.map((question) => [
      question.key,
      [...reads(question.condition), ...reads(sections.get(question.section)?.condition)],
    ]),
  );
  const settled = new Set<string>();
  const cyclic = (key: string, path: readonly string[]): boolean => {
    if (path.includes(key)) return true;
    if (settled.has(key)) return false;
    const found = (needs.get(key) ?? []).some((needed) => cyclic(needed, [...path, key]));
    if (!found) settled.add(key);
    return found;
  };
  return document.questions
    .filter((question) => cyclic(question.key, []))
    .map((question) => ({ code: 'condition_cycle', where: question.key }));
}
