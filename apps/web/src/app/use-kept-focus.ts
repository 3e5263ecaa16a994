import { useEffect } from 'react';
import { mainLandmark } from './skip-link';

const headings = 'h1, h2, h3, h4, legend';

/** The elements around one, from the inside out, as far as the page's own content reaches. */
function within(main: Element, element: Element): Element[] {
  const path: Element[] = [];
  for (let at: Element | null = element; at && at !== main; at = at.parentElement) path.push(at);
  return [...path, main];
}

/**
 * Gives the focus a place when what had it is gone: a button that its own click made needless, a form
 * that was sent, a dialog whose opener went first. Browsers would let it fall to the page, whence the
 * keyboard begins again at the top. It goes to where it was on the page before, or to the heading of
 * what is left around that; an open dialog and a new page take it themselves.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: Element | null = null;
    let path: Element[] = [];
    const remember = ({ target }: FocusEvent): void => {
      if (!(target instanceof Element)) return;
      last = target;
      const main = document.getElementById(mainLandmark.id);
      if (main?.contains(target)) path = within(main, target);
    };
    const recover = (): void => {
      // Whoever clicks beside everything has taken the focus away: what had it is still there.
      if (!last || last.isConnected || document.activeElement !== document.body) return;
      if (document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      last = null;
      const [before] = path;
      if (before instanceof HTMLElement && before.isConnected) {
        before.focus({ preventScroll: true });
        return;
      }
      const around = path.find((element) => element.isConnected && element.querySelector(headings));
      const heading = around?.querySelector<HTMLElement>(headings);
      if (!heading) return;
      if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(recover);
    document.addEventListener('focusin', remember);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', remember);
      observer.disconnect();
    };
  }, []);
}
