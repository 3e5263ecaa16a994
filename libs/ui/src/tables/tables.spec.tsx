import { jest } from '@jest/globals';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderUi } from '../testing';
import { DataTable, type DataColumn } from './data-table';
import { DescriptionList } from './description-list';

interface File {
  readonly name: string;
  readonly late: number | null;
}

const files: readonly File[] = [
  { name: 'Évaluation 10', late: 2 },
  { name: 'Évaluation 2', late: null },
  { name: 'Dermafiction', late: 5 },
];

const columns: readonly DataColumn<File>[] = [
  { key: 'name', header: 'Name', cell: (file) => file.name, sortValue: (file) => file.name },
  { key: 'late', header: 'Late', cell: (file) => file.late ?? '–', sortValue: (file) => file.late },
];

const names = () => screen.getAllByRole('rowheader').map((head) => head.textContent);

describe('DataTable', () => {
  const table = (more: object = {}) => (
    <DataTable
      caption="Files"
      columns={columns}
      rows={files}
      rowKey={(file) => file.name}
      {...more}
    />
  );

  it('has a caption and names its rows', () => {
    renderUi(table());
    expect(screen.getByRole('table', { name: 'Files' })).toBeVisible();
    expect(names()).toEqual(['NameÉvaluation 10', 'NameÉvaluation 2', 'NameDermafiction']);
  });

  it('sorts as people count, and says so', async () => {
    renderUi(table());
    await userEvent.click(screen.getByRole('button', { name: 'Name' }));
    expect(names()).toEqual(['NameDermafiction', 'NameÉvaluation 2', 'NameÉvaluation 10']);
    const head = screen.getByRole('columnheader', { name: 'Name' });
    expect(head).toHaveAttribute('aria-sort', 'ascending');
    await userEvent.click(screen.getByRole('button', { name: 'Name' }));
    expect(head).toHaveAttribute('aria-sort', 'descending');
    expect(names()[0]).toBe('NameÉvaluation 10');
  });

  it('keeps what has no value last in either direction', async () => {
    renderUi(table());
    await userEvent.click(screen.getByRole('button', { name: 'Late' }));
    expect(names()).toEqual(['NameÉvaluation 10', 'NameDermafiction', 'NameÉvaluation 2']);
    await userEvent.click(screen.getByRole('button', { name: 'Late' }));
    expect(names()).toEqual(['NameDermafiction', 'NameÉvaluation 10', 'NameÉvaluation 2']);
  });

  it('leaves the order to the server when told to', async () => {
    const onSort = jest.fn();
    renderUi(
      table({
        columns: [{ ...columns[0], sortValue: undefined, serverSort: true }],
        sort: { key: 'name', descending: false },
        onSort,
      }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Name' }));
    expect(onSort).toHaveBeenCalledWith({ key: 'name', descending: true });
    expect(names()[0]).toBe('NameÉvaluation 10');
  });

  it('says that there is nothing', () => {
    renderUi(table({ rows: [] }));
    expect(screen.getByRole('cell')).toHaveTextContent('Nothing to show');
  });
});

describe('DescriptionList', () => {
  it('pairs terms with values and what changes them', () => {
    renderUi(
      <DescriptionList
        items={[{ term: 'Device', value: 'Fictiscan', action: <a href="/">Edit</a> }]}
      />,
    );
    expect(screen.getByRole('term')).toHaveTextContent('Device');
    expect(screen.getAllByRole('definition')[0]).toHaveTextContent('Fictiscan');
  });
});
