import { useState } from 'react';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mainLandmark } from './skip-link';
import { useKeptFocus } from './use-kept-focus';

function Page() {
  useKeptFocus();
  const [open, setOpen] = useState(true);
  const [left, setLeft] = useState(true);
  return (
    <main {...mainLandmark}>
      <h1>Page</h1>
      <section>
        <h2>Section</h2>
        {open ? (
          <div>
            <button onClick={() => setOpen(false)}>Once</button>
          </div>
        ) : null}
        <button onClick={() => setLeft(false)}>Other</button>
        {left ? <p>Aside</p> : null}
      </section>
    </main>
  );
}

describe('the focus', () => {
  it('goes to the heading around what has gone with it, and the keyboard goes on from there', async () => {
    render(<Page />);
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Section' })).toHaveFocus());
    await userEvent.tab();
    expect(screen.getByRole('button', { name: 'Other' })).toHaveFocus();
  });

  it('stays where it is when something else goes', async () => {
    render(<Page />);
    await userEvent.click(screen.getByRole('button', { name: 'Other' }));
    await waitFor(() => expect(screen.queryByText('Aside')).toBeNull());
    expect(screen.getByRole('button', { name: 'Other' })).toHaveFocus();
  });
});
