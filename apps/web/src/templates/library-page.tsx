import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation, useQuery } from '@apollo/client/react';
import {
  EmptyState,
  LoadingState,
  Notice,
  ReasonedButton,
  StatusBadge,
  TextLink,
  useFormat,
} from '@consilium/ui';
import { useReasonInOrganisation } from '../access';
import type { TemplateLibraryQuery } from '../gql/graphql';
import { FailureNotice } from '../platform/failure-notice';
import { newOperationId } from '../platform/ids';
import { useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { TroubleNotice, useAct } from '../platform/use-act';
import { useLocale } from '../platform/use-locale';
import { libraryQuery, publishLibraryTemplate, type TemplateVersion } from './operations';
import classes from './templates.module.css';

/** The published versions, and whether the product brings a newer one. */
export function Component() {
  const { t } = useTranslation('templates');
  const locale = useLocale();
  const { data, error, refetch } = useQuery(libraryQuery);
  const versions = data?.templateVersions ?? [];
  const [newest] = versions;
  return (
    <>
      <PageTitle title={t('library.title')}>
        <p className={classes.text}>{t('library.intro')}</p>
      </PageTitle>
      {error && !data ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingState /> : null}
      {newest ? (
        <div className={classes.text}>
          <Notice title={t('library.whose')}>
            <p>{newest.provenance[locale]}</p>
          </Notice>
        </div>
      ) : null}
      {data ? <Publishing library={data.libraryTemplate} versions={versions} /> : null}
      {data && versions.length === 0 ? (
        <EmptyState title={t('library.none')}>{t('library.noneText')}</EmptyState>
      ) : null}
      {versions.length > 0 ? <Versions versions={versions} /> : null}
    </>
  );
}

interface PublishingProps {
  readonly library: TemplateLibraryQuery['libraryTemplate'];
  readonly versions: readonly TemplateVersion[];
}

/** What this release of the product would add, to be read before it is published. */
function Publishing({ library, versions }: PublishingProps) {
  const { t } = useTranslation('templates');
  const path = useOrganisationPath();
  const reason = useReasonInOrganisation()('template.publish');
  const [operationId] = useState(newOperationId);
  const [send] = useMutation(publishLibraryTemplate);
  const { act, busy, trouble } = useAct();
  const [said, setSaid] = useState('');
  const before = versions.find(({ templateKey }) => templateKey === library.templateKey);

  const publish = async () => {
    const published = await act(async () => {
      const { data } = await send({
        variables: { operationId },
        refetchQueries: [libraryQuery],
        awaitRefetchQueries: true,
      });
      return data?.publishLibraryTemplate;
    });
    if (published) setSaid(t('publish.done', { version: published.templateVersion.version }));
  };

  return (
    <>
      <p role="status" className={classes.said}>
        {said}
      </p>
      {library.published ? (
        <p className={classes.quiet}>{t('publish.upToDate', { version: library.version })}</p>
      ) : (
        <section className={classes.section} aria-labelledby="publish-title">
          <h2 id="publish-title">{t('publish.title', { version: library.version })}</h2>
          <p className={classes.text}>{t('publish.text')}</p>
          <TroubleNotice trouble={trouble} />
          <div className={classes.actions}>
            <ReasonedButton reason={reason} busy={busy} onClick={() => void publish()}>
              {t('publish.submit', { version: library.version })}
            </ReasonedButton>
            {before ? (
              <TextLink
                href={path(`templates/${library.contentHash}/changes?from=${before.contentHash}`)}
              >
                {t('publish.changes', { version: before.version })}
              </TextLink>
            ) : null}
          </div>
        </section>
      )}
    </>
  );
}

function Versions({ versions }: { readonly versions: readonly TemplateVersion[] }) {
  const { t } = useTranslation('templates');
  const { dateTime } = useFormat();
  const path = useOrganisationPath();
  const locale = useLocale();
  return (
    <section className={classes.section} aria-labelledby="versions-title">
      <h2 id="versions-title">{t('library.versions')}</h2>
      <ul className={classes.list}>
        {versions.map((one, index) => {
          const older = versions
            .slice(index + 1)
            .find(({ templateKey }) => templateKey === one.templateKey);
          const modules = one.sections.filter(({ kind }) => kind === 'module').length;
          return (
            <li key={one.id}>
              <h3>
                <TextLink href={path(`templates/${one.contentHash}`)}>
                  {t('library.versionOf', { title: one.title[locale], version: one.version })}
                </TextLink>{' '}
                {index === 0 ? (
                  <StatusBadge tone="success">{t('library.newest')}</StatusBadge>
                ) : null}
              </h3>
              <p>
                {t('library.questions', { count: one.questions })}
                {', '}
                {t('library.statements', { count: one.statements })}
                {', '}
                {t('library.sections', { count: one.sections.length - modules })}
                {', '}
                {t('library.modules', { count: modules })}
              </p>
              <p className={classes.quiet}>
                {t('library.published', { date: dateTime(one.publishedAt) })}
                <br />
                {t('library.hash')} <code className={classes.hash}>{one.contentHash}</code>
              </p>
              {older ? (
                <p>
                  <TextLink
                    href={path(`templates/${one.contentHash}/changes?from=${older.contentHash}`)}
                  >
                    {t('library.changes', { version: older.version })}
                  </TextLink>
                </p>
              ) : null}
            </li>
          );
        })}
      </ul>
      <p className={`${classes.quiet} ${classes.text}`}>{t('library.hashMeaning')}</p>
    </section>
  );
}
