import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Radio } from '@mantine/core';
import { isLocale, locales, type Locale } from '@consilium/domain/kernel';
import { DescriptionList, useFormat } from '@consilium/ui';
import { FailureNotice } from '../platform/failure-notice';
import { changeLocale } from '../platform/i18n';
import { useMembership } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { useProfessionText } from '../platform/professions';
import { useSession, useViewer } from '../platform/session';
import { TroubleNotice } from '../platform/use-act';
import { PasswordForm } from './password-form';
import { SessionsSection } from './sessions-section';
import classes from './access.module.css';

/** One's own account: who I am here, language, password, the way out everywhere. */
export function Component() {
  const { t } = useTranslation(['access', 'common']);
  const { list } = useFormat();
  const { email, memberships } = useViewer();
  const { displayName, profession, functions } = useMembership();
  const professionText = useProfessionText();
  return (
    <>
      <PageTitle title={t('account.title')}>
        <p className={classes.text}>{t('account.intro')}</p>
      </PageTitle>
      <DescriptionList
        items={[
          { term: t('person.name'), value: displayName },
          { term: t('person.email'), value: email },
          { term: t('person.profession'), value: professionText(profession) },
          {
            term: t('person.functions'),
            value:
              functions.length === 0
                ? t('person.noFunction')
                : list(
                    functions.map((name) =>
                      t(`common:organisationFunctions.${name as 'administrator'}`),
                    ),
                  ),
          },
          {
            term: t('account.organisations'),
            value: list(memberships.map(({ organisation }) => organisation)),
          },
        ]}
      />
      <LanguageSection />
      <PasswordSection />
      <SessionsSection />
      <LeaveSection />
    </>
  );
}

function LanguageSection() {
  const { t, i18n } = useTranslation(['access', 'common']);
  const { source } = useSession();
  const [outcome, setOutcome] = useState<{ said: string } | { error: unknown } | null>(null);

  const choose = async (locale: Locale) => {
    setOutcome(null);
    await changeLocale(locale);
    try {
      await source.changeLanguage(locale);
      setOutcome({ said: i18n.t('access:account.languageSaved') });
    } catch (error) {
      setOutcome({ error });
    }
  };

  return (
    <section className={classes.section} aria-labelledby="language-title">
      <h2 id="language-title">{t('account.language')}</h2>
      <p>{t('account.languageText')}</p>
      <Radio.Group
        aria-labelledby="language-title"
        value={i18n.language}
        onChange={(value) => {
          if (isLocale(value)) void choose(value);
        }}
      >
        <div className={classes.checks}>
          {locales.map((locale) => (
            <Radio
              key={locale}
              value={locale}
              lang={locale}
              label={t(`common:locales.${locale}`)}
            />
          ))}
        </div>
      </Radio.Group>
      <p role="status" className={classes.said}>
        {outcome && 'said' in outcome ? outcome.said : ''}
      </p>
      {outcome && 'error' in outcome ? <FailureNotice error={outcome.error} /> : null}
    </section>
  );
}

function PasswordSection() {
  const { t } = useTranslation('access');
  const { email } = useViewer();
  const { displayName, organisation } = useMembership();
  return (
    <section className={classes.section} aria-labelledby="password-title">
      <h2 id="password-title">{t('account.password')}</h2>
      <p>{t('account.passwordText')}</p>
      <PasswordForm context={[email, displayName, organisation]} />
    </section>
  );
}

function LeaveSection() {
  const { t } = useTranslation('access');
  const { signOut } = useSession();
  const [trouble, setTrouble] = useState<{ error: unknown } | null>(null);

  const leave = async () => {
    setTrouble(null);
    try {
      await signOut(true);
    } catch (error) {
      setTrouble({ error });
    }
  };

  return (
    <section className={classes.section} aria-labelledby="leave-title">
      <h2 id="leave-title">{t('account.leave')}</h2>
      <p>{t('account.leaveText')}</p>
      <TroubleNotice trouble={trouble} />
      <div className={classes.actions}>
        <Button variant="default" onClick={() => void leave()}>
          {t('account.leaveSubmit')}
        </Button>
      </div>
    </section>
  );
}
