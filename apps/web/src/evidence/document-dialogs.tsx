import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from '@apollo/client/react';
import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { maxTitleLength } from '@consilium/domain/evidence';
import { Notice } from '@consilium/ui';
import { unmask } from '../gql';
import { useRefusalText } from '../platform/failure-notice';
import { newOperationId } from '../platform/ids';
import { TroubleNotice, useAct, type Trouble } from '../platform/use-act';
import {
  DateFields,
  DocumentFields,
  faultsOf,
  statedBy,
  type DocumentFieldsValue,
} from './document-fields';
import {
  addDocumentVersion,
  editDocument,
  evidenceFields,
  purgeDocument,
  unfileDocument,
} from './operations';
import { UploadField } from './upload-field';
import { examined, type Evidence } from './use-evidence';
import { useUpload } from './use-upload';
import classes from './evidence.module.css';

interface DialogProps {
  readonly document: Evidence;
  /** With what was done, or without anything. */
  onClose(said?: string): void;
}

interface FrameProps {
  readonly title: string;
  readonly trouble: Trouble | null;
  readonly busy: boolean;
  readonly submit: string;
  readonly danger?: boolean;
  readonly children?: ReactNode;
  onSubmit(): void;
  onCancel(): void;
}

/** A form in a dialog: what went wrong above, what to do below. */
function Frame({ title, trouble, busy, submit, danger, children, onSubmit, onCancel }: FrameProps) {
  const { t } = useTranslation('evidence');
  return (
    <Modal
      opened
      size="lg"
      title={title}
      onClose={onCancel}
      closeButtonProps={{ 'aria-label': t('edit.cancel') }}
    >
      <form
        noValidate
        className={classes.form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (!busy) onSubmit();
        }}
      >
        <TroubleNotice trouble={trouble} />
        {children}
        <div className={classes.actions}>
          <Button
            type="submit"
            color={danger ? 'red' : undefined}
            aria-disabled={busy || undefined}
          >
            {submit}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('edit.cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

const fieldsOf = (document: Evidence): DocumentFieldsValue => {
  const { documentDate, validUntil } = examined(document);
  return {
    title: document.title,
    kind: document.kind,
    level: document.clearance.level,
    roles: document.clearance.roles ?? [],
    documentDate: documentDate ?? '',
    validUntil: validUntil ?? '',
  };
};

/** Changes what is stated about a document. */
export function EditDialog({ document, onClose }: DialogProps) {
  const { t } = useTranslation('evidence');
  const refusalText = useRefusalText();
  const [send] = useMutation(editDocument);
  const { act, busy, trouble } = useAct();
  const [fields, setFields] = useState(() => fieldsOf(document));
  const [base] = useState(document.revision);
  const [attempted, setAttempted] = useState(false);
  const faults = faultsOf(fields);
  const save = async (): Promise<void> => {
    setAttempted(true);
    if (faults.length > 0) return;
    const saved = await act(async () => {
      const { data } = await send({
        variables: {
          input: {
            operationId: newOperationId(),
            id: document.id,
            baseRevision: base,
            ...statedBy(fields),
          },
        },
      });
      return data?.editDocument;
    });
    if (saved) onClose(t('edit.done', { title: fields.title.trim() }));
  };
  return (
    <Frame
      title={t('edit.title')}
      trouble={trouble}
      busy={busy}
      submit={t('edit.save')}
      onSubmit={() => void save()}
      onCancel={() => onClose()}
    >
      {document.boundElsewhere ? (
        <Notice tone="info">
          <p>{refusalText({ code: 'document_bound_elsewhere' })}</p>
        </Notice>
      ) : null}
      <DocumentFields
        value={fields}
        faults={attempted ? faults : []}
        onChange={(change) => setFields((now) => ({ ...now, ...change }))}
      />
    </Frame>
  );
}

/** Adds a newer version of a document. */
export function VersionDialog({ document, onClose }: DialogProps) {
  const { t } = useTranslation('evidence');
  const upload = useUpload();
  const [send] = useMutation(addDocumentVersion);
  const { act, busy, trouble } = useAct();
  const [dates, setDates] = useState({ documentDate: '', validUntil: '' });
  const [attempted, setAttempted] = useState(false);
  const faults = faultsOf({ ...fieldsOf(document), ...dates });
  const { state } = upload;
  const save = async (): Promise<void> => {
    setAttempted(true);
    if (faults.includes('datesContradictory') || state.step !== 'arrived') return;
    const saved = await act(async () => {
      const { data } = await send({
        variables: {
          input: {
            operationId: newOperationId(),
            id: document.id,
            fileId: state.fileId,
            documentDate: dates.documentDate || null,
            validUntil: dates.validUntil || null,
          },
        },
      });
      return data?.addDocumentVersion;
    });
    if (!saved) return;
    const next = unmask(evidenceFields, saved.document);
    onClose(t('versionForm.done', { number: next?.versionNumber ?? '' }));
  };
  return (
    <Frame
      title={t('versionForm.title')}
      trouble={trouble}
      busy={busy || state.step === 'sending'}
      submit={t('versionForm.submit')}
      onSubmit={() => void save()}
      onCancel={() => onClose()}
    >
      <p className={classes.text}>{t('versionForm.text')}</p>
      <UploadField upload={upload} missing={attempted && state.step === 'none'} />
      <DateFields
        value={dates}
        faults={attempted ? faults : []}
        onChange={(change) => setDates((now) => ({ ...now, ...change }))}
      />
    </Frame>
  );
}

/** Takes a document out of the evaluation. */
export function UnfileDialog({ document, onClose }: DialogProps) {
  const { t } = useTranslation('evidence');
  const [send] = useMutation(unfileDocument);
  const { act, busy, trouble } = useAct();
  const remove = async (): Promise<void> => {
    const done = await act(async () => {
      const { data } = await send({
        variables: { id: document.id, operationId: newOperationId() },
      });
      return data?.unfileDocument;
    });
    if (done) onClose(t('unfile.done', { title: document.title }));
  };
  return (
    <Frame
      title={t('unfile.title')}
      trouble={trouble}
      busy={busy}
      submit={t('unfile.confirm')}
      danger
      onSubmit={() => void remove()}
      onCancel={() => onClose()}
    >
      <p className={classes.text}>{document.title}</p>
      <p className={classes.text}>{t('unfile.text')}</p>
    </Frame>
  );
}

/** Erases the content of a document that should never have been here. */
export function PurgeDialog({ document, onClose }: DialogProps) {
  const { t } = useTranslation('evidence');
  const [send] = useMutation(purgeDocument);
  const { act, busy, trouble } = useAct();
  const [title, setTitle] = useState(document.title);
  const [reason, setReason] = useState('');
  const [attempted, setAttempted] = useState(false);
  const erase = async (): Promise<void> => {
    setAttempted(true);
    if (reason.trim() === '' || title.trim() === '') return;
    const done = await act(async () => {
      const { data } = await send({
        variables: { input: { operationId: newOperationId(), id: document.id, reason, title } },
      });
      return data?.purgeDocument;
    });
    if (done) onClose(t('purge.done'));
  };
  return (
    <Frame
      title={t('purge.title')}
      trouble={trouble}
      busy={busy}
      submit={t('purge.confirm')}
      danger
      onSubmit={() => void erase()}
      onCancel={() => onClose()}
    >
      <p className={classes.text}>{t('purge.text')}</p>
      <TextInput
        label={t('purge.newTitle')}
        description={t('purge.newTitleHint')}
        required
        maxLength={maxTitleLength}
        value={title}
        error={attempted && title.trim() === '' ? t('form.titleMissing') : undefined}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Textarea
        label={t('purge.reason')}
        required
        value={reason}
        error={attempted && reason.trim() === '' ? t('purge.reasonMissing') : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Frame>
  );
}
