import { jest } from '@jest/globals';
import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderUi } from '../testing';
import { ConfirmWithReason } from './confirm-with-reason';
import { ConflictChooser } from './conflict-chooser';
import { ErrorSummary } from './error-summary';
import { FileDropField } from './file-drop-field';
import { FoldedHelp } from './folded-help';
import { GapList } from './gap-list';
import { ReasonedButton } from './reasoned-button';

describe('ErrorSummary', () => {
  const errors = [
    { fieldId: 'name', message: 'Give the name' },
    { fieldId: 'choice', message: 'Choose one' },
  ];

  it('takes the focus when it comes, and counts', () => {
    renderUi(<ErrorSummary errors={errors} />);
    expect(screen.getByRole('alert')).toHaveFocus();
    expect(screen.getByRole('heading')).toHaveTextContent('There are 2 things to correct');
  });

  it('says nothing without errors', () => {
    renderUi(<ErrorSummary errors={[]} />);
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('leaves the focus in the field while the list shrinks, until the next attempt', () => {
    const attempts = [['first'], ['second']];
    const page = (left: typeof errors, attempt: unknown) => (
      <>
        <ErrorSummary errors={left} attempt={attempt} />
        <input id="name" aria-label="Name" />
      </>
    );
    const { rerender } = renderUi(page(errors, attempts[0]));
    screen.getByRole('textbox').focus();
    rerender(page(errors.slice(1), attempts[0]));
    expect(screen.getByRole('textbox')).toHaveFocus();
    rerender(page(errors.slice(1), attempts[1]));
    expect(screen.getByRole('alert')).toHaveFocus();
  });

  it('moves the focus to a field, or to the first option of a group', async () => {
    renderUi(
      <>
        <ErrorSummary errors={errors} />
        <input id="name" aria-label="Name" />
        <fieldset id="choice">
          <input type="radio" aria-label="First" />
          <input type="radio" aria-label="Second" />
        </fieldset>
      </>,
    );
    await userEvent.click(screen.getByRole('link', { name: 'Give the name' }));
    expect(screen.getByLabelText('Name')).toHaveFocus();
    await userEvent.click(screen.getByRole('link', { name: 'Choose one' }));
    expect(screen.getByLabelText('First')).toHaveFocus();
  });
});

describe('GapList', () => {
  it('opens what is folded on the way to the field', async () => {
    const onGo = jest.fn<() => void>();
    renderUi(
      <>
        <GapList
          groups={[
            { key: 'a', title: 'Section 4', gaps: [{ fieldId: 'log', label: 'Logging' }] },
            { key: 'b', title: 'Section 5', gaps: [] },
          ]}
          onGo={onGo}
        />
        <details data-testid="fold">
          <summary>More</summary>
          <textarea id="log" aria-label="Logging answer" />
        </details>
      </>,
    );
    expect(screen.getByRole('region', { name: '1 answer is missing' })).toBeVisible();
    expect(screen.queryByText('Section 5')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('link', { name: 'Logging' }));
    expect(onGo).toHaveBeenCalledWith({ fieldId: 'log', label: 'Logging' });
    expect(screen.getByTestId('fold')).toHaveAttribute('open');
    expect(screen.getByLabelText('Logging answer')).toHaveFocus();
  });

  it('says that nothing is missing', () => {
    renderUi(<GapList groups={[]} />, { locale: 'fr' });
    expect(screen.getByText('Il ne manque rien.')).toBeVisible();
  });
});

describe('ReasonedButton', () => {
  it('stays reachable, says why it cannot be used, and does nothing', async () => {
    const press = jest.fn();
    renderUi(
      <ReasonedButton reason="The round is still open." onClick={press}>
        See the results
      </ReasonedButton>,
    );
    const button = screen.getByRole('button', { name: 'See the results' });
    expect(button).toHaveAccessibleDescription('The round is still open.');
    expect(button).toHaveAttribute('aria-disabled', 'true');
    await userEvent.tab();
    expect(button).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await userEvent.click(button);
    expect(press).not.toHaveBeenCalled();
  });

  it('never submits a form it is barred from', async () => {
    const submit = jest.fn((event: React.FormEvent) => event.preventDefault());
    renderUi(
      <form onSubmit={submit}>
        <ReasonedButton type="submit" reason="Two answers are missing.">
          Submit
        </ReasonedButton>
      </form>,
    );
    await userEvent.click(screen.getByRole('button'));
    expect(submit).not.toHaveBeenCalled();
  });

  it('works without a reason, but not twice while busy', async () => {
    const press = jest.fn();
    const { rerender } = renderUi(<ReasonedButton onClick={press}>Send</ReasonedButton>);
    await userEvent.click(screen.getByRole('button'));
    rerender(
      <ReasonedButton busy onClick={press}>
        Send
      </ReasonedButton>,
    );
    await userEvent.click(screen.getByRole('button'));
    expect(press).toHaveBeenCalledTimes(1);
  });
});

describe('ConfirmWithReason', () => {
  const open = (onConfirm: (reason: string) => void) =>
    renderUi(
      <ConfirmWithReason
        opened
        title="Return the part"
        confirmLabel="Return"
        minLength={5}
        onConfirm={onConfirm}
        onCancel={() => undefined}
      >
        The author will be told.
      </ConfirmWithReason>,
    );

  it('does nothing without a reason and says so at the field', async () => {
    const confirm = jest.fn();
    open(confirm);
    await userEvent.click(screen.getByRole('button', { name: 'Return' }));
    expect(confirm).not.toHaveBeenCalled();
    expect(screen.getByRole('textbox')).toHaveAccessibleDescription(/Give the reason/);
    await userEvent.type(screen.getByRole('textbox'), ' no ');
    expect(screen.getByText('Write at least 5 characters')).toBeVisible();
  });

  it('hands over the trimmed reason', async () => {
    const confirm = jest.fn();
    open(confirm);
    await userEvent.type(screen.getByRole('textbox'), '  Source missing  ');
    await userEvent.click(screen.getByRole('button', { name: 'Return' }));
    expect(confirm).toHaveBeenCalledWith('Source missing');
  });
});

describe('ConflictChooser', () => {
  const theirs = { text: 'Theirs', by: 'Marc Duval', at: '2026-11-24' };

  it('keeps either text', async () => {
    const resolve = jest.fn();
    renderUi(<ConflictChooser mine="Mine" theirs={theirs} onResolve={resolve} />);
    const group = screen.getByRole('group', { name: 'Someone changed the same answer' });
    expect(within(group).getByText('Marc Duval’s text, 24 November 2026')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Keep mine' }));
    await userEvent.click(screen.getByRole('button', { name: 'Keep the other' }));
    expect(resolve.mock.calls).toEqual([
      ['Mine', 'mine'],
      ['Theirs', 'theirs'],
    ]);
  });

  it('combines by hand, starting from both, and can be gone back on', async () => {
    const resolve = jest.fn();
    renderUi(<ConflictChooser mine="Mine" theirs={theirs} onResolve={resolve} />);
    await userEvent.click(screen.getByRole('button', { name: 'Combine' }));
    const field = screen.getByRole('textbox', { name: 'Combined text' });
    expect(field).toHaveValue('Theirs\n\nMine');
    expect(field).toHaveFocus();
    await userEvent.type(field, '!');
    await userEvent.click(screen.getByRole('button', { name: 'Save the combined text' }));
    expect(resolve).toHaveBeenCalledWith('Theirs\n\nMine!', 'combined');
    await userEvent.click(screen.getByRole('button', { name: 'Back to the choice' }));
    expect(screen.getByRole('button', { name: 'Keep mine' })).toBeVisible();
  });

  it('does not offer to combine what is not prose, and names an empty text', () => {
    renderUi(
      <ConflictChooser mine="" theirs={theirs} combinable={false} onResolve={() => undefined} />,
    );
    expect(screen.queryByRole('button', { name: 'Combine' })).not.toBeInTheDocument();
    expect(screen.getByText('(empty)')).toBeVisible();
  });
});

describe('FoldedHelp', () => {
  it('is folded until asked for', () => {
    renderUi(<FoldedHelp summary="Method">Percentiles 30 and 70</FoldedHelp>);
    expect(screen.getByRole('group')).not.toHaveAttribute('open');
  });
});

describe('FileDropField', () => {
  const file = (name: string, bytes: number) => new File(['x'.repeat(bytes)], name);

  it('says the limit, takes a good file and names the one that is too large', async () => {
    const take = jest.fn();
    renderUi(<FileDropField label="Evidence" maxBytes={10} multiple onFiles={take} />);
    const input = screen.getByLabelText('Evidence');
    expect(input).toHaveAccessibleDescription(/Largest size: 10 byte/);
    const good = file('a.pdf', 5);
    await userEvent.upload(input, [good, file('b.pdf', 11), file('c.pdf', 0)]);
    expect(take).toHaveBeenCalledWith([good]);
    expect(screen.getByRole('alert')).toHaveTextContent('“b.pdf” is 11 byte');
    expect(screen.getByRole('alert')).toHaveTextContent('“c.pdf” is empty');
    expect(input).toBeInvalid();
  });

  it('takes what is dropped, one at a time unless many are wanted', () => {
    const take = jest.fn();
    renderUi(<FileDropField label="Evidence" maxBytes={10} onFiles={take} />);
    const zone = screen.getByLabelText('Evidence').parentElement as HTMLElement;
    fireEvent.drop(zone, { dataTransfer: { files: [file('a', 1), file('b', 1)] } });
    expect(take).not.toHaveBeenCalled();
    expect(screen.getByRole('alert')).toHaveTextContent('Drop one file at a time');
    const one = file('a', 1);
    fireEvent.drop(zone, { dataTransfer: { files: [one] } });
    expect(take).toHaveBeenCalledWith([one]);
  });

  it('shows what the server found wrong', () => {
    renderUi(
      <FileDropField label="Evidence" maxBytes={10} error="Not a PDF" onFiles={() => undefined} />,
    );
    expect(screen.getByRole('alert')).toHaveTextContent('Error: Not a PDF');
  });
});
