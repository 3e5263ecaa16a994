import { useTranslation } from 'react-i18next';
import { StatusBadge } from '../status/status-badge';
import classes from './person-tag.module.css';

interface PersonTagProps {
  readonly name: string;
  /** Profession or role, said after the name. */
  readonly detail?: string;
  readonly you?: boolean;
  readonly recused?: boolean;
}

/** A person by name, with what she is in this file. */
export function PersonTag({ name, detail, you = false, recused = false }: PersonTagProps) {
  const { t } = useTranslation('ui');
  return (
    <span className={classes.person}>
      <span className={classes.name}>
        {name}
        {you ? ` (${t('person.you')})` : ''}
      </span>
      {detail ? <span className={classes.detail}>{detail}</span> : null}
      {recused ? <StatusBadge tone="warning">{t('person.recused')}</StatusBadge> : null}
    </span>
  );
}
