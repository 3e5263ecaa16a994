// What browsers have and jsdom lacks; each does the least that the components ask of it.
import { TextDecoder, TextEncoder } from 'node:util';

const silent = () => undefined;

Object.assign(globalThis, {
  TextEncoder,
  TextDecoder,
  ResizeObserver: class {
    observe = silent;
    unobserve = silent;
    disconnect = silent;
  },
});

Object.defineProperty(window, 'matchMedia', {
  configurable: true,
  value: (query: string) => ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener: silent,
    removeEventListener: silent,
    addListener: silent,
    removeListener: silent,
    dispatchEvent: () => false,
  }),
});

// Fields that grow with their text listen for fonts.
Object.defineProperty(document, 'fonts', { configurable: true, value: new EventTarget() });

Element.prototype.scrollIntoView = silent;
window.scrollTo = silent as typeof window.scrollTo;
