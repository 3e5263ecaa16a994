import { jest } from '@jest/globals';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderUi } from '../testing';
import { ProgressBar } from './progress-bar';
import { SaveState } from './save-state';
import { StatusBadge } from './status-badge';

describe('SaveState', () => {
  it('reads out where the words are once a save has ended', () => {
    renderUi(<SaveState status={{ kind: 'saved', at: new Date(2026, 10, 24, 14, 2) }} />);
    expect(screen.getByRole('status')).toHaveTextContent('Saved 14:02');
  });

  it('shows that it is saving without reading it out', () => {
    renderUi(<SaveState status={{ kind: 'saving' }} />);
    expect(screen.getByText('Saving…')).toBeVisible();
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
  });

  it('speaks French', () => {
    renderUi(<SaveState status={{ kind: 'offline' }} />, { locale: 'fr' });
    expect(screen.getByRole('status')).toHaveTextContent('Hors ligne – conservé sur cet appareil');
  });

  it('says why saving failed and offers to try again', async () => {
    const retry = jest.fn();
    renderUi(<SaveState status={{ kind: 'failed', why: 'the part is closed' }} onRetry={retry} />);
    expect(screen.getByRole('status')).toHaveTextContent('Not saved – the part is closed');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retry).toHaveBeenCalledTimes(1);
  });
});

describe('ProgressBar', () => {
  it('says in words how far it is', () => {
    renderUi(<ProgressBar label="Answers" value={12} max={40} />);
    const bar = screen.getByRole('progressbar', { name: 'Answers' });
    expect(bar).toHaveAttribute('aria-valuetext', '12 of 40');
    expect(screen.getByText('12 of 40')).toBeVisible();
  });

  it('takes other words and survives nothing to do', () => {
    renderUi(<ProgressBar label="Report" value={0} max={0} words="not started" />);
    expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuetext', 'not started');
  });
});

describe('StatusBadge', () => {
  it('says its state in words', () => {
    renderUi(<StatusBadge tone="danger">Late</StatusBadge>);
    expect(screen.getByText('Late')).toHaveAttribute('data-tone', 'danger');
  });
});
