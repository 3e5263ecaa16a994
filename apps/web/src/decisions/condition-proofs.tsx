import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Modal } from '@mantine/core';
import { LoadingState, ReasonedButton } from '@consilium/ui';
import { useEvaluation } from '../evaluations';
import { AddDocument, ChooseFiled } from '../evidence';
import classes from './decisions.module.css';

/** A document brought in to show a condition met. */
export interface Proof {
  readonly id: string;
  readonly title: string;
}

interface ConditionProofsProps {
  readonly number: number;
  readonly proofs: readonly Proof[];
  onChange(proofs: readonly Proof[]): void;
}

/** Brings in documents that show a condition met, or takes filed ones; they go with its declaration. */
export function ConditionProofs({ number, proofs, onChange }: ConditionProofsProps) {
  const { t } = useTranslation(['decisions', 'evidence']);
  const { id: evaluationId } = useEvaluation();
  const [opened, setOpened] = useState(false);
  const close = () => setOpened(false);
  const attach = (title: string, id: string | null) => {
    if (id !== null) onChange([...proofs, { id, title }]);
    close();
  };
  return (
    <>
      <ReasonedButton
        size="xs"
        variant="default"
        aria-label={t('screen.conditions.act.attachThis', { number })}
        onClick={() => setOpened(true)}
      >
        {t('screen.conditions.act.attach')}
      </ReasonedButton>
      <div role="status" className={classes.quiet}>
        {proofs.length === 0 ? null : (
          <ProofList
            proofs={proofs}
            onRemove={(gone) => onChange(proofs.filter(({ id }) => id !== gone.id))}
          />
        )}
      </div>
      <Modal
        opened={opened}
        onClose={close}
        title={t('screen.conditions.act.attach')}
        closeButtonProps={{ 'aria-label': t('evidence:add.cancel') }}
      >
        <Suspense fallback={<LoadingState />}>
          <ChooseFiled
            evaluationId={evaluationId}
            without={proofs.map(({ id }) => id)}
            onChosen={attach}
          />
          <AddDocument
            evaluationId={evaluationId}
            questionKeys={[]}
            asProof
            onAdded={attach}
            onCancel={close}
          />
        </Suspense>
      </Modal>
    </>
  );
}

interface ProofListProps {
  readonly proofs: readonly Proof[];
  onRemove?(proof: Proof): void;
}

/** What goes with the declaration, or that nothing does. */
export function ProofList({ proofs, onRemove }: ProofListProps) {
  const { t } = useTranslation('decisions');
  if (proofs.length === 0) return <p>{t('screen.conditions.act.nothingAttached')}</p>;
  return (
    <>
      <p>{t('screen.conditions.act.attached')}</p>
      <ul className={classes.plain}>
        {proofs.map((proof) => (
          <li key={proof.id}>
            {proof.title}{' '}
            {onRemove ? (
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={t('screen.conditions.act.detachThis', { title: proof.title })}
                onClick={() => onRemove(proof)}
              >
                {t('screen.conditions.act.detach')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}
