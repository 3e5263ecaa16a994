import { useTranslation } from 'react-i18next';
import type { AbstentionReason } from '@consilium/domain/consensus';

interface Said {
  readonly value: number | null;
  readonly abstention: AbstentionReason | null;
}

/** A rating or an abstention in words. */
export function useRatingText(): (said: Said) => string {
  const { t } = useTranslation('consensus');
  return ({ value, abstention }) => {
    if (value !== null) return t('screen.sheet.value', { value });
    return abstention === null
      ? t('screen.sheet.nothing')
      : t('screen.sheet.abstained', { reason: t(`abstentions.${abstention}`) });
  };
}
