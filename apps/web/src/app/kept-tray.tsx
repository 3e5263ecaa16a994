import { lazy, Suspense } from 'react';
import { rooms } from './rooms';

const Loaded = lazy(async () => {
  const [{ Tray }, ...kinds] = await Promise.all([
    import('../platform/keeper/tray'),
    ...rooms.flatMap(({ keeps }) => keeps?.() ?? []),
  ]);
  return { default: () => <Tray kinds={kinds} /> };
});

/** The tray of words that are kept on this device; the page does not wait for it. */
export const KeptTray = () => (
  <Suspense fallback={null}>
    <Loaded />
  </Suspense>
);
