import { useTranslation } from 'react-i18next';
import {
  decideInOrganisation,
  organisationFunctions,
  organisationPolicy,
  type OrganisationAction,
  type OrganisationFunction,
} from '@consilium/domain/access';
import { useFormat } from '@consilium/ui';
import { useMembership } from '../platform/organisation';

/**
 * Why I may not do this in the organisation, naming the functions that may; null when I may. The
 * same policy table decides in the server.
 */
export function useReasonInOrganisation(): (action: OrganisationAction) => string | null {
  const { t } = useTranslation(['access', 'common']);
  const { list } = useFormat();
  const { memberId, functions } = useMembership();
  return (action) => {
    const refusal = decideInOrganisation(action, {
      principal: { kind: 'person', id: memberId },
      organisationFunctions: functions as readonly OrganisationFunction[],
    });
    if (!refusal) return null;
    const allowed = organisationFunctions.filter(
      (name) => organisationPolicy[action][name] === 'always',
    );
    return t('access:reserved', {
      functions: list(
        allowed.map((name) => t(`common:organisationFunctions.${name}`).toLowerCase()),
        'disjunction',
      ),
    });
  };
}
