import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';

interface ConfirmWithReasonProps {
  readonly opened: boolean;
  readonly title: string;
  /** What will happen, and to whom. */
  readonly children?: ReactNode;
  readonly confirmLabel: string;
  readonly reasonLabel?: string;
  readonly reasonHint?: string;
  /** Characters; 3 unless told. */
  readonly minLength?: number;
  /** Characters; 2000 unless told. */
  readonly maxLength?: number;
  readonly danger?: boolean;
  readonly busy?: boolean;
  /** Why the last attempt was refused. */
  readonly error?: string;
  onConfirm(reason: string): void;
  onCancel(): void;
}

type ReasonFormProps = Omit<ConfirmWithReasonProps, 'opened' | 'title'>;

function ReasonForm({
  children,
  confirmLabel,
  reasonLabel,
  reasonHint,
  minLength = 3,
  maxLength = 2000,
  danger = false,
  busy = false,
  error,
  onConfirm,
  onCancel,
}: ReasonFormProps) {
  const { t } = useTranslation('ui');
  const [reason, setReason] = useState('');
  const [attempted, setAttempted] = useState(false);

  const length = reason.trim().length;
  const fault =
    length === 0
      ? t(reasonLabel ? 'reason.other' : 'reason.missing')
      : length < minLength
        ? t('reason.tooShort', { count: minLength })
        : length > maxLength
          ? t('reason.tooLong', { max: maxLength })
          : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAttempted(true);
    if (!fault && !busy) onConfirm(reason.trim());
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {children ? <div>{children}</div> : null}
        <Textarea
          data-autofocus
          required
          label={reasonLabel ?? t('reason.label')}
          description={reasonHint}
          value={reason}
          error={(attempted && fault) || error}
          maxRows={10}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" color={danger ? 'red' : undefined} aria-disabled={busy}>
            {confirmLabel}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('reason.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Asks for the reason of something that others will read later, and does nothing without it. */
export function ConfirmWithReason({ opened, title, ...form }: ConfirmWithReasonProps) {
  const { t } = useTranslation('ui');
  return (
    <Modal
      opened={opened}
      onClose={form.onCancel}
      title={title}
      closeButtonProps={{ 'aria-label': t('reason.cancel') }}
    >
      <ReasonForm {...form} />
    </Modal>
  );
}
