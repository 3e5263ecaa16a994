import type { MouseEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './layout.module.css';

const contentId = 'content';

interface SkipToProps {
  /** The id of what it leads to, which can take the focus. */
  readonly target: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Past a long list to what comes after it; seen while it has the focus. */
export function SkipTo({ target, className, children }: SkipToProps) {
  const skip = (event: MouseEvent) => {
    event.preventDefault();
    const place = document.getElementById(target);
    place?.focus({ preventScroll: true });
    place?.scrollIntoView();
  };
  return (
    <a href={`#${target}`} className={className} onClick={skip}>
      {children}
    </a>
  );
}

/** The first thing the keyboard reaches: past the header to the page itself. */
export function SkipLink() {
  const { t } = useTranslation('shell');
  return (
    <SkipTo target={contentId} className={classes.skip}>
      {t('skipToContent')}
    </SkipTo>
  );
}

/** What the main landmark needs for the skip link to find it. */
export const mainLandmark = { id: contentId, tabIndex: -1 } as const;
