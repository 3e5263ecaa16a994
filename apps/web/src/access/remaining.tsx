import { useTranslation } from 'react-i18next';
import { Notice } from '@consilium/ui';
import { useShownReference } from '../platform/use-shown-reference';
import { useHoldingText } from './holding-line';
import { keyOf, type Holding, type Leaving } from './leaving-operations';

/** Where something is held: the file by its number, or on a committee. */
export function usePlaceOf(leaving: Leaving): (holding: Holding) => string {
  const { t } = useTranslation('access');
  const shown = useShownReference();
  return ({ evaluationId }) => {
    const file = leaving.files.find((one) => one.evaluationId === evaluationId);
    return file ? shown(file.reference) : t('leaving.committeeSeat');
  };
}

interface RemainingProps {
  readonly leaving: Leaving;
  readonly holdings: readonly Holding[];
  /** It has happened. */
  readonly done?: boolean;
}

/** What nobody takes over: it will have no holder, or has none now. */
export function Remaining({ leaving, holdings, done = false }: RemainingProps) {
  const { t } = useTranslation('access');
  const textOf = useHoldingText();
  const placeOf = usePlaceOf(leaving);
  if (holdings.length === 0) return <p>{t('leaving.allTaken')}</p>;
  return (
    <Notice
      tone="warning"
      title={t(done ? 'leaving.remained' : 'leaving.remaining', { count: holdings.length })}
    >
      <ul>
        {holdings.map((one) => (
          <li key={keyOf(one)}>
            {t('leaving.remainingOf', { place: placeOf(one), what: textOf(one) })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
