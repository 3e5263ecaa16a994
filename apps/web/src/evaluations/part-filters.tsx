import { useTranslation } from 'react-i18next';
import { NativeSelect } from '@mantine/core';
import { answerRoles } from '@consilium/domain/access';
import { useLocale } from '../platform/use-locale';
import type { PartChoice } from './part-choice';
import type { Part } from './panel-operations';
import classes from './evaluations.module.css';

interface PartFiltersProps {
  readonly parts: readonly Part[];
  readonly choice: PartChoice;
  onChange(choice: PartChoice): void;
}

/** Narrows the parts by answer role, section and state. */
export function PartFilters({ parts, choice, onChange }: PartFiltersProps) {
  const { t } = useTranslation(['evaluations', 'common']);
  const locale = useLocale();
  const sections = new Map(parts.map((part) => [part.sectionKey, part.sectionTitle[locale]]));
  return (
    <div className={classes.filters} role="group" aria-label={t('screen.parts.filters')}>
      <NativeSelect
        label={t('screen.parts.role')}
        value={choice.role}
        onChange={({ currentTarget: { value } }) => onChange({ ...choice, role: value })}
      >
        <option value="">{t('common:all')}</option>
        {answerRoles
          .filter((role) => parts.some(({ leadRole }) => leadRole === role))
          .map((role) => (
            <option key={role} value={role}>
              {t(`common:answerRoles.${role}`)}
            </option>
          ))}
      </NativeSelect>
      <NativeSelect
        label={t('screen.parts.section')}
        value={choice.section}
        onChange={({ currentTarget: { value } }) => onChange({ ...choice, section: value })}
      >
        <option value="">{t('screen.parts.allSections')}</option>
        {[...sections].map(([key, title]) => (
          <option key={key} value={key}>
            {title}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        label={t('screen.parts.state')}
        value={choice.who}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...choice, who: value as PartChoice['who'] })
        }
      >
        <option value="all">{t('screen.parts.allSections')}</option>
        <option value="nobody">{t('screen.parts.unassigned')}</option>
        <option value="late">{t('screen.parts.lateOnly')}</option>
      </NativeSelect>
    </div>
  );
}
