import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Group, Modal, Stack } from '@mantine/core';
import { Notice } from '@consilium/ui';
import { useTroubleText, type Trouble } from './use-act';

interface ConfirmDialogProps {
  readonly opened: boolean;
  readonly title: string;
  /** What will happen, and to whom. */
  readonly children?: ReactNode;
  /** "Confirm" unless told. */
  readonly confirmLabel?: string;
  /** "Cancel" unless told. */
  readonly cancelLabel?: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  /** Why the last attempt was not done. */
  readonly trouble: Trouble | null;
  onConfirm(): void;
  onCancel(): void;
}

/** Asks once more before something that others will notice, or that cannot be taken back. */
export function ConfirmDialog({
  opened,
  title,
  children,
  confirmLabel,
  cancelLabel,
  danger = false,
  busy,
  trouble,
  onConfirm,
  onCancel,
}: ConfirmDialogProps) {
  const { t } = useTranslation('common');
  const troubleText = useTroubleText();
  return (
    <Modal
      opened={opened}
      onClose={onCancel}
      title={title}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <Stack>
        {children}
        {trouble ? (
          <Notice tone="danger" role="alert">
            <p>{troubleText(trouble)}</p>
          </Notice>
        ) : null}
        <Group>
          <Button
            data-autofocus
            color={danger ? 'red' : undefined}
            aria-disabled={busy}
            onClick={() => {
              if (!busy) onConfirm();
            }}
          >
            {confirmLabel ?? t('confirm')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {cancelLabel ?? t('cancel')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
