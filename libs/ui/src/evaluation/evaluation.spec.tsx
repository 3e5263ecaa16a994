import { jest } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { LinkProvider } from '../link';
import { renderUi } from '../testing';
import { PartsGrid, type PartCell } from './parts-grid';
import { PhaseStepper } from './phase-stepper';
import { QuorumMeter } from './quorum-meter';
import { RatingScale, type Rating } from './rating-scale';
import { TaskList } from './task-list';

describe('TaskList', () => {
  const tasks = [
    { id: 'a', label: 'Answer', href: '/o/x/a', state: { label: 'Late', tone: 'danger' as const } },
    { id: 'b', label: 'Rate', state: { label: 'Not yet' } },
  ];

  it('leads to each place and says the state with it', () => {
    renderUi(<TaskList tasks={tasks} label="My tasks" />);
    const link = screen.getByRole('link', { name: 'Answer' });
    expect(link).toHaveAttribute('href', '/o/x/a');
    expect(link).toHaveAccessibleDescription('Late');
    expect(screen.queryByRole('link', { name: 'Rate' })).not.toBeInTheDocument();
  });

  it('uses the links of the application', () => {
    renderUi(<TaskList tasks={tasks} />, {
      wrap: (children) => (
        <LinkProvider value={({ href, children: text }) => <a href={`#${href}`}>{text}</a>}>
          {children}
        </LinkProvider>
      ),
    });
    expect(screen.getByRole('link')).toHaveAttribute('href', '#/o/x/a');
  });
});

describe('PhaseStepper', () => {
  it('marks the phase under way and says each state and date in words', () => {
    renderUi(
      <PhaseStepper
        paused="Waiting for the supplier"
        phases={[
          { key: 'a', label: 'Screening', state: 'done', actual: '2020-10-05' },
          { key: 'b', label: 'Collecting', state: 'current', planned: '2020-11-18', late: true },
          { key: 'c', label: 'Rating', state: 'upcoming' },
          { key: 'd', label: 'Pilot', state: 'skipped' },
        ]}
      />,
    );
    const steps = screen.getAllByRole('listitem');
    expect(steps[0]).toHaveTextContent('Screening (done)5 Oct 2020');
    expect(steps[1]).toHaveAttribute('aria-current', 'step');
    expect(steps[1]).toHaveTextContent('Collecting (in progress)planned for 18 Nov 2020late');
    expect(steps[2]).toHaveTextContent('Rating (to come)');
    expect(steps[3]).toHaveTextContent('not planned');
    expect(screen.getByText('Waiting for the supplier')).toBeVisible();
  });
});

describe('PartsGrid', () => {
  const cell: PartCell = {
    state: 'in_progress',
    answered: 8,
    total: 12,
    people: ['Inès Belkacem', 'Marc Duval'],
    due: '2020-11-18',
    late: true,
    href: '/part',
  };

  it('is a real table whose cells say state, count, people and lateness', () => {
    renderUi(
      <PartsGrid
        caption="Parts"
        roles={[
          { key: 'it_security', label: 'IT security' },
          { key: 'dpo', label: 'DPO' },
        ]}
        rows={[{ key: 'q4', label: 'Data security', cells: { it_security: cell } }]}
      />,
    );
    const table = screen.getByRole('table', { name: 'Parts' });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map((head) => head.textContent),
    ).toEqual(['Section', 'IT security', 'DPO']);
    const [part, none] = within(table).getAllByRole('cell');
    expect(part).toHaveTextContent('In progress');
    expect(part).toHaveTextContent('late');
    expect(part).toHaveTextContent('Inès Belkacem and Marc Duval');
    expect(part).toHaveTextContent('due 18 Nov 2020');
    expect(none).toHaveTextContent('not concerned');
    expect(
      screen.getByRole('link', { name: '8 of 12 (Data security, IT security)' }),
    ).toHaveAttribute('href', '/part');
  });

  it('has no due date to show once submitted', () => {
    renderUi(
      <PartsGrid
        caption="Parts"
        roles={[{ key: 'dpo', label: 'DPO' }]}
        rows={[
          { key: 'q', label: 'Q', cells: { dpo: { ...cell, state: 'submitted', late: false } } },
        ]}
      />,
    );
    expect(screen.getByRole('cell')).not.toHaveTextContent('due');
  });
});

