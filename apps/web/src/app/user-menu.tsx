import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Menu } from '@mantine/core';
import { IconChevronDown, IconUser } from '@consilium/ui';
import { useSession, useViewer } from '../platform/session';
import classes from './layout.module.css';

/** Who is signed in, the other organisations, and the ways out. */
export function UserMenu() {
  const { t } = useTranslation('shell');
  const viewer = useViewer();
  const { signOut } = useSession();
  const navigate = useNavigate();
  const leave = async (everywhere: boolean) => {
    await signOut(everywhere);
    await navigate('/sign-in');
  };

  return (
    <Menu position="bottom-end" width={280} withinPortal={false}>
      <Menu.Target>
        <button
          type="button"
          className={classes.headerButton}
          aria-label={t('account', { name: viewer.name })}
        >
          <IconUser aria-hidden size={22} stroke={1.7} />
          <span className={classes.userName}>{viewer.name}</span>
          <IconChevronDown aria-hidden size={16} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <p className={classes.menuWho}>
          <strong>{viewer.name}</strong>
          <br />
          {viewer.email}
        </p>
        {viewer.memberships.length > 1 ? (
          <>
            <Menu.Divider />
            <Menu.Label>{t('changeOrganisation')}</Menu.Label>
            {viewer.memberships.map(({ organisationId, organisationName }) => (
              <Menu.Item key={organisationId} onClick={() => void navigate(`/o/${organisationId}`)}>
                {organisationName}
              </Menu.Item>
            ))}
          </>
        ) : null}
        <Menu.Divider />
        <Menu.Item onClick={() => void leave(false)}>{t('signOut')}</Menu.Item>
        <Menu.Item onClick={() => void leave(true)}>{t('signOutEverywhere')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
