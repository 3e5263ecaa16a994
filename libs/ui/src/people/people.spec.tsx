import { screen } from '@testing-library/react';
import { renderUi } from '../testing';
import { DateText } from './date-text';
import { PersonTag } from './person-tag';
import { Timeline } from './timeline';

describe('PersonTag', () => {
  it('names the person, what she is, and that she is recused', () => {
    const { container } = renderUi(<PersonTag name="Anne Roy" detail="cardiologist" you recused />);
    expect(container).toHaveTextContent('Anne Roy (you)cardiologistrecused');
  });
});

describe('DateText', () => {
  it('is readable by people and machines', () => {
    renderUi(<DateText value="2026-11-28" />, { locale: 'fr' });
    const time = screen.getByText('28 novembre 2026');
    expect(time).toHaveAttribute('datetime', '2026-11-28');
  });

  it('keeps the full date beside a relative one', () => {
    renderUi(<DateText value="2026-11-28" as="relative" now="2026-11-24" />);
    expect(screen.getByText('in 4 days')).toHaveAttribute('title', '28 November 2026');
  });
});

describe('Timeline', () => {
  it('lists what happened in the order given', () => {
    renderUi(
      <Timeline
        label="Activity"
        entries={[
          { id: '1', at: '2026-11-24', title: 'Submitted', detail: 'Data security' },
          { id: '2', at: '2026-11-20', title: 'Reminded' },
        ]}
      />,
    );
    const items = screen.getAllByRole('listitem');
    expect(items.map((item) => item.textContent)).toEqual([
      'Submitted24 November 2026Data security',
      'Reminded20 November 2026',
    ]);
  });
});
