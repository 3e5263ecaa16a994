import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderUi } from '../testing';
import { DistributionPlot } from './distribution-plot';
import { HeatTable } from './heat-table';

describe('DistributionPlot', () => {
  const counts = [0, 0, 0, 1, 1, 1, 5, 5, 2];

  it('says in words what it draws, own rating included', () => {
    renderUi(<DistributionPlot caption="The need is clear." counts={counts} median={7} own={8} />);
    expect(
      screen.getByRole('img', { name: '15 ratings; median 7; from 4 to 9. Your rating: 8' }),
    ).toBeVisible();
    expect(screen.getByRole('figure', { name: 'The need is clear.' })).toBeVisible();
  });

  it('gives the same figures as a table', async () => {
    renderUi(<DistributionPlot caption="Need" counts={counts} median={7.5} />, { locale: 'fr' });
    await userEvent.click(screen.getByRole('button', { name: 'Voir en tableau' }));
    const rows = within(screen.getByRole('table')).getAllByRole('row');
    expect(rows[7]).toHaveTextContent('75');
    expect(rows.at(-1)).toHaveTextContent('Médiane7,5');
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
  });

  it('says that nobody rated', () => {
    renderUi(
      <DistributionPlot caption="Need" counts={[0, 0, 0, 0, 0, 0, 0, 0, 0]} median={null} />,
    );
    expect(screen.getByRole('img', { name: 'No rating' })).toBeVisible();
  });
});

describe('HeatTable', () => {
  it('gives each median as a number, marks divided views in words and names what is missing', () => {
    renderUi(
      <HeatTable
        caption="Medians"
        columns={[
          { key: 'all', label: 'Everyone' },
          { key: 'dpo', label: 'DPO' },
        ]}
        rows={[
          {
            key: 's1',
            label: 'Data are protected.',
            href: '/s1',
            cells: { all: { median: 5.5, n: 9, divided: true } },
          },
        ]}
      />,
    );
    const [all, none] = screen.getAllByRole('cell');
    expect(all).toHaveTextContent('5.5');
    expect(all).toHaveTextContent('divided views');
    expect(all).toHaveTextContent('9 ratings');
    expect(all).toHaveAttribute('data-zone', 'middle');
    expect(none).toHaveTextContent('no rating');
    expect(screen.getByRole('link', { name: 'Data are protected.' })).toBeVisible();
    expect(screen.getByRole('list', { name: 'Key' })).toHaveTextContent('7 to 9: agreement');
  });
});
