import { mayEver, type Facts } from '@consilium/domain/access';
import type { Id } from '@consilium/domain/kernel';
import type { Question } from '@consilium/domain/templates';
import { contextAsRead, isQuestionRead, type EvaluationContext } from '../answers';
import type { ReadTransaction } from '../platform/database';
import type { TemplateLibrary } from '../templates';
import { findingsOf, standing, type Judgement, type OpinionRecord } from './judgement';

/**
 * A judgement as somebody knows it who reads only part of the file: without the blockers on what is kept
 * from her, which nobody who proposes no opinion has to know of.
 * @param context the file as she reads it
 */
function judgementAsRead(
  judgement: Judgement,
  context: EvaluationContext,
  isRead: (question: Question) => boolean,
): Judgement {
  const { document } = context;
  const overrides = judgement.findings.flatMap(({ override }) => override ?? []);
  const findings = findingsOf(document, context.facts, context.today, overrides).filter(
    ({ finding }) => isRead(finding.question),
  );
  const hidden = new Set(document.questions.filter((one) => !isRead(one)).map(({ key }) => key));
  const shown = (opinion: OpinionRecord): OpinionRecord => ({
    ...opinion,
    conditions: opinion.conditions.map((condition) => ({
      ...condition,
      blockers: condition.blockers.filter((key) => !hidden.has(key)),
    })),
  });
  return {
    ...judgement,
    context,
    ...standing(findings),
    opinion: judgement.opinion && shown(judgement.opinion),
    earlier: judgement.earlier.map(shown),
  };
}

/** A judgement as its reader knows it: whoever proposes the opinion knows every blocker. */
export async function asKnown(
  tx: ReadTransaction,
  templates: TemplateLibrary,
  judgement: Judgement,
  evaluationId: Id,
  facts: Facts,
): Promise<Judgement> {
  if (mayEver('opinion.propose', facts)) return judgement;
  const context = await contextAsRead(tx, templates, evaluationId);
  if (!context) return judgement;
  return judgementAsRead(judgement, context, (question) =>
    isQuestionRead(context, facts, question),
  );
}
