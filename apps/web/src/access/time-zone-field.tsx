import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { NativeSelect } from '@mantine/core';

// Names without a region, such as EST, say nothing of summer time.
const zones = (): string[] =>
  Intl.supportedValuesOf('timeZone').filter((name) => name.includes('/'));

/** The zone of this browser, which is likely that of the hospital. */
export const ownTimeZone = (): string => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return timeZone.includes('/') ? timeZone : 'Europe/Paris';
};

interface TimeZoneFieldProps {
  readonly id: string;
  readonly value: string;
  readonly error?: string;
  onChange(event: { readonly currentTarget: { readonly value: string } }): void;
}

/** In which zone the days of the organisation begin and end. */
export function TimeZoneField(props: TimeZoneFieldProps) {
  const { t } = useTranslation('access');
  const { value } = props;
  // Some four hundred: made anew only when the choice changes, not with each letter of the form.
  const options = useMemo(
    () =>
      [...new Set([value, ...zones()])].sort().map((name) => <option key={name}>{name}</option>),
    [value],
  );
  return (
    <NativeSelect
      label={t('organisation.timeZone')}
      description={t('organisation.timeZoneHint')}
      {...props}
    >
      {options}
    </NativeSelect>
  );
}
