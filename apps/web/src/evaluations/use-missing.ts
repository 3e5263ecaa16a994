import { useTranslation } from 'react-i18next';
import type { AnswerRole, SeatFunction } from '@consilium/domain/access';
import { useFormat } from '@consilium/ui';

interface Staffed {
  readonly id: string;
  readonly vacant: number;
  readonly missingFunctions: readonly SeatFunction[];
  readonly missingRoles: readonly AnswerRole[];
}

/** As the list of what has no holder counts them; null for who does not run the file. */
interface WithoutHolder {
  readonly evaluationId: string;
  readonly parts: number | null;
  readonly conditions: number | null;
}

/** What a file lacks, in words: seats, functions and roles, and for who runs it parts and conditions. */
export function useMissing(): (file: Staffed, without: readonly WithoutHolder[]) => string {
  const { t } = useTranslation(['evaluations', 'common']);
  const { list } = useFormat();
  return ({ id, vacant, missingFunctions, missingRoles }, without) => {
    const { parts, conditions } = without.find(({ evaluationId }) => evaluationId === id) ?? {};
    const words = [
      ...(vacant > 0 ? [t('screen.staffing.vacantCount', { count: vacant })] : []),
      ...missingFunctions.map((name) =>
        t('screen.staffing.noFunction', { name: t(`common:seatFunctions.${name}`) }),
      ),
      ...missingRoles.map((name) =>
        t('screen.staffing.noRole', { name: t(`common:answerRoles.${name}`) }),
      ),
      ...(parts ? [t('screen.withoutHolder.parts', { count: parts })] : []),
      ...(conditions ? [t('screen.withoutHolder.conditions', { count: conditions })] : []),
    ];
    return words.length > 0 ? list(words) : t('screen.staffing.nothing');
  };
}
