import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { TextInput } from '@mantine/core';

/** Why a sole administrator gives something to herself: it is marked on panels and in reports. */
export function OwnReason(field: ComponentProps<typeof TextInput>) {
  const { t } = useTranslation('access');
  return (
    <TextInput
      label={t('ownReason.label')}
      description={t('ownReason.hint')}
      autoComplete="off"
      {...field}
    />
  );
}
