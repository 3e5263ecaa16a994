import { useTranslation } from 'react-i18next';
import type { Statement, TemplateDocument } from '@consilium/domain/templates';
import { StatusBadge, useFormat } from '@consilium/ui';
import { useLocale } from '../platform/use-locale';
import classes from './reading.module.css';

interface StatementEntryProps {
  readonly statement: Statement;
  readonly rating: TemplateDocument['rating'];
  readonly plain: boolean;
}

/** One statement to rate, as it is read. */
export function StatementEntry({ statement, rating, plain }: StatementEntryProps) {
  const { t } = useTranslation(['templates', 'common']);
  const { list } = useFormat();
  const locale = useLocale();
  const titleId = `${statement.key}-text`;
  return (
    <article id={statement.key} className={classes.entry} aria-labelledby={titleId}>
      <h3 id={titleId} className={classes.wording}>
        {(plain ? statement.plain : statement.text)[locale]}
      </h3>
      <p className={classes.badges}>
        <code className={classes.key}>{statement.key}</code>
        <StatusBadge>{t('reading.statement')}</StatusBadge>
      </p>
      <dl className={classes.facts}>
        <dt>{t('reading.ratedBy')}</dt>
        <dd>{list(statement.roles.map((role) => t(`common:answerRoles.${role}`)))}</dd>
        <dt>{t('reading.type')}</dt>
        <dd>
          {t('reading.rating', {
            min: rating.min,
            max: rating.max,
            lowest: rating.lowest[locale],
            highest: rating.highest[locale],
          })}
        </dd>
        <dt>{t('reading.help')}</dt>
        <dd>{statement.help[locale]}</dd>
        <dt>{t('reading.evidence')}</dt>
        <dd>{statement.evidence[locale]}</dd>
        <dt>{t('reading.source')}</dt>
        <dd>{statement.source}</dd>
      </dl>
    </article>
  );
}
