import { Suspense } from 'react';
import { screen } from '@testing-library/react';
import { startTexts } from '../i18n';
import { openBare } from './testing/open-bare';

describe('the tray of kept words', () => {
  it('keeps nothing around it waiting for a browser that does not open its store', async () => {
    await startTexts('en');
    Object.assign(globalThis, { indexedDB: { open: () => ({}) } });
    // Loaded after the store stands there, since the device is opened once for the whole window.
    const { Tray } = await import('./tray');
    openBare(() => (
      <Suspense fallback={<p>The page waits.</p>}>
        <p>The page</p>
        <Tray kinds={[]} />
      </Suspense>
    ));
    expect(await screen.findByText(/^The page/)).toBeVisible();
    expect(screen.queryByText('The page waits.')).toBeNull();
  });
});
