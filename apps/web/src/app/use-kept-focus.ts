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
 * that was sent. Browsers would let it fall to the page, whence the keyboard begins again at the top.
 * It goes to the heading of what is left around it; a dialog and a new page take it themselves.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let path: Element[] = [];
    const remember = ({ target }: FocusEvent): void => {
      const main = document.getElementById(mainLandmark.id);
      if (main && target instanceof Element && main.contains(target)) path = within(main, target);
    };
    const recover = (): void => {
      const [last] = path;
      if (!last || last.isConnected || document.activeElement !== document.body) return;
      const around = path.find((element) => element.isConnected && element.querySelector(headings));
      path = [];
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
