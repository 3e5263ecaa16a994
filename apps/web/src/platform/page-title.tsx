import { createContext, useContext, useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useTranslation } from 'react-i18next';

/** What stands first in the tab's title on every page below; null for nothing. */
export const TabMark = createContext<string | null>(null);

interface PageTitleProps {
  /** The page's own name; also the title of the browser's tab unless `tab` says otherwise. */
  readonly title: string;
  readonly tab?: string;
  /** One or two sentences under the heading. */
  readonly children?: ReactNode;
}

/**
 * The page's one `h1`. Names the tab and, after a navigation, takes the focus, so that a screen
 * reader says where the person arrived. The first load leaves the focus alone.
 */
export function PageTitle({ title, tab, children }: PageTitleProps) {
  const { t } = useTranslation('common');
  const { key, pathname } = useLocation();
  const mark = useContext(TabMark);
  const heading = useRef<HTMLHeadingElement>(null);
  const arrival = useRef(key);

  useEffect(() => {
    document.title = [mark, tab ?? title, t('product')].filter(Boolean).join(' – ');
  }, [mark, tab, title, t]);

  useEffect(() => {
    arrival.current = key;
  }, [key]);

  useEffect(() => {
    if (arrival.current !== 'default') heading.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </>
  );
}
