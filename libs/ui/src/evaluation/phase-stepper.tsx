import { useTranslation } from 'react-i18next';
import { useFormat } from '../format';
import { Hidden } from '../hidden';
import { IconCheck } from '../icons';
import { Notice } from '../feedback/notice';
import classes from './phase-stepper.module.css';

export interface PhaseStep {
  readonly key: string;
  readonly label: string;
  readonly state: 'done' | 'current' | 'upcoming' | 'skipped';
  /** Calendar day by which the phase should end. */
  readonly planned?: string | null;
  /** Calendar day it was entered (current) or left (done). */
  readonly actual?: string | null;
  /** The planned day is past and the phase is not done. */
  readonly late?: boolean;
}

interface PhaseStepperProps {
  readonly phases: readonly PhaseStep[];
  /** Why the clocks stand still. */
  readonly paused?: string | null;
}

/** Where the file is on its way, with dates; across where there is room, else down the page. */
export function PhaseStepper({ phases, paused }: PhaseStepperProps) {
  const { t } = useTranslation('ui');
  const { shortDate } = useFormat();
  const when = ({ state, planned, actual }: PhaseStep): readonly string[] => {
    if (state === 'done')
      return actual ? [t('phaseStepper.ended', { date: shortDate(actual) })] : [];
    if (state === 'skipped') return [t('phaseStepper.skipped')];
    return [
      ...(state === 'current' && actual
        ? [t('phaseStepper.since', { date: shortDate(actual) })]
        : []),
      ...(planned ? [t('phaseStepper.planned', { date: shortDate(planned) })] : []),
    ];
  };

  return (
    <div className={classes.box}>
      <ol className={classes.steps} aria-label={t('phaseStepper.label')}>
        {phases.map((phase, index) => (
          <li
            key={phase.key}
            className={classes.step}
            data-state={phase.state}
            aria-current={phase.state === 'current' ? 'step' : undefined}
          >
            <span className={classes.mark} aria-hidden>
              {phase.state === 'done' ? <IconCheck size={16} stroke={2.4} /> : index + 1}
            </span>
            <span className={classes.words}>
              <span className={classes.label}>{phase.label}</span>
              {phase.state === 'skipped' ? null : (
                <Hidden> ({t(`phaseStepper.${phase.state}`)})</Hidden>
              )}
              {when(phase).map((line) => (
                <span key={line} className={classes.when}>
                  {line}
                </span>
              ))}
              {phase.late ? <span className={classes.late}>{t('phaseStepper.late')}</span> : null}
            </span>
          </li>
        ))}
      </ol>
      {paused ? (
        <Notice tone="warning">
          <p>{paused}</p>
        </Notice>
      ) : null}
    </div>
  );
}
