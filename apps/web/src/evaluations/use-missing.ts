import { useTranslation } from 'react-i18next';
import type { AnswerRole, SeatFunction } from '@consilium/domain/access';
import { useFormat } from '@consilium/ui';

/** What a panel lacks, in words. */
export function useMissing(): (file: {
  readonly vacant: number;
  readonly missingFunctions: readonly SeatFunction[];
  readonly missingRoles: readonly AnswerRole[];
}) => string {
  const { t } = useTranslation(['evaluations', 'common']);
  const { list } = useFormat();
  return ({ vacant, missingFunctions, missingRoles }) => {
    const words = [
      ...(vacant > 0 ? [t('screen.staffing.vacantCount', { count: vacant })] : []),
      ...missingFunctions.map((name) =>
        t('screen.staffing.noFunction', { name: t(`common:seatFunctions.${name}`) }),
      ),
      ...missingRoles.map((name) =>
        t('screen.staffing.noRole', { name: t(`common:answerRoles.${name}`) }),
      ),
    ];
    return words.length > 0 ? list(words) : t('screen.staffing.nothing');
  };
}
