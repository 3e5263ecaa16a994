import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decide } from '@consilium/domain/access';
import { Hidden, LoadingState, ReasonedButton } from '@consilium/ui';
import { FailureNotice, useRefusalText } from '../platform/failure-notice';
import { useMembership } from '../platform/organisation';
import { AddDocument } from './add-document';
import { DocumentBadges } from './document-badges';
import { DocumentDetails } from './document-details';
import { DownloadLink } from './file-link';
import { LinkExisting } from './link-existing';
import { downloadPath } from './upload';
import { examined, useEvidence } from './use-evidence';
import classes from './evidence.module.css';

interface EvidencePanelProps {
  readonly evaluationId: string;
  readonly sectionKey: string;
  readonly questionKey: string;
}

/**
 * The documents behind one question: what is there, adding one, using one of the library. Stands
 * beside the question under a heading of the caller's.
 */
export function EvidencePanel({ evaluationId, sectionKey, questionKey }: EvidencePanelProps) {
  const { t } = useTranslation('evidence');
  const refusalText = useRefusalText();
  const { slug } = useMembership();
  const { evidence, missing, error, refetch } = useEvidence(evaluationId, questionKey);
  const [doing, setDoing] = useState<'adding' | 'linking' | null>(null);
  const [said, setSaid] = useState('');
  const status = useRef<HTMLParagraphElement>(null);

  if (!evidence) {
    if (missing) return <p>{refusalText({ code: 'not_found' })}</p>;
    if (error) return <FailureNotice error={error} onRetry={() => void refetch()} />;
    return <LoadingState label={t('loading')} />;
  }
  const { documents, facts } = evidence;
  const refusal = decide('evidence.add', facts, { section: sectionKey });
  const reason = refusal && refusalText(refusal);

  const done = (words: string): void => {
    setSaid(words);
    setDoing(null);
    // The control that was used is gone: what was done is where the reader goes on.
    status.current?.focus();
    void refetch().catch(() => undefined);
  };

  return (
    <div className={classes.panel}>
      <p ref={status} role="status" tabIndex={-1} className={classes.said}>
        {said}
      </p>
      {error ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {documents.length === 0 ? <p className={classes.quiet}>{t('none')}</p> : null}
      <ul className={classes.documents}>
        {documents.map((document) => (
          <li key={document.id}>
            <p className={classes.title}>
              {document.purgedAt ? (
                document.title
              ) : (
                <DownloadLink href={downloadPath(examined(document).file.id, slug)}>
                  {document.title}
                </DownloadLink>
              )}
            </p>
            <p className={classes.quiet}>
              {t(`kinds.${document.kind}`)}
              {document.versionNumber > 1
                ? ` · ${t('version', { number: document.versionNumber })}`
                : ''}
            </p>
            <DocumentBadges document={document} />
            <details className={classes.fold}>
              <summary>
                <span aria-hidden>{t('details')}</span>
                <Hidden>{t('detailsOf', { title: document.title })}</Hidden>
              </summary>
              <DocumentDetails
                document={document}
                facts={facts}
                questionKey={questionKey}
                onDone={done}
              />
            </details>
          </li>
        ))}
      </ul>
      {doing === 'adding' ? (
        <AddDocument
          evaluationId={evaluationId}
          questionKeys={[questionKey]}
          onAdded={(title) => done(t('add.done', { title }))}
          onCancel={() => setDoing(null)}
        />
      ) : null}
      {doing === 'linking' ? (
        <LinkExisting
          evaluationId={evaluationId}
          questionKey={questionKey}
          linked={documents.map(({ documentId }) => documentId)}
          onLinked={(title) => done(t('link.done', { title }))}
          onClose={() => setDoing(null)}
        />
      ) : null}
      {doing === null ? (
        <div className={classes.actions}>
          <ReasonedButton size="xs" reason={reason} onClick={() => setDoing('adding')}>
            {t('add.open')}
          </ReasonedButton>
          {reason ? null : (
            <ReasonedButton size="xs" variant="default" onClick={() => setDoing('linking')}>
              {t('link.open')}
            </ReasonedButton>
          )}
        </div>
      ) : null}
    </div>
  );
}
