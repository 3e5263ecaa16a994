import type { ReactNode } from 'react';
import type { Tone } from '../status/tone';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '../icons';
import classes from './notice.module.css';

interface NoticeProps {
  readonly tone?: Tone;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** `status` is read out when it appears; leave out for what stands on the page from the start. */
  readonly role?: 'status' | 'alert';
}

const icons = {
  neutral: IconInfoCircle,
  info: IconInfoCircle,
  success: IconCircleCheck,
  warning: IconAlertTriangle,
  danger: IconCircleX,
} as const;

/** Something said in place, where it matters, instead of a toast. */
export function Notice({ tone = 'info', title, children, role }: NoticeProps) {
  const Icon = icons[tone];
  return (
    <div className={classes.notice} data-tone={tone} role={role}>
      <Icon aria-hidden size={22} stroke={1.8} className={classes.icon} />
      <div className={classes.body}>
        {title ? <p className={classes.title}>{title}</p> : null}
        {children}
      </div>
    </div>
  );
}
