import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { decide, type Facts } from '@consilium/domain/access';
import { ReasonedButton, useFormat } from '@consilium/ui';
import { useRefusalText } from '../platform/failure-notice';
import { newOperationId } from '../platform/ids';
import { useMembership } from '../platform/organisation';
import { TroubleNotice, useAct } from '../platform/use-act';
import { EditDialog, PurgeDialog, UnfileDialog, VersionDialog } from './document-dialogs';
import { DownloadLink } from './file-link';
import { takeNewestVersion, unlinkEvidence } from './operations';
import { downloadPath } from './upload';
import { examined, type Evidence, type EvidenceVersion } from './use-evidence';
import { useClearanceText } from './document-badges';
import classes from './evidence.module.css';

interface DocumentDetailsProps {
  readonly document: Evidence;
  readonly facts: Facts;
  /** The question in focus: taking the document off it is offered. */
  readonly questionKey: string | null;
  /** Says what was done; the caller reads again. */
  onDone(said: string): void;
}

/** Everything about one document, its earlier versions, and what can be done with it here. */
export function DocumentDetails({ document, facts, questionKey, onDone }: DocumentDetailsProps) {
  const { t } = useTranslation('evidence');
  const { date, size } = useFormat();
  const refusalText = useRefusalText();
  const clearance = useClearanceText();
  const [dialog, setDialog] = useState<'edit' | 'version' | 'unfile' | 'purge' | null>(null);
  const [unlink] = useMutation(unlinkEvidence);
  const [take] = useMutation(takeNewestVersion);
  const { act, busy, trouble } = useAct();
  const version = examined(document);
  const { file } = version;
  const earlier = document.versions.filter(({ number }) => number < document.versionNumber);
  const link = document.links.find((one) => one.questionKey === questionKey);

  const reasonAgainst = (action: 'evidence.edit' | 'evidence.purge', seat?: string | null) => {
    const refusal = decide(action, facts, { authorSeat: seat ?? null });
    return refusal && refusalText(refusal);
  };
  const mayEdit = reasonAgainst('evidence.edit', document.authorSeat);
  const mayPurge = reasonAgainst('evidence.purge');

  const close = (said?: string): void => {
    setDialog(null);
    if (said !== undefined) onDone(said);
  };

  const takeOff = async (linkId: string): Promise<void> => {
    const done = await act(async () => {
      const { data } = await unlink({ variables: { linkId, operationId: newOperationId() } });
      return data?.unlinkEvidence;
    });
    if (done) onDone(t('unlink.done', { title: document.title }));
  };

  const takeNewest = async (): Promise<void> => {
    const done = await act(async () => {
      const { data } = await take({
        variables: { id: document.id, operationId: newOperationId() },
      });
      return data?.takeNewestVersion;
    });
    if (done) onDone(t('versionForm.done', { number: document.newestVersion }));
  };

  return (
    <div className={classes.details}>
      <TroubleNotice trouble={trouble} />
      {document.purgedAt ? (
        <p>{t('purgedWhy', { reason: document.purgeReason ?? '' })}</p>
      ) : (
        <>
          <p>{t('fileLine', { name: file.name, size: size(file.size) })}</p>
          <p>
            {version.documentDate ? `${t('dated', { date: date(version.documentDate) })} · ` : ''}
            {version.validUntil
              ? t('expiry.valid', { date: date(version.validUntil) })
              : t('noEnd')}
          </p>
          <p>{clearance(document.clearance)}</p>
          <p>{t(`scan.${file.scan}`)}</p>
        </>
      )}
      <p>{t('addedBy', { name: version.addedBy, date: date(version.addedAt) })}</p>
      <details className={classes.hash}>
        <summary>{t('hash')}</summary>
        <code>{file.sha256}</code>
      </details>
      {earlier.length > 0 ? (
        <EarlierVersions versions={earlier} gone={!!document.purgedAt} />
      ) : null}
      {document.newestVersion > document.versionNumber && !document.purgedAt ? (
        <div>
          <p>{t('newer', { number: document.newestVersion })}</p>
          <ReasonedButton
            size="xs"
            variant="default"
            busy={busy}
            reason={reasonAgainst('evidence.edit')}
            onClick={() => void takeNewest()}
          >
            {t('takeNewest', { number: document.newestVersion })}
          </ReasonedButton>
        </div>
      ) : null}
      {questionKey === null && document.links.length > 0 ? (
        <div>
          <p className={classes.label}>{t('linkedTo')}</p>
          <ul className={classes.found}>
            {document.links.map((one) => (
              <li key={one.id}>
                <span>{one.questionKey}</span>
                <ReasonedButton
                  size="xs"
                  variant="default"
                  busy={busy}
                  reason={reasonAgainst('evidence.edit', one.linkedBySeat)}
                  aria-label={t('unlink.actionOf', { question: one.questionKey })}
                  onClick={() => void takeOff(one.id)}
                >
                  {t('unlink.action')}
                </ReasonedButton>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <div className={classes.actions}>
        {document.purgedAt ? null : (
          <>
            <ReasonedButton
              size="xs"
              variant="default"
              reason={mayEdit}
              onClick={() => setDialog('edit')}
            >
              {t('edit.open')}
            </ReasonedButton>
            {mayEdit ? null : (
              <Button size="xs" variant="default" onClick={() => setDialog('version')}>
                {t('versionForm.open')}
              </Button>
            )}
          </>
        )}
        {link ? (
          <ReasonedButton
            size="xs"
            variant="default"
            busy={busy}
            reason={mayEdit === null ? null : reasonAgainst('evidence.edit', link.linkedBySeat)}
            onClick={() => void takeOff(link.id)}
          >
            {t('unlink.here')}
          </ReasonedButton>
        ) : null}
        {questionKey === null && mayEdit === null ? (
          <Button size="xs" variant="default" onClick={() => setDialog('unfile')}>
            {t('unfile.action')}
          </Button>
        ) : null}
        {mayPurge === null && !document.purgedAt ? (
          <Button size="xs" variant="default" color="red" onClick={() => setDialog('purge')}>
            {t('purge.action')}
          </Button>
        ) : null}
      </div>
      {dialog === 'edit' ? <EditDialog document={document} onClose={close} /> : null}
      {dialog === 'version' ? <VersionDialog document={document} onClose={close} /> : null}
      {dialog === 'unfile' ? <UnfileDialog document={document} onClose={close} /> : null}
      {dialog === 'purge' ? <PurgeDialog document={document} onClose={close} /> : null}
    </div>
  );
}

interface EarlierVersionsProps {
  readonly versions: readonly EvidenceVersion[];
  readonly gone: boolean;
}

function EarlierVersions({ versions, gone }: EarlierVersionsProps) {
  const { t } = useTranslation('evidence');
  const { date } = useFormat();
  const { slug } = useMembership();
  return (
    <div>
      <p className={classes.label}>{t('earlier')}</p>
      <ul className={classes.found}>
        {[...versions].reverse().map((version) => (
          <li key={version.number}>
            <span>
              {t('version', { number: version.number })}
              {' – '}
              {t('addedBy', { name: version.addedBy, date: date(version.addedAt) })}
            </span>
            {gone ? null : (
              <DownloadLink href={downloadPath(version.file.id, slug)}>
                {t('downloadVersion', { number: version.number })}
              </DownloadLink>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
