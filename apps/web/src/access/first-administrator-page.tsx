import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadingState, Notice, TextLink } from '@consilium/ui';
import { FailureNotice } from '../platform/failure-notice';
import { PageTitle } from '../platform/page-title';
import { useSession } from '../platform/session';
import { FoundingForm, type Founded } from './founding-form';
import { InvitedNotice } from './invited-notice';
import { firstSteps } from './steps-left';
import { UnkeptLinks } from './unkept-links';
import classes from './access.module.css';

type Seen = { readonly empty: boolean } | { readonly error: unknown } | null;

/** The first visitor founds the organisation; afterwards the page only says that it is done. */
export function Component() {
  const { t } = useTranslation('access');
  const { source } = useSession();
  const [seen, setSeen] = useState<Seen>(null);
  const [founded, setFounded] = useState<Founded | null>(null);

  const look = useCallback(
    () => source.signInPage().then(setSeen, (error: unknown) => setSeen({ error })),
    [source],
  );
  useEffect(() => void look(), [look]);

  if (founded !== null) return <FirstSteps {...founded} />;
  return (
    <>
      <PageTitle title={t('firstAdministrator.title')} />
      {seen === null ? (
        <LoadingState />
      ) : 'error' in seen ? (
        <FailureNotice error={seen.error} onRetry={() => void look()} />
      ) : seen.empty ? (
        <FoundingForm onFounded={setFounded} />
      ) : (
        <Notice tone="success" title={t('firstAdministrator.doneTitle')}>
          <p>{t('firstAdministrator.doneText')}</p>
          <p>
            <TextLink href="/sign-in">{t('firstAdministrator.signIn')}</TextLink>
          </p>
        </Notice>
      )}
    </>
  );
}

function FirstSteps({ slug, coordinator }: Founded) {
  const { t } = useTranslation('access');
  return (
    <>
      <PageTitle title={t('firstAdministrator.welcome')} />
      <p role="status" className={classes.text}>
        {t('firstAdministrator.welcomeText')}
      </p>
      {coordinator ? (
        <div className={classes.text}>
          <UnkeptLinks>
            <InvitedNotice invited={{ mailed: !coordinator.link, people: [coordinator] }} />
          </UnkeptLinks>
        </div>
      ) : null}
      <ol className={classes.steps}>
        {firstSteps.map(({ step, path }) => (
          <li key={step}>
            <TextLink href={`/o/${slug}/${path}`}>{t(`firstAdministrator.steps.${step}`)}</TextLink>
          </li>
        ))}
      </ol>
      <p className={classes.text}>
        <TextLink href={`/o/${slug}`}>{t('firstAdministrator.stepsLater')}</TextLink>
      </p>
    </>
  );
}
