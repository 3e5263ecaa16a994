import { useTranslation } from 'react-i18next';
import { useFormat } from '@consilium/ui';
import { useLocale } from '../platform/use-locale';
import type { TemplateOfFile } from './template-operations';
import classes from './template-page.module.css';

/** The moves that were made, and the answers that no question asks for any more. */
export function TemplateHistory({ template }: { readonly template: TemplateOfFile }) {
  const { t } = useTranslation('answers');
  const { dateTime } = useFormat();
  const locale = useLocale();
  const { moves, retired } = template;
  return (
    <>
      {retired.length > 0 ? (
        <section className={classes.section} aria-labelledby="retired-title">
          <h2 id="retired-title">{t('template.retired')}</h2>
          <p className={classes.text}>{t('template.retiredHint')}</p>
          <ul className={classes.list}>
            {retired.map((one) => (
              <li key={one.id}>
                <p className={classes.question}>{one.question[locale]}</p>
                <p className={classes.words}>{one.answer[locale]}</p>
                {one.comment ? (
                  <p className={classes.words}>{t('template.comment', { text: one.comment })}</p>
                ) : null}
                <p className={classes.quiet}>
                  {one.section[locale]}
                  <br />
                  {t('template.by', { name: one.authorName, when: dateTime(one.updatedAt) })}
                </p>
                <code className={classes.key}>{one.questionKey}</code>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {moves.length > 0 ? (
        <section className={classes.section} aria-labelledby="moves-title">
          <h2 id="moves-title">{t('template.moves')}</h2>
          <ul className={classes.list}>
            {moves.map((one) => (
              <li key={one.id}>
                <p className={classes.question}>
                  {t('template.moved', { from: one.from, to: one.to })}
                </p>
                <p className={classes.words}>{one.reason}</p>
                <p className={classes.quiet}>
                  {t('template.movedBy', { name: one.movedBy, when: dateTime(one.movedAt) })}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
