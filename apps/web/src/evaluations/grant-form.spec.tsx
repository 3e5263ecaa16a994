import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeServer, openPage } from '../consensus/testing/open-page';
import { startTexts } from '../platform/i18n';
import { GrantForm } from './grant-form';
import type { StaffedFile } from './staffing-operations';

const seat = (id: string, memberId: string, changes: object) => ({
  id,
  memberId,
  displayName: memberId,
  profession: 'nurse',
  answerRoles: [],
  functions: [],
  votes: true,
  active: true,
  vacant: false,
  seatedTo: null,
  remainsTo: null,
  ...changes,
});
const file = {
  id: 'e1',
  missingRoles: [],
  seats: [
    seat('s1', 'Anne', { seatedTo: '2031-05-31' }),
    seat('s2', 'Marc', { active: false, vacant: true, remainsTo: '2030-06-30' }),
  ],
} as unknown as StaffedFile;
const people = ['Anne', 'Zoé'].map((displayName) => ({
  __typename: 'Person' as const,
  memberId: displayName,
  displayName,
  profession: 'nurse',
}));

describe('an administrator who gives a seat', () => {
  let server: FakeServer;
  const until = () => screen.getByLabelText('Last day of the mandate');
  const choose = async (person: string, place: string) => {
    await userEvent.selectOptions(screen.getByLabelText('Person'), person);
    await userEvent.selectOptions(screen.getByLabelText('Fill'), place);
  };
  const save = async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Save and tell the panel' }));
    await screen.findByText('Saved. The panel is told.');
    return server.inputsOf('GrantSeat').at(-1)?.['seatedTo'];
  };

  beforeEach(async () => {
    await startTexts('en');
    server = new FakeServer();
    server.answers = { GrantSeat: () => ({ grantSeat: { __typename: 'SeatGranted' } }) };
    const Page = () => <GrantForm file={file} people={people} />;
    openPage(server, Page, { path: 'staff', address: 'staff' });
    await screen.findByLabelText('Person');
  });

  it('reads until when it is given: what remains of the mandate that is continued, or another day', async () => {
    await choose('Zoé', 'The vacant seat of Marc');
    expect(until()).toHaveValue('2030-06-30');
    expect(await save()).toBeUndefined();
    await choose('Zoé', 'The vacant seat of Marc');
    fireEvent.change(until(), { target: { value: '2030-01-31' } });
    expect(await save()).toBe('2030-01-31');
    await choose('Zoé', 'The vacant seat of Marc');
    await userEvent.clear(until());
    expect(await save()).toBeNull();
  });

  it('leaves whoever sits on the file her own end', async () => {
    await choose('Anne', 'The vacant seat of Marc');
    expect(until()).toHaveValue('2031-05-31');
    expect(await save()).toBeUndefined();
  });
});
