import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import type { Texts } from '@consilium/domain/kernel';
import {
  differencesOf,
  type Changed,
  type Differences,
  type TemplateDocument,
} from '@consilium/domain/templates';
import { LoadingState, TextLink, useFormat } from '@consilium/ui';
import { NotFoundPage } from '../app/not-found-page';
import { FailureNotice } from '../platform/failure-notice';
import { useMembership, useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { useLocale } from '../platform/use-locale';
import { useTemplateDocument } from './template-document';
import classes from './reading.module.css';

const hash = /^[0-9a-f]{64}$/;

/** What one version says otherwise than another: added, removed, changed. */
export function Component() {
  const { t } = useTranslation('templates');
  const { contentHash = '' } = useParams();
  const [query] = useSearchParams();
  const from = query.get('from') ?? '';
  const known = hash.test(contentHash) && hash.test(from);
  const { slug } = useMembership();
  const path = useOrganisationPath();
  const before = useTemplateDocument(known ? from : undefined, slug);
  const after = useTemplateDocument(known ? contentHash : undefined, slug);
  if (!known) return <NotFoundPage />;
  const failed = before.error ? before : after.error ? after : null;
  return (
    <>
      <p className={classes.back}>
        <TextLink href={path('templates')}>{t('library.all')}</TextLink>
      </p>
      {before.document && after.document ? (
        <Changes before={before.document} after={after.document} />
      ) : failed ? (
        <FailureNotice error={failed.error} onRetry={failed.retry} />
      ) : (
        <LoadingState />
      )}
    </>
  );
}

interface ChangesProps {
  readonly before: TemplateDocument;
  readonly after: TemplateDocument;
}

function Changes({ before, after }: ChangesProps) {
  const { t } = useTranslation('templates');
  const { sections, questions, statements, none } = differencesOf(before, after);
  return (
    <>
      <PageTitle title={t('changes.title', { before: before.version, after: after.version })}>
        <p className={classes.text}>{t('changes.intro')}</p>
      </PageTitle>
      {none ? <p>{t('changes.none')}</p> : null}
      <Group name="sections" differences={sections} textOf={({ title }) => title} />
      <Group name="questions" differences={questions} textOf={({ text }) => text} />
      <Group name="statements" differences={statements} textOf={({ text }) => text} />
    </>
  );
}

interface GroupProps<Entry> {
  readonly name: 'sections' | 'questions' | 'statements';
  readonly differences: Differences<Entry>;
  textOf(entry: Entry): Texts;
}

function Group<Entry extends { readonly key: string }>({
  name,
  differences: { added, removed, changed },
  textOf,
}: GroupProps<Entry>) {
  const { t } = useTranslation('templates');
  const locale = useLocale();
  if (added.length + removed.length + changed.length === 0) return null;
  const listed = (kind: 'added' | 'removed', entries: readonly Entry[]) =>
    entries.length === 0 ? null : (
      <>
        <h3>{t(`changes.${kind}`, { count: entries.length })}</h3>
        <ul className={classes.changes}>
          {entries.map((entry) => (
            <li key={entry.key}>
              <p>{textOf(entry)[locale]}</p>
              <code className={classes.key}>{entry.key}</code>
            </li>
          ))}
        </ul>
      </>
    );
  return (
    <section className={classes.section} aria-labelledby={`${name}-title`}>
      <h2 id={`${name}-title`}>{t(`changes.${name}`)}</h2>
      {listed('added', added)}
      {listed('removed', removed)}
      {changed.length > 0 ? (
        <>
          <h3>{t('changes.changed', { count: changed.length })}</h3>
          <ul className={classes.changes}>
            {changed.map((one) => (
              <li key={one.key}>
                <ChangedEntry changed={one} textOf={textOf} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

interface ChangedEntryProps<Entry> {
  readonly changed: Changed<Entry>;
  textOf(entry: Entry): Texts;
}

function ChangedEntry<Entry>({ changed, textOf }: ChangedEntryProps<Entry>) {
  const { t } = useTranslation('templates');
  const { list } = useFormat();
  const locale = useLocale();
  const { key, before, after, parts } = changed;
  const [was, is] = [textOf(before)[locale], textOf(after)[locale]];
  return (
    <>
      {was === is ? (
        <p>{is}</p>
      ) : (
        <dl className={classes.facts}>
          <dt>{t('changes.before')}</dt>
          <dd>
            <del>{was}</del>
          </dd>
          <dt>{t('changes.after')}</dt>
          <dd>
            <ins>{is}</ins>
          </dd>
        </dl>
      )}
      <p className={classes.quiet}>
        {t('changes.parts', { parts: list(parts.map((part) => t(`changes.partOf.${part}`))) })}
      </p>
      <code className={classes.key}>{key}</code>
    </>
  );
}
