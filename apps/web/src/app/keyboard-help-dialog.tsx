import { useTranslation } from 'react-i18next';
import { Kbd, Modal, Switch, Table } from '@mantine/core';
import { useShortcuts } from '../platform/shortcuts';

/** Which keys do what on this page, and the switch that turns them off. */
export default function KeyboardHelpDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['shell', 'common']);
  const { shortcuts, enabled, setEnabled } = useShortcuts();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('shortcuts.key')}</Table.Th>
            <Table.Th scope="col">{t('shortcuts.action')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shortcuts.map(({ key, description }) => (
            <Table.Tr key={`${key} ${description}`}>
              <Table.Td>
                <Kbd>{key}</Kbd>
              </Table.Td>
              <Table.Td>{description}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Switch
        mt="lg"
        checked={enabled}
        onChange={(event) => setEnabled(event.currentTarget.checked)}
        label={t('shortcuts.enabled')}
        description={t('shortcuts.enabledHint')}
      />
    </Modal>
  );
}
