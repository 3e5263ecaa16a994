import { useTranslation } from 'react-i18next';
import { questionTypeOf, type Question } from '@consilium/domain/templates';
import { StatusBadge, useFormat } from '@consilium/ui';
import { useLocale } from '../platform/use-locale';
import type { useRuleWords } from './rule-words';
import { strongestLevel } from './shown-questions';
import { TypeWords } from './type-words';
import classes from './reading.module.css';

interface QuestionEntryProps {
  readonly question: Question;
  /** In simple words where the template has them. */
  readonly plain: boolean;
  readonly rules: ReturnType<typeof useRuleWords>;
}

/** One question of a template as it is read: everything it says, nothing to answer. */
export function QuestionEntry({ question, plain, rules }: QuestionEntryProps) {
  const { t } = useTranslation(['templates', 'common']);
  const { list } = useFormat();
  const locale = useLocale();
  const level = strongestLevel(question);
  const [lead, ...others] = question.roles.map((role) => t(`common:answerRoles.${role}`));
  const titleId = `${question.key}-text`;
  return (
    <article id={question.key} className={classes.entry} aria-labelledby={titleId}>
      <h3 id={titleId} className={classes.wording}>
        {(plain ? question.plain?.[locale] : undefined) ?? question.text[locale]}
      </h3>
      <p className={classes.badges}>
        <code className={classes.key}>{question.key}</code>
        {question.essential ? (
          <StatusBadge tone="info">{t('essential.question')}</StatusBadge>
        ) : null}
        {level ? (
          <StatusBadge tone={level === 'soft' ? 'warning' : 'danger'}>
            {t(`blocking.level.${level}`)}
          </StatusBadge>
        ) : null}
      </p>
      <dl className={classes.facts}>
        <dt>{t('reading.roles')}</dt>
        <dd>
          {others.length === 0 ? lead : t('reading.withOthers', { lead, others: list(others) })}
        </dd>
        <dt>{t('reading.type')}</dt>
        <dd>
          {questionTypeOf(question.type.kind).name[locale]}
          <TypeWords type={question.type} locale={locale} />
        </dd>
        <dt>{t('reading.help')}</dt>
        <dd>{question.help[locale]}</dd>
        <dt>{t('reading.evidence')}</dt>
        <dd>{question.evidence[locale]}</dd>
        {question.condition ? (
          <>
            <dt>{t('reading.condition')}</dt>
            <dd>{rules.condition(question.condition)}</dd>
          </>
        ) : null}
        {question.blockers.length > 0 ? (
          <>
            <dt>{t('reading.blockers')}</dt>
            {question.blockers.map((blocker, index) => (
              <dd key={index}>
                {t('reading.blocker', {
                  level: t(`blocking.level.${blocker.level}`),
                  rule: rules.blocker(question, blocker.when),
                })}
                {blocker.gate
                  ? ` ${t('reading.gate', { gate: t(`blocking.gate.${blocker.gate}`) })}`
                  : null}
              </dd>
            ))}
          </>
        ) : null}
        <dt>{t('reading.about')}</dt>
        <dd>{t(`about.${question.about}`)}</dd>
        <dt>{t('reading.supplier')}</dt>
        <dd>{t(`supplier.${question.supplier}`)}</dd>
        <dt>{t('reading.source')}</dt>
        <dd>{question.source}</dd>
      </dl>
    </article>
  );
}
