import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { decide } from '@consilium/domain/access';
import { documentKinds, expiryOf } from '@consilium/domain/evidence';
import {
  DataTable,
  EmptyState,
  Hidden,
  LoadingState,
  Notice,
  ReasonedButton,
  StatusBadge,
  useFormat,
  type DataColumn,
} from '@consilium/ui';
import { NotFoundPage } from '../app/not-found-page';
import { FailureNotice, useRefusalText } from '../platform/failure-notice';
import { useMembership } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { AddDocument } from './add-document';
import { ExpiryBadge, today, useClearanceText } from './document-badges';
import { DocumentDetails } from './document-details';
import { DownloadLink } from './file-link';
import { LinkExisting } from './link-existing';
import { downloadPath } from './upload';
import { examined, useEvidence, type Evidence } from './use-evidence';
import classes from './evidence.module.css';

const isEnding = (document: Evidence): boolean =>
  !document.purgedAt &&
  ['soon', 'expired'].includes(expiryOf(examined(document).validUntil ?? null, today()));

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** All documents of one evaluation: what they are, which questions they inform, how long they hold. */
export function Component() {
  const { t } = useTranslation('evidence');
  const { evaluation: evaluationId = '' } = useParams();
  const { evidence, missing, error, refetch } = useEvidence(evaluationId, null);
  const refusalText = useRefusalText();
  const [doing, setDoing] = useState<'adding' | 'linking' | null>(null);
  const [said, setSaid] = useState('');
  const [filters, setFilters] = useState({ text: '', kind: '', ending: false });
  const [chosen, setChosen] = useState<string | null>(null);
  const status = useRef<HTMLParagraphElement>(null);
  const columns = useColumns(setChosen);

  const documents = evidence?.documents;
  const shown = useMemo(
    () =>
      (documents ?? []).filter(
        (document) =>
          (filters.kind === '' || document.kind === filters.kind) &&
          (!filters.ending || isEnding(document)) &&
          folded(`${document.title} ${examined(document).file.name}`).includes(
            folded(filters.text.trim()),
          ),
      ),
    [documents, filters],
  );

  if (missing) return <NotFoundPage />;
  const title = <PageTitle title={t('title')} />;
  if (!evidence) {
    return (
      <>
        {title}
        {error ? (
          <FailureNotice error={error} onRetry={() => void refetch()} />
        ) : (
          <LoadingState label={t('loading')} />
        )}
      </>
    );
  }
  const refusal = decide('evidence.add', evidence.facts);
  const reason = refusal && refusalText(refusal);
  const ending = evidence.documents.filter(isEnding).length;
  const detailed = evidence.documents.find(({ id }) => id === chosen);
  const done = (words: string): void => {
    setSaid(words);
    setDoing(null);
    setChosen(null);
    status.current?.focus();
    void refetch().catch(() => undefined);
  };

  return (
    <>
      {title}
      <p className={classes.text}>{t('intro')}</p>
      <p ref={status} role="status" tabIndex={-1} className={classes.said}>
        {said}
      </p>
      {error ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {ending > 0 ? (
        <Notice tone="warning">
          <p>{t('endingNotice', { count: ending })}</p>
        </Notice>
      ) : null}
      {doing === 'adding' ? (
        <div className={classes.well}>
          <AddDocument
            evaluationId={evaluationId}
            questionKeys={[]}
            onAdded={(name) => done(t('add.done', { title: name }))}
            onCancel={() => setDoing(null)}
          />
        </div>
      ) : null}
      {doing === 'linking' ? (
        <div className={classes.well}>
          <LinkExisting
            evaluationId={evaluationId}
            questionKey={null}
            linked={evidence.documents.map(({ documentId }) => documentId)}
            onLinked={(name) => done(t('link.done', { title: name }))}
            onClose={() => setDoing(null)}
          />
        </div>
      ) : null}
      {doing === null ? (
        <div className={classes.actions}>
          <ReasonedButton reason={reason} onClick={() => setDoing('adding')}>
            {t('add.open')}
          </ReasonedButton>
          {reason ? null : (
            <Button variant="default" onClick={() => setDoing('linking')}>
              {t('link.open')}
            </Button>
          )}
        </div>
      ) : null}
      {evidence.documents.length === 0 ? (
        <EmptyState title={t('noneHere.title')}>
          <p>{t('noneHere.text')}</p>
        </EmptyState>
      ) : (
        <>
          <Filters value={filters} onChange={setFilters} />
          <p role="status" className={classes.quiet}>
            {t('filters.count', { count: shown.length })}
          </p>
          <DataTable
            caption={t('title')}
            captionHidden
            columns={columns}
            rows={shown}
            rowKey={({ id }) => id}
            initialSort={{ key: 'title', descending: false }}
            emptyText={t('noMatch')}
          />
        </>
      )}
      {detailed ? (
        <Modal
          opened
          size="lg"
          title={detailed.title}
          onClose={() => setChosen(null)}
          closeButtonProps={{ 'aria-label': t('close') }}
        >
          <DocumentDetails
            document={detailed}
            facts={evidence.facts}
            questionKey={null}
            onDone={done}
          />
        </Modal>
      ) : null}
    </>
  );
}

function useColumns(choose: (id: string) => void): readonly DataColumn<Evidence>[] {
  const { t } = useTranslation('evidence');
  const { list, shortDate } = useFormat();
  const { slug } = useMembership();
  const clearance = useClearanceText();
  const sections = (document: Evidence): string =>
    list([...new Set(document.links.map(({ questionKey }) => questionKey.split('.')[0] ?? ''))]);
  return [
    {
      key: 'title',
      header: t('columns.title'),
      sortValue: ({ title }) => title,
      cell: (document) =>
        document.purgedAt ? (
          document.title
        ) : (
          <DownloadLink href={downloadPath(examined(document).file.id, slug)}>
            {document.title}
          </DownloadLink>
        ),
    },
    {
      key: 'kind',
      header: t('columns.kind'),
      sortValue: ({ kind }) => t(`kinds.${kind}`),
      cell: ({ kind }) => t(`kinds.${kind}`),
    },
    {
      key: 'questions',
      header: t('columns.questions'),
      sortValue: ({ links }) => links.length,
      cell: (document) =>
        document.links.length === 0
          ? t('noQuestion')
          : t('questions', { count: document.links.length, sections: sections(document) }),
    },
    {
      key: 'validity',
      header: t('columns.validity'),
      sortValue: (document) => examined(document).validUntil,
      cell: (document) => {
        if (document.purgedAt) {
          return (
            <StatusBadge tone="warning">
              {t('purged', { date: shortDate(document.purgedAt) })}
            </StatusBadge>
          );
        }
        const { validUntil } = examined(document);
        return validUntil ? <ExpiryBadge validUntil={validUntil} /> : t('noEnd');
      },
    },
    {
      key: 'clearance',
      header: t('columns.clearance'),
      cell: (document) => clearance(document.clearance),
    },
    {
      key: 'actions',
      header: t('columns.actions'),
      cell: (document) => (
        <Button size="xs" variant="default" onClick={() => choose(document.id)}>
          <span aria-hidden>{t('details')}</span>
          <Hidden>{t('detailsOf', { title: document.title })}</Hidden>
        </Button>
      ),
    },
  ];
}

interface FilterValue {
  readonly text: string;
  readonly kind: string;
  readonly ending: boolean;
}

interface FiltersProps {
  readonly value: FilterValue;
  onChange(value: FilterValue): void;
}

function Filters({ value, onChange }: FiltersProps) {
  const { t } = useTranslation('evidence');
  return (
    <div role="search" aria-label={t('filters.label')} className={classes.filters}>
      <TextInput
        type="search"
        label={t('filters.text')}
        value={value.text}
        onChange={(event) => onChange({ ...value, text: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('filters.kind')}
        value={value.kind}
        onChange={(event) => onChange({ ...value, kind: event.currentTarget.value })}
      >
        <option value="">{t('filters.allKinds')}</option>
        {documentKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kinds.${kind}`)}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        label={t('filters.validity')}
        value={value.ending ? 'ending' : ''}
        onChange={(event) => onChange({ ...value, ending: event.currentTarget.value === 'ending' })}
      >
        <option value="">{t('filters.all')}</option>
        <option value="ending">{t('filters.ending')}</option>
      </NativeSelect>
    </div>
  );
}
