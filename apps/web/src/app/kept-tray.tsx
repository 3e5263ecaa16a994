import { lazy } from 'react';
import { rooms } from './rooms';

/** The tray of words that are kept on this device, with what each room keeps. */
export const KeptTray = lazy(async () => {
  const [{ Tray }, ...kinds] = await Promise.all([
    import('../platform/keeper/tray'),
    ...rooms.flatMap(({ keeps }) => keeps?.() ?? []),
  ]);
  return { default: () => <Tray kinds={kinds} /> };
});
