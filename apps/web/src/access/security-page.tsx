import { useTranslation } from 'react-i18next';
import { Notice, TextLink } from '@consilium/ui';
import { useMembership } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { useReasonInOrganisation } from './may';
import { SecurityLines } from './security-lines';
import classes from './access.module.css';

/** Who came in, who was refused, what gives power or carries data out. */
export function Component() {
  const { t, i18n } = useTranslation('access');
  const { slug } = useMembership();
  const reason = useReasonInOrganisation()('security.see');
  return (
    <>
      <PageTitle title={t('securityLog.title')}>
        <p className={classes.text}>{t('securityLog.intro')}</p>
      </PageTitle>
      {reason ? (
        <Notice tone="neutral" title={reason} />
      ) : (
        <>
          <p>
            <TextLink
              href={`/api/security-log.csv?organisation=${encodeURIComponent(slug)}&locale=${i18n.language}`}
              download
            >
              {t('securityLog.export')}
            </TextLink>
          </p>
          <SecurityLines />
        </>
      )}
    </>
  );
}
