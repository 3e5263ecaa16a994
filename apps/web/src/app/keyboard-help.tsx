import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd, Modal, Switch, Table } from '@mantine/core';
import { useShortcut, useShortcuts } from '../platform/shortcuts';

/** The list of the shortcuts of the page shown, on `?`. */
export function KeyboardHelp() {
  const { t } = useTranslation(['shell', 'common']);
  const [opened, setOpened] = useState(false);
  const { shortcuts, enabled, setEnabled } = useShortcuts();
  useShortcut('?', t('shortcuts.help'), () => setOpened(true));

  return (
    <Modal
      opened={opened}
      onClose={() => setOpened(false)}
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
