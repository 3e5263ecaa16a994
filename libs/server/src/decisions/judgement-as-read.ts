import type { Question } from '@consilium/domain/templates';
import type { EvaluationContext } from '../answers';
import { findingsOf, standing, type Judgement, type OpinionRecord } from './judgement';

/**
 * A judgement as somebody knows it who reads only part of the file: without the blockers on what is kept
 * from her, which nobody who proposes no opinion has to know of.
 * @param context the file as she reads it
 */
export function judgementAsRead(
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
