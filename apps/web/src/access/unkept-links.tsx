import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useId,
  useMemo,
  useState,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import { ConfirmDialog } from '../platform/confirm-dialog';

interface Links {
  /** Links that are shown this once stand on the page, and nobody has copied or stored them yet. */
  hold(key: string, unkept: boolean): void;
  /** Does what would take such links away, after asking where there are some. */
  before(go: () => void): void;
}

const LinksContext = createContext<Links>({
  hold: () => undefined,
  before: (go) => go(),
});

/** Asks before a page goes away that shows links nobody will see again. */
export function UnkeptLinks({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('access');
  const [held, setHeld] = useState<ReadonlySet<string>>(new Set());
  const [next, setNext] = useState<{ readonly go: () => void } | null>(null);
  const unkept = held.size > 0;
  const blocker = useBlocker(unkept);

  const hold = useCallback((key: string, on: boolean) => {
    setHeld((now) => {
      if (now.has(key) === on) return now;
      const others = [...now].filter((one) => one !== key);
      return new Set(on ? [...others, key] : others);
    });
  }, []);
  const links = useMemo(
    () => ({ hold, before: (go: () => void) => (unkept ? setNext({ go }) : go()) }),
    [hold, unkept],
  );
  useEffect(() => {
    if (!unkept) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unkept]);

  const stay = () => {
    setNext(null);
    blocker.reset?.();
  };
  const lose = () => {
    setNext(null);
    setHeld(new Set());
    next?.go();
    blocker.proceed?.();
  };
  return (
    <LinksContext.Provider value={links}>
      {children}
      <ConfirmDialog
        opened={next !== null || blocker.state === 'blocked'}
        title={t('unkept.title')}
        confirmLabel={t('unkept.lose')}
        cancelLabel={t('unkept.stay')}
        danger
        busy={false}
        trouble={null}
        onConfirm={lose}
        onCancel={stay}
      >
        <p>{t('unkept.text')}</p>
      </ConfirmDialog>
    </LinksContext.Provider>
  );
}

/** Says of links on the page whether they would be lost with it. */
export function useUnkept(unkept: boolean): void {
  const key = useId();
  const { hold } = useContext(LinksContext);
  useEffect(() => {
    hold(key, unkept);
    return () => hold(key, false);
  }, [hold, key, unkept]);
}

/** Does something that takes links off the page, after asking where nobody has kept them. */
export const useBeforeLosing = (): Links['before'] => useContext(LinksContext).before;
