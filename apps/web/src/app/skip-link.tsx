import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './layout.module.css';

const contentId = 'content';

/** The first thing the keyboard reaches: past the header to the page itself. */
export function SkipLink() {
  const { t } = useTranslation('shell');
  const skip = (event: MouseEvent) => {
    event.preventDefault();
    const main = document.getElementById(contentId);
    main?.focus();
    main?.scrollIntoView();
  };
  return (
    <a href={`#${contentId}`} className={classes.skip} onClick={skip}>
      {t('skipToContent')}
    </a>
  );
}

/** What the main landmark needs for the skip link to find it. */
export const mainLandmark = { id: contentId, tabIndex: -1 } as const;
