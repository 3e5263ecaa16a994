import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useTranslation } from 'react-i18next';

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
  const heading = useRef<HTMLHeadingElement>(null);
  const arrival = useRef(key);

  useEffect(() => {
    document.title = `${tab ?? title} – ${t('product')}`;
  }, [tab, title, t]);

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
