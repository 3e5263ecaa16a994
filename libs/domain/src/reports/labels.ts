import type { EvaluationSnapshot } from './snapshot';

/** Short marks by which one place of a report points at another; the same in every language. */
export interface ReportLabelsOf {
  /** "Q03.2": section and rank of the question in it. */
  question(key: string): string;
  /** "P4": rank of the document. */
  evidence(id: string): string;
  /** "E7" (énoncé): rank of the statement in the first round that has it. */
  statement(key: string): string;
}

export function labelsOf(snapshot: EvaluationSnapshot): ReportLabelsOf {
  const questions = new Map<string, string>();
  for (const section of snapshot.sections) {
    section.questions.forEach((question, index) => {
      questions.set(question.key, `${section.key}.${index + 1}`);
    });
  }
  const evidence = new Map(snapshot.evidence.map((item, index) => [item.id, `P${index + 1}`]));
  const statements = new Map<string, string>();
  for (const round of snapshot.rounds) {
    for (const { key } of round.statements) {
      if (!statements.has(key)) statements.set(key, `E${statements.size + 1}`);
    }
  }
  // A key that points nowhere is printed as it is: better an odd mark than a lost one.
  return {
    question: (key) => questions.get(key) ?? key,
    evidence: (id) => evidence.get(id) ?? id,
    statement: (key) => statements.get(key) ?? key,
  };
}
