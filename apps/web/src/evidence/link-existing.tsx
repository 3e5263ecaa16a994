import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation, useQuery } from '@apollo/client/react';
import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Hidden, IconSearch, LoadingState } from '@consilium/ui';
import { FailureNotice } from '../platform/failure-notice';
import { newOperationId } from '../platform/ids';
import { TroubleNotice, useAct } from '../platform/use-act';
import { linkEvidence, searchLibrary } from './operations';
import classes from './evidence.module.css';

interface LinkExistingProps {
  readonly evaluationId: string;
  /** Null: only into the evaluation. */
  readonly questionKey: string | null;
  /** Documents that are there already. */
  readonly linked: readonly string[];
  onLinked(title: string): void;
  onClose(): void;
}

/** Finds a document of the organisation's library and uses it here. */
export function LinkExisting({
  evaluationId,
  questionKey,
  linked,
  onLinked,
  onClose,
}: LinkExistingProps) {
  const { t } = useTranslation('evidence');
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text, 250);
  const { data, previousData, error, refetch } = useQuery(searchLibrary, {
    variables: { evaluationId, text: asked },
    fetchPolicy: 'network-only',
  });
  const [send] = useMutation(linkEvidence);
  const { act, busy, trouble } = useAct();
  const found = (data ?? previousData)?.libraryDocuments;

  const link = async (documentId: string, title: string): Promise<void> => {
    if (busy) return;
    const saved = await act(async () => {
      const { data: done } = await send({
        variables: {
          input: { operationId: newOperationId(), evaluationId, documentId, questionKey },
        },
      });
      return done?.linkEvidence;
    });
    if (saved) onLinked(title);
  };

  return (
    <div className={classes.form}>
      <TroubleNotice trouble={trouble} />
      <TextInput
        type="search"
        label={t('link.label')}
        description={t('link.hint')}
        leftSection={<IconSearch aria-hidden size={18} />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {error ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!found && !error ? <LoadingState /> : null}
      {found ? (
        <>
          <p role="status" className={classes.quiet}>
            {found.length === 0 ? t('link.none') : t('link.count', { count: found.length })}
          </p>
          <ul className={classes.found}>
            {found.map((one) => (
              <li key={one.documentId}>
                <div>
                  <span className={classes.title}>{one.title}</span>
                  <span className={classes.quiet}>
                    {[t(`kinds.${one.kind}`), one.fileName, one.filedHere ? t('link.here') : null]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </div>
                {linked.includes(one.documentId) ? (
                  <span className={classes.quiet}>{t('link.linked')}</span>
                ) : (
                  <Button
                    size="xs"
                    variant="default"
                    aria-disabled={busy || undefined}
                    onClick={() => void link(one.documentId, one.title)}
                  >
                    <span aria-hidden>{t('link.use')}</span>
                    <Hidden>{t('link.useOf', { title: one.title })}</Hidden>
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose}>
          {t('link.close')}
        </Button>
      </div>
    </div>
  );
}
