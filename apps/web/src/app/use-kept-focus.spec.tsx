import { useState } from 'react';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mainLandmark } from './skip-link';
import { useKeptFocus } from './use-kept-focus';

function Page() {
  useKeptFocus();
  const [open, setOpen] = useState(true);
  const [left, setLeft] = useState(true);
  const [asked, setAsked] = useState(false);
  return (
    <>
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
          <button onClick={() => setAsked(true)}>Ask</button>
        </section>
      </main>
      {asked ? (
        <div role="dialog" aria-modal="true">
          <button onClick={() => setAsked(false)}>Yes</button>
        </div>
      ) : null}
    </>
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

  it('comes back to where it was before a dialog that took it along', async () => {
    render(<Page />);
    await userEvent.click(screen.getByRole('button', { name: 'Ask' }));
    await userEvent.click(screen.getByRole('button', { name: 'Yes' }));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Ask' })).toHaveFocus());
  });

  it('is not fetched back from whoever clicked beside everything', async () => {
    render(<Page />);
    await userEvent.click(screen.getByRole('button', { name: 'Other' }));
    await userEvent.click(document.body);
    expect(document.body).toHaveFocus();
    screen.getByText('Page').append('!');
    await Promise.resolve();
    expect(document.body).toHaveFocus();
  });
});
