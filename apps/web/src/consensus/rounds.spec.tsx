import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { SeatFact } from '@consilium/domain/access';
import { startTexts } from '../platform/i18n';
import { Component as RoundsPage } from './rounds-page';
import { factsOf, FakeServer, openPage } from './testing/open-page';

const texts = (en: string) => ({ __typename: 'LocalisedText', fr: en, en });
const refused = (code: string, details: object | null = null) => ({
  __typename: 'Refused',
  code,
  message: code,
  details,
});

const coordinator: SeatFact = {
  id: 's1',
  profession: 'quality_officer',
  answerRoles: ['coordinator'],
  functions: ['coordinator'],
  votes: false,
};

const page = (changes: object = {}) => ({
  consensus: {
    __typename: 'ConsensusPageType',
    refusal: refused('no_closed_round'),
    open: null as object | null,
    statements: [] as object[],
    rounds: [] as object[],
    ...changes,
  },
});

const running = (missing: number) => ({
  __typename: 'OpenRoundType',
  id: 'r1',
  number: 1,
  attribution: 'profession',
  method: 'ipras',
  openedAt: '2026-11-20T08:00:00.000Z',
  closesOn: null,
  participation: {
    __typename: 'RoundParticipationType',
    finished: 6 - missing,
    invited: 6,
    missing: ['Karim Benali', 'Léa Fontaine'].slice(0, missing).map((name) => ({
      __typename: 'AwaitedMember',
      seat: name,
      name,
      profession: 'radiologist',
      left: 3,
    })),
  },
});

const changed = (field: string) => ({
  [field]: { __typename: 'RoundChanged', id: 'r1', number: 1 },
});

function open(server: FakeServer, changes: Parameters<typeof factsOf>[0] = {}) {
  return openPage(server, RoundsPage, {
    path: 'rounds',
    address: 'rounds',
    facts: factsOf({ seats: [coordinator], ...changes }),
  });
}

describe('the rounds', () => {
  beforeAll(async () => {
    await startTexts('en');
  });

  it('opens a round with its last day and how results are shown', async () => {
    const server = new FakeServer();
    let now = page();
    server.answers = {
      ReadConsensus: () => now,
      OpenRound: () => {
        now = page({ open: running(2), refusal: refused('round_still_open') });
        return changed('openRound');
      },
    };
    open(server, { openRound: null });
    await userEvent.type(await screen.findByLabelText('Last day to rate'), '2020-01-01');
    await userEvent.click(screen.getByRole('button', { name: 'Open round 1' }));
    const error = await screen.findByRole('link', { name: /today or later/ });
    expect(error).toHaveAttribute('href', '#closes-on');
    expect(server.inputsOf('OpenRound')).toHaveLength(0);

    await userEvent.clear(screen.getByLabelText('Last day to rate'));
    await userEvent.type(screen.getByLabelText('Last day to rate'), '2126-12-02');
    await userEvent.click(screen.getByRole('radio', { name: /without names or small/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Open round 1' }));
    expect(await screen.findByText('Rated everything: 4 of 6 members')).toBeVisible();
    expect(server.inputsOf('OpenRound')).toEqual([
      expect.objectContaining({
        evaluationId: 'e1',
        attribution: 'anonymous',
        method: 'ipras',
        closesOn: '2126-12-02',
        statements: null,
      }),
    ]);
  });

  it('names whom the round waits for and closes it only with a reason', async () => {
    const server = new FakeServer();
    server.answers = {
      ReadConsensus: () => page({ open: running(2), refusal: refused('round_still_open') }),
      CloseRound: () => ({ closeRound: refused('nothing_rated') }),
    };
    open(server);
    const people = await screen.findByRole('list');
    expect(
      within(people)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([expect.stringContaining('Karim Benali'), expect.stringContaining('Léa Fontaine')]);
    await userEvent.click(screen.getByRole('button', { name: 'Close round 1' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(within(dialog).getByRole('button', { name: /Close and show/ }));
    expect(server.inputsOf('CloseRound')).toHaveLength(0);
    await userEvent.type(within(dialog).getByLabelText(/Reason/), 'Both are on leave.');
    await userEvent.click(within(dialog).getByRole('button', { name: /Close and show/ }));
    await waitFor(() =>
      expect(server.inputsOf('CloseRound')).toEqual([
        expect.objectContaining({ roundId: 'r1', reason: 'Both are on leave.' }),
      ]),
    );
    expect(within(dialog).getByLabelText(/Reason/)).toHaveValue('Both are on leave.');
  });

  it('closes without a reason once everybody has rated', async () => {
    const server = new FakeServer();
    server.answers = {
      ReadConsensus: () => page({ open: running(0), refusal: refused('round_still_open') }),
      CloseRound: () => changed('closeRound'),
    };
    open(server);
    await userEvent.click(await screen.findByRole('button', { name: 'Close round 1' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).queryByRole('textbox')).toBeNull();
    await userEvent.click(within(dialog).getByRole('button', { name: /Close and show/ }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(server.inputsOf('CloseRound')).toEqual([
      expect.objectContaining({ roundId: 'r1', reason: null }),
    ]);
  });

  it('takes up in a second round what the first left divided, chosen beforehand', async () => {
    const server = new FakeServer();
    const key = (name: string) => ({ __typename: 'StatementTextsType', key: name, section: name });
    const left = (statement: string, rateAgain: string | null) => ({
      __typename: 'StoredStatementType',
      statement,
      rateAgain,
    });
    server.answers = {
      ReadConsensus: () =>
        page({
          refusal: null,
          statements: [
            { ...key('A'), text: texts('The need is real.') },
            { ...key('B'), text: texts('It suits the use.') },
            { ...key('C'), text: texts('The cost is known.') },
          ],
          rounds: [
            {
              __typename: 'ClosedRoundType',
              id: 'r1',
              number: 1,
              attribution: 'profession',
              method: 'ipras',
              openedAt: '2026-11-01T08:00:00.000Z',
              closesOn: null,
              closedAt: '2026-11-11T08:00:00.000Z',
              closedReason: 'Both are on leave.',
              results: {
                __typename: 'RoundResultsType',
                invited: 6,
                participated: 4,
                statements: [left('A', null), left('B', 'disagreement'), left('C', 'uncertain')],
              },
            },
          ],
        }),
      OpenRound: () => changed('openRound'),
    };
    open(server, { phase: 're_rating', openRound: null });
    expect(await screen.findByText('Both are on leave.')).toBeVisible();
    expect(screen.queryByRole('checkbox', { name: /The need is real/ })).toBeNull();
    const suits = screen.getByRole('checkbox', { name: /It suits the use/ });
    expect(suits).toBeChecked();
    await userEvent.click(screen.getByRole('checkbox', { name: /The cost is known/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Open round 2' }));
    await waitFor(() =>
      expect(server.inputsOf('OpenRound')).toEqual([
        expect.objectContaining({ statements: ['B'] }),
      ]),
    );
  });

  it('tells a member why opening and closing are not for him', async () => {
    const server = new FakeServer();
    server.answers = { ReadConsensus: () => page() };
    open(server, { seats: [{ ...coordinator, functions: [], votes: true }], openRound: null });
    const button = await screen.findByRole('button', { name: 'Open a round' });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription();
  });
});
