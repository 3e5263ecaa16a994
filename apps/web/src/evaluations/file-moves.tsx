import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApolloClient, useMutation, useQuery } from '@apollo/client/react';
import {
  ConfirmWithReason,
  FoldedHelp,
  Notice,
  ReasonedButton,
  TextLink,
  useFormat,
} from '@consilium/ui';
import { graphql } from '../gql';
import type { PossibleMovesQuery } from '../gql/graphql';
import { useRefusalText } from '../platform/failure-notice';
import { newOperationId } from '../platform/ids';
import { useAct, useTroubleText } from '../platform/use-act';
import { ConfirmDialog } from '../platform/confirm-dialog';
import { useEvaluation, useEvaluationPath } from './use-evaluation';
import { useFileChanges } from './use-file-changes';
import classes from './evaluations.module.css';

const possibleMovesQuery = graphql(`
  query PossibleMoves($id: ID!) {
    evaluation(id: $id) {
      id
      possibleMoves {
        move
        to
        by
        needsReason
        recordedElsewhere
        refusal {
          code
          message
          details
        }
        warnings {
          key
          count
        }
      }
    }
  }
`);

const movePhase = graphql(`
  mutation MovePhase($input: MovePhaseInput!) {
    movePhase(input: $input) {
      __typename
      ... on EvaluationSaved {
        evaluation {
          id
          phase
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

type Move = NonNullable<PossibleMovesQuery['evaluation']>['possibleMoves'][number];

/** Where a move is made that needs more than a click. */
const placesElsewhere: Readonly<Partial<Record<Move['move'], string>>> = {
  start_collecting: 'scope',
  close_out_of_scope: 'scope',
};

/** Moves that take the file on; the others turn back, pause or end it. */
const onwards: readonly Move['move'][] = [
  'submit_request',
  'start_collecting',
  'close_out_of_scope',
  'open_rating',
  'deliberate_without_rating',
  'start_deliberating',
  'open_second_rating',
  'open_opinion',
  'adopt_opinion',
  'decide',
  'start_pilot',
  'put_in_use',
  'resume',
  'ask_second_opinion',
];

const ending: readonly Move['move'][] = ['cancel', 'withdraw', 'refuse_purchase'];

/** Whether the reader can take the file on now: then the file does not only wait for others. */
export function useCanMoveOn(): boolean {
  const { id } = useEvaluation();
  const { data } = useQuery(possibleMovesQuery, { variables: { id } });
  const moves = data?.evaluation?.possibleMoves ?? [];
  return moves.some(({ move, refusal }) => !refusal && onwards.includes(move));
}

/** The next steps of the file: those the reader may take, with the reason where one is barred. */
export function FileMoves({ onMoved }: { onMoved(): void }) {
  const { t } = useTranslation(['evaluations', 'common']);
  const { id } = useEvaluation();
  const client = useApolloClient();
  const path = useEvaluationPath();
  const { list } = useFormat();
  const refusalText = useRefusalText();
  const troubleText = useTroubleText();
  const { data, refetch } = useQuery(possibleMovesQuery, { variables: { id } });
  const [send] = useMutation(movePhase);
  const { act, busy, trouble, clear } = useAct();
  const [asked, setAsked] = useState<Move | null>(null);
  useFileChanges(id, () => void refetch());

  const moves = data?.evaluation?.possibleMoves ?? [];
  const mine = moves.filter(({ refusal }) => refusal?.code !== 'not_your_move');
  const others = moves.filter(({ refusal }) => refusal?.code === 'not_your_move');
  if (moves.length === 0) return null;

  const make = async (move: Move, reason: string | null) => {
    const done = await act(async () => {
      const { data: result } = await send({
        variables: {
          input: { operationId: newOperationId(), evaluationId: id, move: move.move, reason },
        },
      });
      return result?.movePhase;
    });
    if (!done) return;
    setAsked(null);
    onMoved();
    await client.refetchQueries({ include: 'active' });
  };

  const button = (move: Move) =>
    move.recordedElsewhere && !move.refusal ? (
      <TextLink key={move.move} href={path(placesElsewhere[move.move] ?? 'decision')}>
        {t(`moves.${move.move}`)}
      </TextLink>
    ) : (
      <ReasonedButton
        key={move.move}
        variant={onwards.includes(move.move) ? 'filled' : 'default'}
        reason={move.refusal ? refusalText(move.refusal) : null}
        onClick={() => {
          clear();
          setAsked(move);
        }}
      >
        {t(`moves.${move.move}`)}
      </ReasonedButton>
    );

  const warnings = asked?.warnings.map(({ key, count }) => (
    <p key={key}>{t(`warnings.${key}`, { count })}</p>
  ));
  const close = () => setAsked(null);
  return (
    <>
      {mine.length > 0 ? (
        <div className={classes.moves}>
          {[...mine].sort((a, b) => rank(a) - rank(b)).map(button)}
        </div>
      ) : null}
      {others.length > 0 ? (
        <FoldedHelp summary={t('screen.moves.others')}>
          <ul>
            {others.map((move) => (
              <li key={move.move}>
                {t('screen.moves.by', {
                  move: t(`moves.${move.move}`),
                  who: list(
                    move.by.map((name) => t(`common:seatFunctions.${name}`)),
                    'disjunction',
                  ),
                })}
              </li>
            ))}
          </ul>
        </FoldedHelp>
      ) : null}
      <ConfirmWithReason
        opened={asked?.needsReason ?? false}
        title={asked ? t(`moves.${asked.move}`) : ''}
        confirmLabel={asked ? t(`moves.${asked.move}`) : ''}
        reasonHint={t('screen.moves.reasonHint')}
        danger={asked ? ending.includes(asked.move) : false}
        busy={busy}
        error={troubleText(trouble)}
        onConfirm={(reason) => asked && void make(asked, reason)}
        onCancel={close}
      >
        {warnings}
      </ConfirmWithReason>
      <ConfirmDialog
        opened={asked !== null && !asked.needsReason}
        title={asked ? t(`moves.${asked.move}`) : ''}
        busy={busy}
        trouble={trouble}
        onConfirm={() => asked && void make(asked, null)}
        onCancel={close}
      >
        {asked ? <p>{t('screen.moves.leadsTo', { phase: t(`phases.${asked.to}`) })}</p> : null}
        {warnings && warnings.length > 0 ? <Notice tone="warning">{warnings}</Notice> : null}
      </ConfirmDialog>
    </>
  );
}

/** What can be done now first, then what takes the file on, then the rest. */
const rank = (move: Move): number =>
  (onwards.includes(move.move) ? 0 : 2) +
  (move.refusal ? 1 : 0) +
  (ending.includes(move.move) ? 4 : 0);
