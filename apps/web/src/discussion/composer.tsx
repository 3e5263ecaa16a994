import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import { KeptNotices } from '../platform/keeper/kept-notices';
import type { KeptForm } from '../platform/keeper/use-kept-form';
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

/** What is being written; other fields may stand beside the words. */
export interface Writing {
  readonly body: string;
}

interface ComposerProps<Fields extends Writing> {
  readonly label: string;
  readonly hint?: string;
  readonly submit: string;
  readonly form: KeptForm<Fields>;
  /** What the words began as: nothing, or what is to be mended. */
  readonly saved: Fields;
  readonly seats: readonly Seat[];
  readonly autoFocus?: boolean;
  /** Fields above the words. */
  readonly before?: ReactNode;
  /** Fields below the words. */
  readonly after?: ReactNode;
  /** Resolves to what the server answered. */
  send(written: Written): Promise<{ __typename?: string } | null | undefined>;
  onSent(): void;
  onCancel(): void;
}

/** Words to be sent; they stay in the field until the server has them. */
export function Composer<Fields extends Writing>({
  label,
  hint,
  submit,
  form,
  saved,
  seats,
  autoFocus,
  before,
  after,
  send,
  onSent,
  onCancel,
}: ComposerProps<Fields>) {
  const { t } = useTranslation('discussion');
  const { act, busy, trouble } = useAct();
  const [attempted, setAttempted] = useState(false);
  const words = form.fields.body;
  const onWords = (body: string): void => form.set({ body } as Partial<Fields>);

  const post = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setAttempted(true);
    if (words.trim() === '' || busy) return;
    const mentions = mentionedIn(words, seats).map(({ seatId }) => seatId);
    // The same words sent again are the same request, so a repeat is not said twice.
    const { operationId } = form.operation.of({ ...form.fields, mentions });
    const sent = await act(() => send({ operationId, body: words, mentions }));
    if (!sent) return;
    setAttempted(false);
    form.forget();
    onSent();
  };

  return (
    <form className={classes.form} noValidate onSubmit={(event) => void post(event)}>
      <TroubleNotice trouble={trouble} />
      {form.other || form.stale ? (
        <KeptNotices
          form={form}
          saved={saved}
          readings={({ body }) => [{ term: label, value: body }]}
          text="body"
        />
      ) : null}
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
