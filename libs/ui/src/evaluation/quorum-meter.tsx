import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format';
import { IconCircleCheck, IconCircleDashed } from '../icons';
import { StatusBadge } from '../status/status-badge';
import classes from './quorum-meter.module.css';

interface QuorumMeterProps {
  readonly label: string;
  /** Members with a vote who are there or represented. */
  readonly present: number;
  readonly required: number;
  readonly total: number;
  /** Roles without which no opinion is given. */
  readonly roles?: readonly { readonly label: string; readonly met: boolean }[];
  /** Who is missing, by profession. */
  readonly missing?: readonly { readonly profession: string; readonly names: readonly string[] }[];
  /** Overrides the plain comparison, for a second call without quorum. */
  readonly met?: boolean;
}

/** Whether enough of the committee is there to give an opinion, and who is missing. */
export function QuorumMeter({
  label,
  present,
  required,
  total,
  roles = [],
  missing = [],
  met = present >= required && roles.every((role) => role.met),
}: QuorumMeterProps) {
  const { t } = useTranslation('ui');
  const { list } = useFormat();
  const id = useId();
  const share = (count: number) => `${total > 0 ? Math.min(100, (100 * count) / total) : 0}%`;
  const words = t('quorum.present', { present, required, total });
  return (
    <div className={classes.quorum}>
      <div className={classes.row}>
        <span id={id} className={classes.label}>
          {label}
        </span>
        <StatusBadge tone={met ? 'success' : 'warning'}>
          {met ? t('quorum.met') : t('quorum.notMet')}
        </StatusBadge>
      </div>
      <div
        className={classes.track}
        role="meter"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={present}
        aria-valuetext={words}
      >
        <div className={classes.fill} style={{ width: share(present) }} />
        <div className={classes.need} style={{ left: share(required) }} />
      </div>
      <p className={classes.words}>
        {words}
        {present < required ? `. ${t('quorum.missing', { count: required - present })}.` : '.'}
      </p>
      {roles.length > 0 ? (
        <>
          <p className={classes.sub}>{t('quorum.roles')}</p>
          <ul className={classes.roles}>
            {roles.map((role) => (
              <li key={role.label} data-met={role.met}>
                {role.met ? (
                  <IconCircleCheck aria-hidden size={18} />
                ) : (
                  <IconCircleDashed aria-hidden size={18} />
                )}
                <span>
                  {role.label} ({role.met ? t('quorum.roleMet') : t('quorum.roleNotMet')})
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {missing.length > 0 ? (
        <>
          <p className={classes.sub}>{t('quorum.absent')}</p>
          <dl className={classes.missing}>
            {missing.map(({ profession, names }) => (
              <div key={profession}>
                <dt>{profession}</dt>
                <dd>{list(names)}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : null}
    </div>
  );
}
