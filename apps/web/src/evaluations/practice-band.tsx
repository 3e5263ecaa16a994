import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '@mantine/core';
import { useApolloClient, useMutation } from '@apollo/client/react';
import { graphql } from '../gql';
import { useMembership, useOrganisationPath } from '../platform/organisation';
import { useAct } from '../platform/use-act';
import { useOperation } from '../platform/use-operation';
import { ConfirmDialog } from '../platform/confirm-dialog';
import classes from './practice-band.module.css';

const deletePracticeFile = graphql(`
  mutation DeletePracticeFile($operationId: ID!, $evaluationId: ID!) {
    deletePracticeFile(operationId: $operationId, evaluationId: $evaluationId) {
      __typename
      ... on PracticeFileDeleted {
        evaluationId
      }
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

interface PracticeBandProps {
  readonly evaluationId: string;
  readonly title: string;
  /** By the table of files; whoever administers always may. */
  readonly mayDelete: boolean;
  /** Where to go once it is gone. */
  readonly after: string;
}

/** Says above every page of a practice file what it is, and leads to its end. */
export function PracticeBand({ evaluationId, title, mayDelete, after }: PracticeBandProps) {
  const { t } = useTranslation('evaluations');
  const { functions } = useMembership();
  const path = useOrganisationPath();
  const navigate = useNavigate();
  const client = useApolloClient();
  const operation = useOperation();
  const [asking, setAsking] = useState(false);
  const [send] = useMutation(deletePracticeFile);
  const { act, busy, trouble, clear } = useAct();

  const remove = async () => {
    const done = await act(async () => {
      const { data } = await send({ variables: operation.of({ evaluationId }) });
      return data?.deletePracticeFile;
    });
    if (!done) return;
    await navigate(path(after));
    await client.refetchQueries({ include: 'active' });
  };

  return (
    <div className={classes.band} role="note" aria-label={t('screen.practice.mark')}>
      <p>
        <strong className={classes.mark}>{t('screen.practice.mark')}</strong>{' '}
        {t('screen.practice.band')}
      </p>
      {mayDelete || functions.includes('administrator') ? (
        <Button
          variant="default"
          onClick={() => {
            clear();
            setAsking(true);
          }}
        >
          {t('screen.practice.delete')}
        </Button>
      ) : null}
      <ConfirmDialog
        opened={asking}
        title={t('screen.practice.ask', { title })}
        confirmLabel={t('screen.practice.confirm')}
        danger
        busy={busy}
        trouble={trouble}
        onConfirm={() => void remove()}
        onCancel={() => setAsking(false)}
      >
        <p>{t('screen.practice.goes')}</p>
        <p>{t('screen.practice.stays')}</p>
      </ConfirmDialog>
    </div>
  );
}
