import { useEffect, useId, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { IconChevronDown, IconUser } from '@consilium/ui';
import { useSession, useViewer } from '../platform/session';
import classes from './user-menu.module.css';

/** Who is signed in, the other organisations, and the ways out: a folded list under a button. */
export function UserMenu() {
  const { t } = useTranslation('shell');
  const viewer = useViewer();
  const { organisation } = useParams();
  const here = viewer.memberships.find(({ slug }) => slug === organisation);
  const home = here ?? viewer.memberships[0];
  const name = home?.displayName ?? viewer.email;
  const { signOut } = useSession();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  // Open on the page it was opened on: going elsewhere closes it.
  const [openOn, setOpenOn] = useState<string | null>(null);
  const open = openOn === pathname;
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panelId = useId();

  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpenOn(null);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    setOpenOn(null);
    button.current?.focus();
  };
  const onBlur = (event: FocusEvent) => {
    if (event.relatedTarget && !box.current?.contains(event.relatedTarget)) setOpenOn(null);
  };
  const leave = async (everywhere: boolean) => {
    await signOut(everywhere);
    await navigate('/sign-in');
  };

  return (
    <div ref={box} className={classes.box} onKeyDown={onKeyDown} onBlur={onBlur}>
      <button
        ref={button}
        type="button"
        className={classes.button}
        aria-label={t('account', { name })}
        aria-expanded={open}
        aria-controls={panelId}
        onClick={() => setOpenOn(open ? null : pathname)}
      >
        <IconUser aria-hidden size={22} stroke={1.7} />
        <span className={classes.name}>{name}</span>
        <IconChevronDown aria-hidden size={16} />
      </button>
      <div id={panelId} className={classes.panel} hidden={!open}>
        <p className={classes.who}>
          <strong>{name}</strong>
          <br />
          {viewer.email}
        </p>
        {viewer.memberships.length > 1 ? (
          <>
            <h2 className={classes.label}>{t('changeOrganisation')}</h2>
            <ul>
              {viewer.memberships.map(({ slug, organisation: name }) => (
                <li key={slug}>
                  <Link to={`/o/${slug}`} className={classes.item}>
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        ) : null}
        <ul>
          {home ? (
            <li>
              <Link to={`/o/${home.slug}/account`} className={classes.item}>
                {t('ownAccount')}
              </Link>
            </li>
          ) : null}
          <li>
            <button type="button" className={classes.item} onClick={() => void leave(false)}>
              {t('signOut')}
            </button>
          </li>
          <li>
            <button type="button" className={classes.item} onClick={() => void leave(true)}>
              {t('signOutEverywhere')}
            </button>
          </li>
        </ul>
      </div>
    </div>
  );
}
