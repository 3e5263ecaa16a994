import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { TextLink } from '@consilium/ui';
import { PageTitle } from '../platform/page-title';
import { useViewer } from '../platform/session';
import classes from './layout.module.css';

/** Where to work: skipped by whoever belongs to one organisation only. */
export function Component() {
  const { t } = useTranslation('shell');
  const { memberships, waiting } = useViewer();
  const [only, ...others] = memberships;
  if (only && others.length === 0 && waiting.length === 0)
    return <Navigate to={`/o/${only.slug}`} replace />;
  return (
    <div className={classes.text}>
      <PageTitle title={t('chooseOrganisation.title')} />
      {only ? (
        <ul className={classes.choices}>
          {memberships.map(({ slug, organisation }) => (
            <li key={slug}>
              <TextLink href={`/o/${slug}`}>{organisation}</TextLink>
            </li>
          ))}
        </ul>
      ) : (
        <p>{t('chooseOrganisation.none')}</p>
      )}
      {waiting.length > 0 ? (
        <>
          <h2>{t('chooseOrganisation.waiting')}</h2>
          <p>{t('chooseOrganisation.waitingText')}</p>
          <ul>
            {waiting.map(({ slug, organisation }) => (
              <li key={slug}>{organisation}</li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}
