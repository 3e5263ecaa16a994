import { useTranslation } from 'react-i18next';
import { StatusBadge } from '@consilium/ui';
import type { AccountState } from '../gql/graphql';

/** Says beside a name that its bearer cannot sign in here; nothing for who can. */
export function AccountMark({ account }: { readonly account: AccountState | null | undefined }) {
  const { t } = useTranslation('access');
  if (!account || account === 'open') return null;
  return <StatusBadge tone="warning">{t(`account.${account}`)}</StatusBadge>;
}
