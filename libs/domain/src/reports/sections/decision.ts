import type { Block } from '../blocks';
import type { SectionDefinition } from '../section';
import { asSealed, conditionsSince } from './since-notes';
import { decisionTone, gateInWords, isStillOpen, personInWords } from './words-of';

/** The decision is not the opinion: its own record, its own section. */
export const decision: SectionDefinition = {
  key: 'decision',
  order: 140,
  applies: (snapshot) => snapshot.decision !== null || snapshot.reEvaluationOn !== null,
  build(snapshot, context) {
    const { t, format } = context;
    const taken = snapshot.decision;
    const open = (snapshot.opinion?.conditions ?? []).filter(isStillOpen);
    const blocks: Block[] = [{ kind: 'heading', level: 1, text: t('sections.decision') }];
    if (taken) {
      blocks.push(
        {
          kind: 'callout',
          tone: decisionTone[taken.outcome],
          title: t('summary.decision', { outcome: t(`decisions:decisions.${taken.outcome}`) }),
          lines: [
            t('byAt', {
              name: personInWords(taken.decidedBy),
              at: format.instant(taken.decidedAt),
            }),
            ...(taken.differsFromOpinion ? [t('decision.differs')] : []),
            ...(taken.withoutOpinion ? [t('decision.withoutOpinion')] : []),
          ],
        },
        { kind: 'heading', level: 2, text: t('decision.reason') },
        { kind: 'paragraph', text: taken.reason.trim() === '' ? t('notStated') : taken.reason },
      );
    } else {
      blocks.push({ kind: 'paragraph', text: t('decision.notYet') });
    }
    blocks.push({ kind: 'heading', level: 2, text: t('decision.followUp') });
    blocks.push(...conditionsSince(snapshot, context));
    if (open.length > 0) {
      blocks.push({
        kind: 'table',
        caption: asSealed(t('decision.openConditions', { count: open.length }), context),
        columns: [
          { header: t('opinion.condition'), width: 4 },
          { header: t('opinion.owner'), width: 2 },
          { header: t('opinion.deadline'), width: 2.4 },
          { header: t('opinion.proof'), width: 2.6 },
        ],
        rows: open.map((condition) => [
          condition.text,
          condition.owner,
          gateInWords(condition, context),
          condition.proof,
        ]),
      });
    } else {
      blocks.push({ kind: 'paragraph', text: t('decision.noConditions') });
    }
    blocks.push({
      kind: 'paragraph',
      text: snapshot.reEvaluationOn
        ? t('summary.reEvaluation', { date: format.date(snapshot.reEvaluationOn) })
        : t('decision.noReEvaluation'),
    });
    return blocks;
  },
};
