import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import { newOperationId } from '../platform/ids';
import { TroubleNotice, useAct } from '../platform/use-act';
import { MentionField } from './mention-field';
import { mentionedIn } from './mentions';
import type { Seat } from './use-threads';
import classes from './discussion.module.css';

/** What is sent with the words. */
export interface Written {
  readonly operationId: string;
  readonly body: string;
  readonly mentions: readonly string[];
}

interface ComposerProps {
  readonly label: string;
  readonly hint?: string;
  readonly submit: string;
  readonly words: string;
  readonly seats: readonly Seat[];
  /** What else the request depends on: the same words with another choice are another request. */
  readonly about?: string;
  readonly autoFocus?: boolean;
  /** Fields above the words. */
  readonly before?: ReactNode;
  /** Fields below the words. */
  readonly after?: ReactNode;
  onWords(words: string): void;
  /** Resolves to what the server answered. */
  send(written: Written): Promise<{ __typename?: string } | null | undefined>;
  onSent(): void;
  onCancel(): void;
}

/** Words to be sent; they stay in the field until the server has them. */
export function Composer({
  label,
  hint,
  submit,
  words,
  seats,
  about = '',
  autoFocus,
  before,
  after,
  onWords,
  send,
  onSent,
  onCancel,
}: ComposerProps) {
  const { t } = useTranslation('discussion');
  const { act, busy, trouble } = useAct();
  const [attempted, setAttempted] = useState(false);
  const operation = useRef({ id: newOperationId(), of: '' });

  const post = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setAttempted(true);
    if (words.trim() === '' || busy) return;
    // The same words sent again are the same request, so a repeat is not said twice.
    const of = `${about}\n${words}`;
    if (operation.current.of !== of) operation.current = { id: newOperationId(), of };
    const mentions = mentionedIn(words, seats).map(({ seatId }) => seatId);
    const sent = await act(() =>
      send({ operationId: operation.current.id, body: words, mentions }),
    );
    if (!sent) return;
    operation.current = { id: newOperationId(), of: '' };
    setAttempted(false);
    onWords('');
    onSent();
  };

  return (
    <form className={classes.form} noValidate onSubmit={(event) => void post(event)}>
      <TroubleNotice trouble={trouble} />
      {before}
      <MentionField
        label={label}
        description={hint}
        value={words}
        seats={seats}
        autoFocus={autoFocus}
        error={attempted && words.trim() === '' ? t('new.empty') : undefined}
        onChange={onWords}
      />
      {after}
      <div className={classes.actions}>
        <Button type="submit" size="xs" aria-disabled={busy || undefined}>
          {submit}
        </Button>
        <Button size="xs" variant="default" onClick={onCancel}>
          {t('new.cancel')}
        </Button>
      </div>
    </form>
  );
}
