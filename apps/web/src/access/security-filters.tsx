import { useTranslation } from 'react-i18next';
import { NativeSelect, TextInput } from '@mantine/core';
import { securityKindNames } from '@consilium/domain/access';
import classes from './access.module.css';

interface Days {
  readonly since: string;
  readonly until: string;
}

interface SecurityFiltersProps {
  /** A kind of line, or nothing for all. */
  readonly kind: string;
  onKind(kind: string): void;
  readonly days: Days;
  onDays(days: Days): void;
}

/** What of the security log is shown. */
export function SecurityFilters({ kind, onKind, days, onDays }: SecurityFiltersProps) {
  const { t } = useTranslation('access');
  return (
    <div role="search" aria-label={t('securityLog.title')} className={classes.filters}>
      <NativeSelect
        label={t('securityLog.kind')}
        value={kind}
        onChange={({ currentTarget }) => onKind(currentTarget.value)}
      >
        <option value="">{t('securityLog.allKinds')}</option>
        {securityKindNames.map((name) => (
          <option key={name} value={name}>
            {t(`securityLog.kinds.${name}`)}
          </option>
        ))}
      </NativeSelect>
      {(['since', 'until'] as const).map((name) => (
        <TextInput
          key={name}
          type="date"
          label={t(`securityLog.${name}`)}
          value={days[name]}
          onChange={({ currentTarget: { value } }) => onDays({ ...days, [name]: value })}
        />
      ))}
    </div>
  );
}
