import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@apollo/client/react';
import { parseName, parseTimeZone } from '@consilium/domain/access';
import { ErrorSummary, Hidden, LoadingState, ReasonedButton } from '@consilium/ui';
import type { OrganisationPageQuery } from '../gql/graphql';
import { FailureNotice } from '../platform/failure-notice';
import { newOperationId } from '../platform/ids';
import { PageTitle } from '../platform/page-title';
import { useSession } from '../platform/session';
import { TroubleNotice, useAct } from '../platform/use-act';
import { HeldNotice } from './held-notice';
import { useReasonInOrganisation } from './may';
import { changeOrganisation, organisationQuery, saveSite } from './operations';
import { StepsLeft } from './steps-left';
import { TimeZoneField } from './time-zone-field';
import { useFields } from './use-fields';
import classes from './access.module.css';

type Organisation = OrganisationPageQuery['organisation'];
type Site = Organisation['sites'][number];

/** The organisation by its name, its time and its sites. */
export function Component() {
  const { t } = useTranslation('access');
  const { data, error, refetch } = useQuery(organisationQuery);
  return (
    <>
      <PageTitle title={t('organisation.title')} />
      {error && !data ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingState /> : null}
      {data ? (
        <>
          {data.organisation.heldSince ? <HeldNotice since={data.organisation.heldSince} /> : null}
          <StepsLeft />
          <OrganisationForm organisation={data.organisation} />
          <Sites sites={data.organisation.sites} />
        </>
      ) : null}
    </>
  );
}

function OrganisationForm({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useTranslation(['access', 'common']);
  const { reload } = useSession();
  const reason = useReasonInOrganisation()('organisation.manage');
  const [send] = useMutation(changeOrganisation);
  const { act, busy, trouble } = useAct();
  const [said, setSaid] = useState('');
  const { values, field, errors, check } = useFields({
    name: organisation.name,
    timeZone: organisation.timeZone,
  });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSaid('');
    const good = check([
      { field: 'name', result: parseName(values.name), missing: t('missing.organisation') },
      { field: 'timeZone', result: parseTimeZone(values.timeZone) },
    ]);
    if (!good || busy || reason) return;
    const saved = await act(async () => {
      const { data } = await send({
        variables: { input: { operationId: newOperationId(), ...values } },
      });
      return data?.changeOrganisation;
    });
    if (!saved) return;
    setSaid(t('organisation.saved'));
    await reload();
  };

  return (
    <>
      <ErrorSummary errors={errors} />
      <TroubleNotice trouble={trouble} />
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <TextInput
          label={t('organisation.name')}
          description={t('organisation.addressIs', {
            address: `${window.location.origin}/o/${organisation.slug}`,
          })}
          autoComplete="off"
          {...field('name')}
        />
        <TimeZoneField {...field('timeZone')} />
        <div className={classes.actions}>
          <ReasonedButton type="submit" reason={reason} busy={busy}>
            {t('common:save')}
          </ReasonedButton>
          <span role="status">{said}</span>
        </div>
      </form>
    </>
  );
}

function Sites({ sites }: { readonly sites: readonly Site[] }) {
  const { t } = useTranslation('access');
  const [renamed, setRenamed] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const reason = useReasonInOrganisation()('organisation.manage');
  return (
    <section className={classes.section} aria-labelledby="sites-title">
      <h2 id="sites-title">{t('sites.title')}</h2>
      <p>{t('sites.text')}</p>
      <p role="status" className={classes.said}>
        {said}
      </p>
      {sites.length > 0 ? (
        <ul className={classes.list}>
          {sites.map((site) => (
            <li key={site.id}>
              {renamed === site.id ? (
                <SiteForm
                  site={site}
                  onSaved={(name) => {
                    setRenamed(null);
                    setSaid(t('sites.saved', { name }));
                  }}
                  onCancel={() => setRenamed(null)}
                />
              ) : (
                <div className={classes.row}>
                  <span>{site.name}</span>
                  {reason ? null : (
                    <Button size="xs" variant="default" onClick={() => setRenamed(site.id)}>
                      <span aria-hidden>{t('sites.rename')}</span>
                      <Hidden>{t('sites.renameOf', { name: site.name })}</Hidden>
                    </Button>
                  )}
                </div>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      <SiteForm onSaved={(name) => setSaid(t('sites.saved', { name }))} />
    </section>
  );
}

interface SiteFormProps {
  /** Nothing: a new one. */
  readonly site?: Site;
  onSaved(name: string): void;
  onCancel?(): void;
}

function SiteForm({ site, onSaved, onCancel }: SiteFormProps) {
  const { t } = useTranslation(['access', 'common']);
  const reason = useReasonInOrganisation()('organisation.manage');
  const [send] = useMutation(saveSite);
  const { act, busy, trouble } = useAct();
  const name = `site-${site?.id ?? 'new'}`;
  const { values, set, field, errors, check } = useFields({ [name]: site?.name ?? '' });
  const text = values[name] ?? '';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const good = check([{ field: name, result: parseName(text), missing: t('missing.site') }]);
    if (!good || busy || reason) return;
    const saved = await act(async () => {
      const { data } = await send({
        variables: {
          input: { operationId: newOperationId(), siteId: site?.id ?? null, name: text },
        },
      });
      return data?.saveSite;
    });
    if (!saved) return;
    if (!site) set({ [name]: '' });
    onSaved(text.trim());
  };

  return (
    <>
      <ErrorSummary errors={errors} />
      <TroubleNotice trouble={trouble} />
      <form
        className={site ? classes.beside : classes.form}
        onSubmit={(event) => void submit(event)}
        noValidate
      >
        <TextInput
          label={site ? t('sites.name') : t('sites.newName')}
          autoComplete="off"
          autoFocus={site !== undefined}
          {...field(name)}
          value={text}
        />
        <div className={classes.actions}>
          <ReasonedButton
            type="submit"
            variant={site ? 'filled' : 'default'}
            reason={reason}
            busy={busy}
          >
            {site ? t('common:save') : t('sites.add')}
          </ReasonedButton>
          {onCancel ? (
            <Button variant="subtle" onClick={onCancel}>
              {t('common:cancel')}
            </Button>
          ) : null}
        </div>
      </form>
    </>
  );
}
