import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal } from '@mantine/core';
import { LoadingState, ReasonedButton } from '@consilium/ui';
import { useEvaluation } from '../evaluations';
import { AddDocument } from '../evidence';
import classes from './decisions.module.css';

/** A document brought in to show a condition met. */
export interface Proof {
  readonly id: string;
  readonly title: string;
}

interface ConditionProofsProps {
  readonly number: number;
  readonly proofs: readonly Proof[];
  onAdded(proof: Proof): void;
}

/** Brings in documents that show a condition met; they go with its declaration. */
export function ConditionProofs({ number, proofs, onAdded }: ConditionProofsProps) {
  const { t } = useTranslation(['decisions', 'evidence']);
  const { id: evaluationId } = useEvaluation();
  const [opened, setOpened] = useState(false);
  const close = () => setOpened(false);
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
      <ProofList proofs={proofs} />
      <Modal
        opened={opened}
        onClose={close}
        title={t('screen.conditions.act.attach')}
        closeButtonProps={{ 'aria-label': t('evidence:add.cancel') }}
      >
        <Suspense fallback={<LoadingState />}>
          <AddDocument
            evaluationId={evaluationId}
            questionKeys={[]}
            asProof
            onAdded={(title, id) => {
              if (id !== null) onAdded({ id, title });
              close();
            }}
            onCancel={close}
          />
        </Suspense>
      </Modal>
    </>
  );
}

/** What goes with the declaration, said aloud as it grows. */
function ProofList({ proofs }: { readonly proofs: readonly Proof[] }) {
  const { t } = useTranslation('decisions');
  return (
    <p role="status" className={classes.quiet}>
      {proofs.length === 0
        ? ''
        : t('screen.conditions.act.attached', {
            titles: proofs.map(({ title }) => title).join(', '),
          })}
    </p>
  );
}
