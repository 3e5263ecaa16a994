import { jest } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ShortcutsProvider, useShortcut, useShortcuts } from './shortcuts';

function Page({ run }: { readonly run: () => void }) {
  useShortcut('j', 'next question', run);
  const { shortcuts, setEnabled } = useShortcuts();
  return (
    <>
      <textarea aria-label="Answer" />
      <input type="radio" aria-label="Seven" />
      <button type="button" onClick={() => setEnabled(false)}>
        off
      </button>
      <ul>
        {shortcuts.map(({ key, description }) => (
          <li key={key}>{`${key} ${description}`}</li>
        ))}
      </ul>
    </>
  );
}

describe('useShortcut', () => {
  beforeEach(() => localStorage.clear());

  it('runs on its key, not while writing and not with a modifier', async () => {
    const run = jest.fn();
    render(<Page run={run} />, { wrapper: ShortcutsProvider });
    await userEvent.keyboard('j');
    expect(run).toHaveBeenCalledTimes(1);
    await userEvent.keyboard('{Control>}j{/Control}');
    await userEvent.type(screen.getByLabelText('Answer'), 'jjj');
    expect(run).toHaveBeenCalledTimes(1);
    expect(screen.getByLabelText('Answer')).toHaveValue('jjj');
    await userEvent.click(screen.getByLabelText('Seven'));
    await userEvent.keyboard('j');
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('is listed as long as its page is shown', () => {
    function Shell({ page }: { readonly page: boolean }) {
      const { shortcuts } = useShortcuts();
      return (
        <>
          <p>{`${shortcuts.length} shortcuts`}</p>
          {page ? <Page run={() => undefined} /> : null}
        </>
      );
    }
    const { rerender } = render(<Shell page />, { wrapper: ShortcutsProvider });
    expect(screen.getByText('1 shortcuts')).toBeVisible();
    expect(screen.getByText('j next question')).toBeVisible();
    rerender(<Shell page={false} />);
    expect(screen.getByText('0 shortcuts')).toBeVisible();
  });

  it('can be switched off for good', async () => {
    const run = jest.fn();
    render(<Page run={run} />, { wrapper: ShortcutsProvider });
    await userEvent.click(screen.getByRole('button', { name: 'off' }));
    await userEvent.keyboard('j');
    expect(run).not.toHaveBeenCalled();
    expect(localStorage.getItem('consilium.shortcuts')).toBe('off');
  });
});
