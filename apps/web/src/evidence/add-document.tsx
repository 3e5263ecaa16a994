import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { newOperationId } from '../platform/ids';
import { TroubleNotice, useAct } from '../platform/use-act';
import { blankFields, DocumentFields, faultsOf, statedBy } from './document-fields';
import { addDocument } from './operations';
import { UploadField } from './upload-field';
import { useUpload } from './use-upload';
import classes from './evidence.module.css';

interface AddDocumentProps {
  readonly evaluationId: string;
  readonly questionKeys: readonly string[];
  /** Shows that a condition is met, after the adoption; under no question. */
  readonly asProof?: boolean;
  /** Told with the title, and the document’s id, once it stands on the server. */
  onAdded(title: string, documentId: string | null): void;
  onCancel(): void;
}

/** "notice_v2-finale.pdf" → "notice v2 finale": a start for the title. */
const titleFrom = (name: string): string =>
  name
    .replace(/\.[^.]+$/, '')
    .replace(/[_-]+/g, ' ')
    .trim()
    .slice(0, 200);

/**
 * Uploads a file and makes a document of it. The bytes travel while the person describes them; asking
 * to add before they have arrived waits for them.
 */
export function AddDocument({
  evaluationId,
  questionKeys,
  asProof = false,
  onAdded,
  onCancel,
}: AddDocumentProps) {
  const { t } = useTranslation('evidence');
  const upload = useUpload();
  const [send] = useMutation(addDocument);
  const { act, busy, trouble } = useAct();
  const [fields, setFields] = useState(blankFields);
  const [attempted, setAttempted] = useState(false);
  /** The file whose arrival the person has asked to be saved. */
  const [askedFor, setAskedFor] = useState<File | null>(null);
  const operation = useRef({ id: newOperationId(), of: '' });
  const faults = faultsOf(fields);

  const save = async (fileId: string): Promise<void> => {
    const stated = statedBy(fields);
    // A changed form is another request; an unchanged one is the same, however often it is sent.
    const of = JSON.stringify([fileId, stated]);
    if (operation.current.of !== of) operation.current = { id: newOperationId(), of };
    let documentId: string | null = null;
    const saved = await act(async () => {
      const { data } = await send({
        variables: {
          input: {
            operationId: operation.current.id,
            evaluationId,
            fileId,
            questionKeys: [...questionKeys],
            asProof,
            ...stated,
          },
        },
      });
      const answer = data?.addDocument;
      if (answer?.__typename === 'EvidenceSaved') {
        documentId = answer.document?.documentId ?? null;
      }
      return answer;
    });
    if (saved) onAdded(fields.title.trim(), documentId);
  };

  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  const { state } = upload;
  const waiting = state.step === 'sending' && state.file === askedFor;
  useEffect(() => {
    if (state.step === 'arrived' && state.file === askedFor) void latest.current(state.fileId);
  }, [askedFor, state]);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAttempted(true);
    if (busy || waiting || faults.length > 0) return;
    if (state.step === 'arrived') void save(state.fileId);
    else if (state.step === 'sending') setAskedFor(state.file);
  };

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TroubleNotice trouble={trouble} />
      <UploadField
        upload={upload}
        missing={attempted && state.step === 'none'}
        onChosen={(file) =>
          setFields((now) => (now.title === '' ? { ...now, title: titleFrom(file.name) } : now))
        }
      />
      {state.step === 'none' ? null : (
        <DocumentFields
          value={fields}
          faults={attempted ? faults : []}
          onChange={(change) => setFields((now) => ({ ...now, ...change }))}
        />
      )}
      <p role="status" className={classes.said}>
        {waiting ? t('add.waiting') : ''}
      </p>
      <div className={classes.actions}>
        {state.step === 'none' ? null : (
          <Button type="submit" aria-disabled={busy || waiting || undefined}>
            {t('add.submit')}
          </Button>
        )}
        <Button variant="default" onClick={onCancel}>
          {t('add.cancel')}
        </Button>
      </div>
    </form>
  );
}
