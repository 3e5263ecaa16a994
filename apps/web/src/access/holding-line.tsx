import { useTranslation } from 'react-i18next';
import { NativeSelect } from '@mantine/core';
import { useProfessionText } from '../platform/professions';
import { useCarriedText } from '../platform/use-carried-text';
import type { Holding, Leaving } from './leaving-operations';
import classes from './access.module.css';

/** One line of what somebody holds in words: what kind, how much, what it carries. */
export function useHoldingText(): (holding: Holding) => string {
  const { t } = useTranslation('access');
  const carriedText = useCarriedText();
  return (holding) => {
    if (holding.kind === 'committee_seat') {
      return 'committee' in holding ? (holding.committee ?? '') : '';
    }
    if (holding.kind !== 'seat') {
      return t(`leaving.kinds.${holding.kind}`, { count: holding.ids.length });
    }
    const carried = 'seat' in holding && holding.seat ? carriedText(holding.seat) : '';
    return carried === '' ? t('leaving.seat') : t('leaving.seatWith', { carried });
  };
}

interface HoldingLineProps {
  readonly holding: Holding;
  readonly candidates: Leaving['candidates'];
  /** Who takes the seat, and so may take this as well. */
  readonly alsoHeir: string | null;
  readonly value: string | null;
  onChoose(memberId: string): void;
}

/** Who takes one thing over, or what becomes of it where nobody can. */
export function HoldingLine({ holding, candidates, alsoHeir, value, onChoose }: HoldingLineProps) {
  const { t } = useTranslation('access');
  const professionText = useProfessionText();
  const text = useHoldingText()(holding);
  if (!holding.canBeHanded) {
    return (
      <p className={classes.line}>
        {text}
        <span className={`${classes.line} ${classes.quiet}`}>{t('leaving.ends.proxies')}</span>
      </p>
    );
  }
  const able = candidates.filter(
    ({ memberId }) => holding.heirs.includes(memberId) || memberId === alsoHeir,
  );
  return (
    <NativeSelect
      label={text}
      value={value ?? ''}
      data={[
        { value: '', label: t('leaving.nobody') },
        ...able.map(({ memberId, displayName, profession }) => ({
          value: memberId,
          label: `${displayName} (${professionText(profession)})`,
        })),
      ]}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
    />
  );
}
