import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import { useMutation } from '@apollo/client/react';
import { FoldedHelp, useFormat } from '@consilium/ui';
import { newOperationId } from '../platform/ids';
import { TroubleNotice, useAct } from '../platform/use-act';
import { useLocale } from '../platform/use-locale';
import { assignParts, type Part, type Seat } from './panel-operations';
import { useEvaluation } from './use-evaluation';
import classes from './evaluations.module.css';

interface ProposedPartsProps {
  readonly parts: readonly Part[];
  readonly seats: readonly Seat[];
  readonly proposal: readonly { readonly partId: string; readonly seatIds: readonly string[] }[];
}

/** Who could answer what nobody has, to be looked at and taken as it is. */
export function ProposedParts({ parts, seats, proposal }: ProposedPartsProps) {
  const { t } = useTranslation(['evaluations', 'common']);
  const { id } = useEvaluation();
  const { list } = useFormat();
  const [send] = useMutation(assignParts);
  const { act, busy, trouble } = useAct();
  const locale = useLocale();
  if (proposal.length === 0) return null;

  const take = () =>
    act(async () => {
      const { data } = await send({
        variables: {
          input: {
            operationId: newOperationId(),
            evaluationId: id,
            assignments: proposal.map(({ partId, seatIds }) => ({
              partId,
              seatIds: [...seatIds],
              baseSeatIds: [],
            })),
          },
        },
        refetchQueries: 'active',
      });
      return data?.assignParts;
    });
  const lines = proposal.flatMap(({ partId, seatIds }) => {
    const part = parts.find((one) => one.id === partId);
    const names = seats.filter((seat) => seatIds.includes(seat.id));
    return part ? [{ part, names: list(names.map(({ displayName }) => displayName)) }] : [];
  });
  return (
    <div className={classes.proposal}>
      <Button variant="default" aria-disabled={busy} onClick={() => void (busy || take())}>
        {t('screen.parts.propose', { count: proposal.length })}
      </Button>
      <FoldedHelp summary={t('screen.parts.proposal')}>
        <ul>
          {lines.map(({ part, names }) => (
            <li key={part.id}>
              {t('screen.parts.proposed', {
                part: t('screen.parts.name', {
                  section: part.sectionTitle[locale],
                  role: t(`common:answerRoles.${part.leadRole}`),
                }),
                who: names,
              })}
            </li>
          ))}
        </ul>
      </FoldedHelp>
      <TroubleNotice trouble={trouble} />
    </div>
  );
}
