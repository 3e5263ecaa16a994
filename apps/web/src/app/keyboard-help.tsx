import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../platform/shortcuts';

const Dialog = lazy(() => import('./keyboard-help-dialog'));

/** Opens the list of the shortcuts of the page shown, on `?`. */
export function KeyboardHelp() {
  const { t } = useTranslation('shell');
  const [opened, setOpened] = useState(false);
  useShortcut('?', t('shortcuts.help'), () => setOpened(true));
  return opened ? (
    <Suspense fallback={null}>
      <Dialog onClose={() => setOpened(false)} />
    </Suspense>
  ) : null;
}
