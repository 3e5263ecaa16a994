import { useTranslation } from 'react-i18next';
import type { AnswerRole, SeatFunction } from '@consilium/domain/access';
import { useFormat } from '@consilium/ui';

interface Carried {
  readonly functions: readonly string[];
  readonly votes: boolean;
  readonly answerRoles?: readonly string[];
}

/** What a seat carries, in words: functions, vote and roles, each named as what it is; empty for nothing. */
export function useCarriedText(): (seat: Carried) => string {
  const { t } = useTranslation('common');
  const { list } = useFormat();
  return ({ functions, votes, answerRoles = [] }) =>
    [
      functions.length > 0
        ? t('carried.functions', {
            count: functions.length,
            names: list(functions.map((name) => t(`seatFunctions.${name as SeatFunction}`))),
          })
        : null,
      votes ? t('carried.vote') : null,
      answerRoles.length > 0
        ? t('carried.roles', {
            count: answerRoles.length,
            names: list(answerRoles.map((name) => t(`answerRoles.${name as AnswerRole}`))),
          })
        : null,
    ]
      .filter((one) => one !== null)
      .join(t('carried.between'));
}
