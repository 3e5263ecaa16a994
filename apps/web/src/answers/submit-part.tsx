import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from '@apollo/client/react';
import { Button, Group, Modal } from '@mantine/core';
import { decide } from '@consilium/domain/access';
import type { QuestionGaps } from '@consilium/domain/answers';
import { ConfirmWithReason, Notice, ReasonedButton } from '@consilium/ui';
import { graphql } from '../gql';
import { FailureNotice, useRefusalText, type RefusedLike } from '../platform/failure-notice';
import { newOperationId } from '../platform/ids';
import { subjectOf, viewerFacts, type PartData } from './shown-answers';
import classes from './submit-part.module.css';

const submitPart = graphql(`
  mutation SubmitPart($partId: ID!, $operationId: ID!, $gapsReason: String) {
    submitPart(partId: $partId, operationId: $operationId, gapsReason: $gapsReason) {
      __typename
      ... on PartStateChanged {
        id
        state
      }
      ... on PartHasGaps {
        gaps {
          questionKey
          codes
        }
      }
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

const returnPart = graphql(`
  mutation ReturnPart($partId: ID!, $operationId: ID!, $reason: String!) {
    returnPart(partId: $partId, operationId: $operationId, reason: $reason) {
      __typename
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

const closePart = graphql(`
  mutation ClosePartWithGaps($partId: ID!, $operationId: ID!, $reason: String!) {
    closePartWithGaps(partId: $partId, operationId: $operationId, reason: $reason) {
      __typename
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

interface SubmitPartProps {
  readonly part: PartData;
  /** Something is missing: the list of it stands above. */
  readonly gapsShown: boolean;
  /**
   * Sends what is typed, reads the part anew and gives what is missing; null when some words could
   * not be saved.
   */
  prepare(): Promise<readonly QuestionGaps[] | null>;
  onGaps(gaps: readonly QuestionGaps[]): void;
  onDone(): void;
}

type Dialog = 'confirm' | 'gaps' | 'return' | 'close';

/** Handing in, giving back and closing a part; each says why it cannot be used. */
export function SubmitPart({ part, gapsShown, prepare, onGaps, onDone }: SubmitPartProps) {
  const { t } = useTranslation('answers');
  const refusalText = useRefusalText();
  const [submit] = useMutation(submitPart);
  const [giveBack] = useMutation(returnPart);
  const [close] = useMutation(closePart);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [trouble, setTrouble] = useState<{ text: string } | { error: unknown } | null>(null);

  const facts = viewerFacts(part);
  const may = (action: 'part.submit' | 'part.return' | 'part.closeWithGaps') =>
    decide(action, facts, subjectOf(part));
  const mine = facts.assignedParts.includes(part.id);
  const reasonOf = (refusal: RefusedLike | null) => (refusal ? refusalText(refusal) : null);

  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    setSaid('');
    try {
      await work();
    } catch (error) {
      setTrouble({ error });
    } finally {
      setBusy(false);
    }
  };
  /** Closes the dialog and says what happened. */
  const ended = (result: RefusedLike | null, done: string): void => {
    setDialog(null);
    if (result) setTrouble({ text: refusalText(result) });
    else setSaid(done);
    onDone();
  };

  const ask = () =>
    run(async () => {
      const gaps = await prepare();
      if (gaps === null) setTrouble({ text: t('submit.unsaved') });
      else if (gaps.length > 0) onGaps(gaps);
      else setDialog('confirm');
    });
  const handIn = (gapsReason: string | null) =>
    run(async () => {
      const { data } = await submit({
        variables: { partId: part.id, operationId: newOperationId(), gapsReason },
      });
      const result = data?.submitPart;
      if (result?.__typename === 'PartHasGaps') {
        setDialog(null);
        onGaps(result.gaps as readonly QuestionGaps[]);
        return;
      }
      ended(result?.__typename === 'Refused' ? result : null, t('submit.done'));
    });
  const sendBack = (reason: string) =>
    run(async () => {
      const { data } = await giveBack({
        variables: { partId: part.id, operationId: newOperationId(), reason },
      });
      const result = data?.returnPart;
      ended(result?.__typename === 'Refused' ? result : null, t('submit.returned'));
    });
  const end = (reason: string) =>
    run(async () => {
      const { data } = await close({
        variables: { partId: part.id, operationId: newOperationId(), reason },
      });
      const result = data?.closePartWithGaps;
      ended(result?.__typename === 'Refused' ? result : null, t('submit.closed'));
    });

  const returning = may('part.return');
  const closing = may('part.closeWithGaps');
  return (
    <div className={classes.submit}>
      <div role="status">{busy && dialog === null ? <p>{t('submit.saving')}</p> : null}</div>
      {said ? (
        <Notice tone="success" role="status">
          <p>{said}</p>
        </Notice>
      ) : null}
      {trouble && 'text' in trouble ? (
        <Notice tone="danger" role="alert">
          <p>{trouble.text}</p>
        </Notice>
      ) : null}
      {trouble && 'error' in trouble ? <FailureNotice error={trouble.error} /> : null}
      <Group align="start">
        {mine ? (
          <ReasonedButton
            reason={reasonOf(may('part.submit'))}
            busy={busy}
            onClick={() => void ask()}
          >
            {t('submit.button')}
          </ReasonedButton>
        ) : null}
        {mine && gapsShown && may('part.submit') === null ? (
          <Button variant="default" onClick={() => setDialog('gaps')}>
            {t('submit.withGaps')}
          </Button>
        ) : null}
        {returning === null ? (
          <Button variant="default" onClick={() => setDialog('return')}>
            {t('submit.return')}
          </Button>
        ) : null}
        {closing === null && !mine ? (
          <Button variant="default" onClick={() => setDialog('close')}>
            {t('submit.close')}
          </Button>
        ) : null}
      </Group>

      <Modal
        opened={dialog === 'confirm'}
        onClose={() => setDialog(null)}
        title={t('submit.confirmTitle')}
        closeButtonProps={{ 'aria-label': t('submit.cancel') }}
      >
        <p>{t('submit.confirmText')}</p>
        <Group>
          <Button data-autofocus disabled={busy} onClick={() => void handIn(null)}>
            {t('submit.confirm')}
          </Button>
          <Button variant="default" onClick={() => setDialog(null)}>
            {t('submit.cancel')}
          </Button>
        </Group>
      </Modal>
      <ConfirmWithReason
        opened={dialog === 'gaps'}
        title={t('submit.withGapsTitle')}
        confirmLabel={t('submit.confirm')}
        reasonLabel={t('submit.withGapsLabel')}
        busy={busy}
        onConfirm={(reason) => void handIn(reason)}
        onCancel={() => setDialog(null)}
      >
        {t('submit.withGapsText')}
      </ConfirmWithReason>
      <ConfirmWithReason
        opened={dialog === 'return'}
        title={t('submit.returnTitle')}
        confirmLabel={t('submit.returnConfirm')}
        reasonLabel={t('submit.returnLabel')}
        busy={busy}
        onConfirm={(reason) => void sendBack(reason)}
        onCancel={() => setDialog(null)}
      >
        {t('submit.returnText')}
      </ConfirmWithReason>
      <ConfirmWithReason
        opened={dialog === 'close'}
        title={t('submit.closeTitle')}
        confirmLabel={t('submit.closeConfirm')}
        busy={busy}
        onConfirm={(reason) => void end(reason)}
        onCancel={() => setDialog(null)}
      >
        {t('submit.closeText')}
      </ConfirmWithReason>
    </div>
  );
}
