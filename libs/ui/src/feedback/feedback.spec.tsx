import { jest } from '@jest/globals';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderUi } from '../testing';
import { Notice } from './notice';
import { EmptyState, ErrorState, LoadingState } from './states';

describe('Notice', () => {
  it('speaks up only when asked to', () => {
    renderUi(
      <Notice tone="success" title="Submitted" role="status">
        <p>The coordinator has been told.</p>
      </Notice>,
    );
    expect(screen.getByRole('status')).toHaveTextContent('SubmittedThe coordinator has been told.');
  });
});

describe('LoadingState', () => {
  it('does not flicker for a quick answer', () => {
    jest.useFakeTimers();
    renderUi(<LoadingState />);
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
    act(() => {
      jest.advanceTimersByTime(300);
    });
    expect(screen.getByRole('status')).toHaveTextContent('Loading…');
    jest.useRealTimers();
  });
});

describe('EmptyState', () => {
  it('says what would stand here and what to do', () => {
    renderUi(
      <EmptyState title="Nothing waits for you" action={<button type="button">Start</button>}>
        Parts will appear here.
      </EmptyState>,
    );
    expect(screen.getByText('Nothing waits for you')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Start' })).toBeVisible();
  });
});

describe('ErrorState', () => {
  it('gives one sentence, the reference to quote and a way to try again', async () => {
    const retry = jest.fn();
    renderUi(<ErrorState message="The server does not answer." reference="0193" onRetry={retry} />);
    expect(screen.getByRole('alert')).toHaveTextContent('The server does not answer.');
    expect(screen.getByText('Reference: 0193')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retry).toHaveBeenCalledTimes(1);
  });
});
