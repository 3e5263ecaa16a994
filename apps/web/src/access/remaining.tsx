import { useTranslation } from 'react-i18next';
import { Notice } from '@consilium/ui';
import { useShownReference } from '../platform/use-shown-reference';
import { useHoldingText } from './holding-line';
import { keyOf, type Holding, type Leaving } from './leaving-operations';

/** What nobody takes over: it will have no holder. */
export function Remaining({
  leaving,
  holdings,
}: {
  readonly leaving: Leaving;
  readonly holdings: readonly Holding[];
}) {
  const { t } = useTranslation('access');
  const textOf = useHoldingText();
  const shown = useShownReference();
  if (holdings.length === 0) return <p>{t('leaving.allTaken')}</p>;
  const placeOf = ({ evaluationId }: Holding) => {
    const file = leaving.files.find((one) => one.evaluationId === evaluationId);
    return file ? shown(file.reference) : t('leaving.committees');
  };
  return (
    <Notice tone="warning" title={t('leaving.remaining', { count: holdings.length })}>
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
