import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Group, Modal, Stack } from '@mantine/core';
import { TroubleNotice, type Trouble } from '../platform/use-act';

interface ConfirmProps {
  readonly opened: boolean;
  readonly title: string;
  /** What will happen. */
  readonly children: ReactNode;
  readonly busy: boolean;
  readonly trouble: Trouble | null;
  onConfirm(): void;
  onCancel(): void;
}

/** Asks once more before something that others will see at once or that cannot be undone. */
export function Confirm({
  opened,
  title,
  children,
  busy,
  trouble,
  onConfirm,
  onCancel,
}: ConfirmProps) {
  const { t } = useTranslation('common');
  return (
    <Modal
      opened={opened}
      onClose={onCancel}
      title={title}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <Stack>
        <div>{children}</div>
        <TroubleNotice trouble={trouble} />
        <Group>
          <Button data-autofocus aria-disabled={busy} onClick={() => !busy && onConfirm()}>
            {title}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
