import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';

export interface Shortcut {
  /** The value of `KeyboardEvent.key`, such as `j`, `/` or `?`. */
  readonly key: string;
  /** What it does, in the reader's language, for the help dialog. */
  readonly description: string;
}

interface Registry {
  readonly shortcuts: readonly Shortcut[];
  readonly enabled: boolean;
  setEnabled(enabled: boolean): void;
  register(shortcut: Shortcut, run: () => void): () => void;
}

const Shortcuts = createContext<Registry | null>(null);
const remembered = 'consilium.shortcuts';

const writing = 'input, textarea, select, [contenteditable=""], [contenteditable="true"]';

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(writing) !== null &&
    !(
      target instanceof HTMLInputElement &&
      ['checkbox', 'radio', 'button', 'submit'].includes(target.type)
    )
  );
}

/**
 * Keeps the single-key shortcuts of the page now shown. They never fire while someone writes, and
 * can be switched off, as people who dictate need (WCAG 2.1.4).
 */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const [entries, setEntries] = useState<readonly { shortcut: Shortcut; run: () => void }[]>([]);
  const [enabled, setEnabledState] = useState(() => localStorage.getItem(remembered) !== 'off');

  const setEnabled = useCallback((next: boolean) => {
    localStorage.setItem(remembered, next ? 'on' : 'off');
    setEnabledState(next);
  }, []);

  const register = useCallback((shortcut: Shortcut, run: () => void) => {
    const entry = { shortcut, run };
    setEntries((all) => [...all, entry]);
    return () => setEntries((all) => all.filter((other) => other !== entry));
  }, []);

  useEffect(() => {
    if (!enabled) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isWriting(event.target) || document.querySelector('[aria-modal="true"]')) return;
      // The part of the page shown last speaks first.
      const entry = entries.findLast(({ shortcut }) => shortcut.key === event.key);
      if (!entry) return;
      event.preventDefault();
      entry.run();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [enabled, entries]);

  const value = useMemo(
    () => ({
      shortcuts: entries.map(({ shortcut }) => shortcut),
      enabled,
      setEnabled,
      register,
    }),
    [entries, enabled, setEnabled, register],
  );
  return <Shortcuts value={value}>{children}</Shortcuts>;
}

export function useShortcuts(): Registry {
  const registry = useContext(Shortcuts);
  if (!registry) throw new Error('shortcuts are used outside their provider');
  return registry;
}

/** Offers a single-key shortcut as long as the component is shown; it appears in the help (`?`). */
export function useShortcut(key: string, description: string, run: () => void): void {
  const { register } = useShortcuts();
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(
    () => register({ key, description }, () => latest.current()),
    [register, key, description],
  );
}
