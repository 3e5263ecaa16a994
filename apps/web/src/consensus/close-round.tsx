import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Group, Modal, Stack } from '@mantine/core';
import { useApolloClient, useMutation } from '@apollo/client/react';
import { ConfirmWithReason, Notice, ReasonedButton } from '@consilium/ui';
import { useReasonAgainst } from '../evaluations';
import { newOperationId } from '../platform/ids';
import { useAct, useTroubleText } from '../platform/use-act';
import { closeRound } from './operations';
import { useToday } from './use-today';

interface CloseRoundProps {
  readonly round: {
    readonly id: string;
    readonly number: number;
    readonly closesOn: string | null;
  };
  /** Members who have not rated everything. */
  readonly missing: number;
}

/** Closes the round and thereby shows its results; before its last day a reason is asked for. */
export function CloseRound({ round, missing }: CloseRoundProps) {
  const { t } = useTranslation(['consensus', 'common']);
  const client = useApolloClient();
  const today = useToday();
  const barred = useReasonAgainst()('round.close', { round: { id: round.id, closed: false } });
  const troubleText = useTroubleText();
  const [send] = useMutation(closeRound);
  const { act, busy, trouble, clear } = useAct();
  const [asked, setAsked] = useState(false);
  const isPast = round.closesOn !== null && today > round.closesOn;
  const needsReason =
    (missing > 0 && !isPast) ||
    (trouble !== null && 'refusal' in trouble && trouble.refusal.code === 'ratings_missing');
  const title = t('screen.rounds.close', { number: round.number });
  const cancel = () => setAsked(false);

  const close = async (reason: string | null) => {
    const closed = await act(async () => {
      const { data } = await send({
        variables: { input: { operationId: newOperationId(), roundId: round.id, reason } },
      });
      return data?.closeRound;
    });
    if (!closed) return;
    setAsked(false);
    await client.refetchQueries({ include: 'active' });
  };

  const consequences = (
    <>
      {missing > 0 ? <p>{t('screen.rounds.stillMissing', { count: missing })}</p> : null}
      <p>{t('screen.rounds.closeHint')}</p>
    </>
  );
  return (
    <>
      <ReasonedButton
        reason={barred}
        onClick={() => {
          clear();
          setAsked(true);
        }}
      >
        {title}
      </ReasonedButton>
      <ConfirmWithReason
        opened={asked && needsReason}
        title={title}
        confirmLabel={t('screen.rounds.closeConfirm')}
        reasonHint={t('screen.rounds.closeReason')}
        busy={busy}
        error={troubleText(trouble)}
        onConfirm={(reason) => void close(reason)}
        onCancel={cancel}
      >
        {consequences}
      </ConfirmWithReason>
      <Modal
        opened={asked && !needsReason}
        onClose={cancel}
        title={title}
        closeButtonProps={{ 'aria-label': t('common:cancel') }}
      >
        <Stack>
          {consequences}
          {trouble ? (
            <Notice tone="danger" role="alert">
              <p>{troubleText(trouble)}</p>
            </Notice>
          ) : null}
          <Group>
            <Button
              data-autofocus
              aria-disabled={busy}
              onClick={() => {
                if (!busy) void close(null);
              }}
            >
              {t('screen.rounds.closeConfirm')}
            </Button>
            <Button variant="default" onClick={cancel}>
              {t('common:cancel')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
