import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Hidden } from '../hidden';
import classes from './progress-bar.module.css';

interface ProgressBarProps {
  readonly value: number;
  readonly max: number;
  /** What is progressing; shown above unless `labelHidden`. */
  readonly label: string;
  readonly labelHidden?: boolean;
  /** Replaces "12 of 40". */
  readonly words?: string;
}

/** How far something is, as a bar and in words. */
export function ProgressBar({ value, max, label, labelHidden, words }: ProgressBarProps) {
  const { t } = useTranslation('ui');
  const id = useId();
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  const text = words ?? t('progress.words', { value, count: max });
  return (
    <div className={classes.progress}>
      <div className={classes.row}>
        <span id={id}>{labelHidden ? <Hidden>{label}</Hidden> : label}</span>
        <span className={classes.words}>{text}</span>
      </div>
      <div
        className={classes.track}
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        aria-valuetext={text}
      >
        <div
          className={classes.fill}
          style={{ width: `${share * 100}%` }}
          data-full={share === 1}
        />
      </div>
    </div>
  );
}
