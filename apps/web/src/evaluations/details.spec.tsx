import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startTexts } from '../platform/i18n';
import { emptyDevice } from '../platform/keeper/testing/empty-device';
import { Component as DetailsPage } from './details-page';
import { Component as SeatPage } from './seat-page';
import { factsOf, FakeServer, open, press, refused, seatOf } from './testing/open-page';

beforeAll(async () => {
  await startTexts('en');
});

afterEach(emptyDevice);

describe('the description of the file', () => {
  const version = {
    __typename: 'DeviceVersion',
    id: 'v1',
    version: '2.1',
    intendedPurpose: 'Reads radiographs',
    udi: '',
    riskClass: 'IIa',
    certificateExpiresOn: null,
    personalDataLeavesSite: null,
    hardwareIncluded: false,
    ionisingRadiation: null,
    evaluated: true,
  };
  const file = (changes: object = {}) => ({
    evaluation: {
      __typename: 'Evaluation',
      id: 'e1',
      title: 'Reading aid',
      need: 'Delays',
      specialties: [],
      detailsVersion: 1,
      deviceName: 'Radio',
      manufacturer: 'Fictional',
      intendedPurpose: 'Reads radiographs',
      describedElsewhere: false,
      deviceVersion: version,
      ...changes,
    },
  });
  const known = () => ({
    devices: [
      {
        __typename: 'Device',
        id: 'd1',
        name: 'Radio',
        manufacturer: 'Fictional',
        versions: [version],
      },
    ],
  });

  it('shows what others rest on instead of the fields, and gives them back for another version', async () => {
    const server = new FakeServer();
    server.answers = {
      FileDetails: () => file({ describedElsewhere: true }),
      KnownVersions: known,
      EditEvaluation: () => ({ editEvaluation: refused('device_described_elsewhere') }),
    };
    open(server, DetailsPage, factsOf({ phase: 'draft' }));
    expect(await screen.findByText('This version is already described')).toBeVisible();
    expect(screen.getByText('IIa')).toBeVisible();
    expect(screen.queryByRole('combobox', { name: 'Risk class' })).toBeNull();
    await press('Save');
    await waitFor(() => expect(server.sent('EditEvaluation')).toHaveLength(1));
    expect(server.sent('EditEvaluation')[0]).not.toHaveProperty('input.riskClass');
    expect(server.sent('EditEvaluation')[0]).not.toHaveProperty('input.profile');
    expect(await screen.findByRole('alert')).toBeVisible();

    const number = screen.getByRole('textbox', { name: 'Version' });
    await userEvent.clear(number);
    await userEvent.type(number, '3.0');
    const riskClass = await screen.findByRole('combobox', { name: 'Risk class' });
    await userEvent.selectOptions(riskClass, 'III');
    await press('Save');
    await waitFor(() =>
      expect(server.sent('EditEvaluation').at(-1)).toMatchObject({
        input: { version: '3.0', riskClass: 'III' },
      }),
    );
  });

  it('shows what somebody else saved beside the own words, which are kept and can then replace it', async () => {
    const server = new FakeServer();
    let now = file();
    server.answers = {
      FileDetails: () => now,
      KnownVersions: known,
      EditEvaluation: () => ({ editEvaluation: refused('stale_version') }),
    };
    open(server, DetailsPage, factsOf({ seats: [seatOf({ functions: ['coordinator'] })] }));
    const need = await screen.findByRole('textbox', { name: 'Need' });
    await userEvent.clear(need);
    await userEvent.type(need, 'My words');
    now = file({ detailsVersion: 2, need: 'Their words' });
    await press('Save');
    const alert = await screen.findByRole('alert');
    expect(within(alert).getByText('Their words')).toBeVisible();
    expect(within(alert).queryByText('Reading aid')).toBeNull();
    expect(need).toHaveValue('My words');
    await press('Save');
    await waitFor(() =>
      expect(server.sent('EditEvaluation').map(({ input }) => input)).toMatchObject([
        { baseVersion: 1, need: 'My words' },
        { baseVersion: 2, need: 'My words' },
      ]),
    );

    now = file({ detailsVersion: 3, need: 'Theirs again' });
    await press('Save');
    await screen.findByText('Theirs again');
    await press('Take theirs');
    expect(screen.getByRole('textbox', { name: 'Need' })).toHaveValue('Theirs again');
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('a seat of the panel', () => {
  const seat = {
    __typename: 'Seat',
    id: 's2',
    memberId: 'm2',
    displayName: 'Léa Fontaine',
    profession: 'nurse',
    answerRoles: ['clinician'],
    functions: [],
    votes: false,
    seatedFrom: '2026-01-01',
    seatedTo: null,
    revision: 1,
    active: true,
    account: 'open' as const,
    withoutHolder: false,
    vacant: false,
    substitute: null,
    selfGrantedReason: null,
    mine: false,
    declarationStatus: null,
    labels: [],
  };
  const panel = (...seats: object[]) => ({
    evaluation: {
      __typename: 'Evaluation',
      id: 'e1',
      today: '2026-11-27',
      committee: { __typename: 'CommitteeRef', id: 'c1' },
      panel: { __typename: 'Panel', warnings: [], changes: [], seats },
    },
  });

  it('keeps a newcomer’s form when somebody else seated her first, and shows her seat as it is', async () => {
    const server = new FakeServer();
    let now = panel();
    server.answers = {
      FilePanel: () => now,
      PeopleToSeat: () => ({
        people: [
          {
            __typename: 'Person',
            memberId: 'm2',
            displayName: 'Léa Fontaine',
            profession: 'nurse',
          },
        ],
        committees: [],
      }),
      SaveSeat: () => ({ saveSeat: refused('stale_version') }),
    };
    open(server, SeatPage, factsOf({ seats: [seatOf({ functions: ['coordinator'] })] }));
    await userEvent.selectOptions(await screen.findByLabelText('Person'), 'm2');
    // What carries power is nobody's to tick here.
    expect(screen.queryByRole('checkbox', { name: /vote/ })).toBeNull();
    expect(screen.queryByRole('checkbox', { name: 'Chair' })).toBeNull();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Patient representative' }));
    now = panel(seat);
    await press('Save the seat');
    const alert = await screen.findByRole('alert');
    expect(within(alert).getByText('Clinician')).toBeVisible();
    expect(screen.getByLabelText('Person')).toHaveValue('m2');
    await press('Save the seat');
    await waitFor(() =>
      expect(server.sent('SaveSeat').map(({ input }) => input)).toMatchObject([
        { baseRevision: 0, votes: false, answerRoles: ['patient_representative'] },
        { baseRevision: 1, votes: false, answerRoles: ['patient_representative'] },
      ]),
    );
  });
});
