import { useTranslation } from 'react-i18next';
import type { ConditionStepKind } from '@consilium/domain/decisions';
import { useFormat } from '@consilium/ui';
import { FileLink } from '../evidence';
import type { Condition } from './use-decision-page';
import classes from './decisions.module.css';

type Step = Condition['steps'][number];

/** What was done about it, by whom; conditions closed before that was kept have their note alone. */
export function StepsTaken({ condition }: { readonly condition: Condition }) {
  const { t } = useTranslation('decisions');
  const { date } = useFormat();
  const { steps, closedNote, closedAt } = condition;
  if (steps.length === 0) {
    return closedNote !== null && closedAt !== null ? (
      <p className={classes.verbatim}>
        {t('screen.conditions.closedOn', { date: date(closedAt), note: closedNote })}
      </p>
    ) : null;
  }
  return (
    <ol className={classes.plain}>
      {steps.map((step) => (
        <li key={`${step.step} ${step.at}`}>
          <StepTaken step={step} />
        </li>
      ))}
    </ol>
  );
}

/** Who did it, when, with what words, and the documents that go with it, to be opened. */
export function StepTaken({ step }: { readonly step: Step }) {
  const { t } = useTranslation('decisions');
  const { dateTime } = useFormat();
  const { toName, byName, at, note, proofs } = step;
  return (
    <>
      <p className={classes.verbatim}>
        {t(toName === null ? 'screen.conditions.stepTaken' : 'screen.conditions.stepHanded', {
          step: t(`conditionSteps.${step.step as ConditionStepKind}`),
          name: byName,
          to: toName ?? '',
          date: dateTime(at),
        })}
        {note === '' ? null : ` ${note}`}
      </p>
      {proofs.length === 0 ? null : (
        <ul className={classes.plain} aria-label={t('screen.conditions.proofs')}>
          {proofs.map((proof) => (
            <li key={proof.documentId}>
              <ProofLine proof={proof} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function ProofLine({ proof: { title, file } }: { readonly proof: Step['proofs'][number] }) {
  const { t } = useTranslation('decisions');
  const { size } = useFormat();
  if (title === null) return <>{t('screen.conditions.proofReserved')}</>;
  if (file === null) return <>{t('screen.conditions.proofGone', { title })}</>;
  return (
    <FileLink fileId={file.id}>
      {t('screen.conditions.proofFile', { title, name: file.name, size: size(file.size) })}
    </FileLink>
  );
}
