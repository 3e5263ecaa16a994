import { Suspense, useState } from 'react';
import { fireEvent, screen } from '@testing-library/react';
import { startTexts } from '../i18n';
import { openBare } from './testing/open-bare';
import { useKeeper, useKeeperOnceReady } from './use-keeper';

const Form = () => <p>{useKeeper() ? 'The form' : ''}</p>;

function Page() {
  const [opened, setOpened] = useState(false);
  const ready = useKeeperOnceReady() !== null;
  return (
    <Suspense fallback={<p>The page waits.</p>}>
      {ready ? <button onClick={() => setOpened(true)}>Open</button> : null}
      {opened ? <Form /> : null}
    </Suspense>
  );
}

describe('the keeper', () => {
  it('takes no page away when a form appears on it and the device has been read', async () => {
    await startTexts('en');
    openBare(Page);
    fireEvent.click(await screen.findByRole('button', { name: 'Open' }));
    expect(screen.queryByText('The page waits.')).toBeNull();
    expect(screen.getByText('The form')).toBeVisible();
  });
});