describe('QuorumMeter', () => {
  it('says that it is not reached, by how much and by whom', () => {
    const { container } = renderUi(
      <QuorumMeter
        label="Quorum"
        present={5}
        required={6}
        total={10}
        missing={[{ profession: 'Radiologists', names: ['Anne Roy', 'Léo Blanc'] }]}
      />,
    );
    expect(screen.getByText('Quorum not reached')).toBeVisible();
    expect(screen.getByRole('meter', { name: 'Quorum' })).toHaveAttribute('aria-valuenow', '5');
    expect(container).toHaveTextContent('1 more person needed');
    expect(container).toHaveTextContent('RadiologistsAnne Roy and Léo Blanc');
  });

  it('is not reached without a required role, whatever the count', () => {
    renderUi(
      <QuorumMeter
        label="Quorum"
        present={8}
        required={6}
        total={10}
        roles={[{ label: 'Patient representative', met: false }]}
      />,
    );
    expect(screen.getByText('Quorum not reached')).toBeVisible();
    expect(screen.getByText('Patient representative (absent)')).toBeVisible();
  });

  it('follows a second call that needs none', () => {
    renderUi(<QuorumMeter label="Quorum" present={2} required={6} total={10} met />);
    expect(screen.getByText('Quorum reached')).toBeVisible();
  });
});

describe('RatingScale', () => {
  const scale = (rating: Rating | null, onChange: (rating: Rating) => void, disabled = false) => (
    <RatingScale
      legend="The need is clear."
      rating={rating}
      lowLabel="Do not agree"
      highLabel="Agree"
      abstentions={[{ key: 'outside_competence', label: 'Outside my competence' }]}
      disabled={disabled}
      message={disabled ? 'The round is closed.' : undefined}
      onChange={onChange}
    />
  );

  it('is one group of radio buttons with both ends in words', () => {
    renderUi(scale(null, () => undefined));
    const group = screen.getByRole('group', { name: 'The need is clear.' });
    const options = within(group).getAllByRole('radio');
    expect(options).toHaveLength(10);
    expect(new Set(options.map((option) => option.getAttribute('name'))).size).toBe(1);
    expect(screen.getByRole('radio', { name: '1, Do not agree' })).toBeInTheDocument();
    expect(screen.getByRole('radio', { name: '9, Agree' })).toBeInTheDocument();
    expect(options.every((option) => !(option as HTMLInputElement).checked)).toBe(true);
  });

  it('tells a rating from an abstention', async () => {
    const change = jest.fn();
    renderUi(scale(null, change));
    await userEvent.click(screen.getByRole('radio', { name: '7' }));
    await userEvent.click(screen.getByRole('radio', { name: /Outside my competence/ }));
    expect(change.mock.calls).toEqual([
      [{ kind: 'value', value: 7 }],
      [{ kind: 'abstention', reason: 'outside_competence' }],
    ]);
  });

  it('moves with the arrow keys', async () => {
    const change = jest.fn();
    renderUi(scale({ kind: 'value', value: 7 }, change));
    screen.getByRole('radio', { name: '7' }).focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(change).toHaveBeenCalledWith({ kind: 'value', value: 8 });
  });

  it('cannot be changed when closed, and says why', () => {
    renderUi(scale({ kind: 'value', value: 7 }, () => undefined, true));
    expect(screen.getByRole('group')).toBeDisabled();
    expect(screen.getByRole('group')).toHaveAccessibleDescription('The round is closed.');
    expect(screen.getByRole('radio', { name: '7' })).toBeChecked();
  });
});
