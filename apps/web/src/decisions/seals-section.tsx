import { useTranslation } from 'react-i18next';
import { Notice, useFormat } from '@consilium/ui';
import type { DecisionPage } from './use-decision-page';
import classes from './decisions.module.css';

/** The hashes of the sealed file, and where witnesses of them are. */
export function SealsSection({ seals }: Pick<DecisionPage, 'seals'>) {
  const { t } = useTranslation('decisions');
  const { dateTime } = useFormat();
  return (
    <section className={classes.section} aria-labelledby="seals">
      <h2 id="seals">{t('screen.sections.seals')}</h2>
      {seals.length === 0 ? <p>{t('screen.seals.none')}</p> : null}
      {seals.length > 0 ? <p>{t('screen.seals.intro')}</p> : null}
      {seals.length > 0 ? (
        <ul className={classes.list}>
          {seals.map((seal) => (
            <li key={seal.id} className={classes.entry}>
              <div className={classes.row}>
                <h3>{t(`screen.seals.kinds.${seal.kind as 'opinion' | 'decision'}`)}</h3>
                <span className={classes.quiet}>
                  {t('screen.seals.sealedAt', { date: dateTime(seal.sealedAt) })}
                </span>
              </div>
              <p>
                {t('screen.seals.algorithm')} <code className={classes.hash}>{seal.hash}</code>
              </p>
              {seal.holds ? null : (
                <Notice tone="danger">
                  <p>{t('screen.seals.broken')}</p>
                </Notice>
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
