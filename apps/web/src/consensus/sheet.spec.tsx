import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startTexts } from '../platform/i18n';
import { emptyDevice, keptHere } from '../platform/keeper/testing/empty-device';
import { Component as SheetPage } from './sheet-page';
import { factsOf, FakeServer, openPage } from './testing/open-page';

const texts = (en: string) => ({ __typename: 'LocalisedText', fr: en, en });

const statement = (key: string, words: string, changes: object = {}) => ({
  __typename: 'SheetStatementType',
  key,
  section: key,
  sectionTitle: texts(`Section ${key}`),
  text: texts(words),
  plain: texts(`${words} In plain words.`),
  help: texts('Rate alone.'),
  evidence: texts('answers of the section'),
  digest: {
    __typename: 'Digest',
    facts: [
      {
        __typename: 'DigestFactType',
        question: 'Q1',
        text: texts('How many images?'),
        answer: texts('400 a night'),
        comment: '',
        essential: true,
      },
    ],
    blockers: [],
    unknowns: [],
    objections: [{ __typename: 'ObjectionType', id: 'o1', by: 'Karim', text: 'Too few cases.' }],
    reserved: 0,
  },
  mine: null as object | null,
  before: null,
  earlier: null,
  refusal: null,
  ...changes,
});

const sheet = (changes: object = {}) => ({
  __typename: 'RatingSheetType',
  id: 'r1',
  number: 1,
  state: 'open',
  attribution: 'profession',
  closesOn: '2026-12-02',
  closedAt: null,
  recognisable: false,
  scale: {
    __typename: 'RatingScaleEnds',
    lowest: texts('fully disagree'),
    highest: texts('fully agree'),
  },
  refusal: null,
  statements: [statement('A', 'The need is real.'), statement('B', 'Evidence suffices.')],
  ...changes,
});

const kept = (version: number) => ({
  castRating: {
    __typename: 'RatingKept',
    statement: 'A',
    version,
    castAt: '2026-11-27T09:00:00.000Z',
  },
});

const refused = (code: string) => ({ __typename: 'Refused', code, message: code, details: null });

function open(server: FakeServer, facts = factsOf()) {
  return openPage(server, SheetPage, { path: 'rounds/:number', address: 'rounds/1', facts });
}

const card = (name: RegExp) => screen.findByRole('region', { name });
const seven = { name: '7' };

describe('the rating sheet', () => {
  beforeAll(async () => {
    await startTexts('en');
  });
  beforeEach(async () => {
    localStorage.clear();
    await emptyDevice();
  });

  it('saves a rating by itself, says so in words, and counts', async () => {
    const server = new FakeServer();
    server.answers = {
      ReadRatingSheet: () => ({ ratingSheet: sheet() }),
      CastRating: () => kept(1),
    };
    open(server);
    const need = await card(/The need is real/);
    expect(within(need).getByText('400 a night')).toBeVisible();
    expect(within(need).getByText('Too few cases.')).toBeVisible();
    expect(screen.getByText('0 of 2 rated')).toBeVisible();
    await userEvent.click(within(need).getByRole('radio', seven));
    await userEvent.click(screen.getByRole('heading', { level: 1 }));
    expect(await screen.findByText('1 of 2 rated')).toBeVisible();
    expect(within(need).getByText('Rated')).toBeVisible();
    expect(screen.getByText(/^Saved \d/)).toBeVisible();
    expect(server.inputsOf('CastRating')).toEqual([
      expect.objectContaining({
        roundId: 'r1',
        statement: 'A',
        value: 7,
        abstention: null,
        comment: '',
        baseVersion: 0,
      }),
    ]);
    expect(await keptHere()).toEqual([]);
  });

  it('takes an abstention with its reason and a comment, on the version last kept', async () => {
    const server = new FakeServer();
    let version = 0;
    server.answers = {
      ReadRatingSheet: () => ({ ratingSheet: sheet() }),
      CastRating: () => kept((version += 1)),
    };
    open(server);
    const need = await card(/The need is real/);
    await userEvent.click(within(need).getByRole('button', { name: 'Add a comment' }));
    await userEvent.type(within(need).getByLabelText('Comment'), 'Ask again.');
    expect(within(need).getByText(/saved with your rating/)).toBeVisible();
    await userEvent.click(screen.getByRole('heading', { level: 1 }));
    expect(server.inputsOf('CastRating')).toHaveLength(0);
    await userEvent.click(within(need).getByRole('radio', { name: /Not enough information/ }));
    await userEvent.click(screen.getByRole('heading', { level: 1 }));
    expect(await within(need).findByText('Abstained')).toBeVisible();
    await userEvent.click(within(need).getByRole('radio', seven));
    await userEvent.click(screen.getByRole('heading', { level: 1 }));
    expect(await within(need).findByText('Rated')).toBeVisible();
    expect(
      server
        .inputsOf('CastRating')
        .map(({ value, abstention, comment, baseVersion }) => [
          value,
          abstention,
          comment,
          baseVersion,
        ]),
    ).toEqual([
      [null, 'not_enough_information', 'Ask again.', 0],
      [7, null, 'Ask again.', 1],
    ]);
  });

  it('keeps the rating and says why when it is refused, also after the page was left', async () => {
    const server = new FakeServer();
    server.answers = {
      ReadRatingSheet: () => ({ ratingSheet: sheet() }),
      CastRating: () => ({ castRating: refused('round_not_open') }),
    };
    const page = open(server);
    const need = await card(/The need is real/);
    await userEvent.click(within(need).getByRole('radio', seven));
    await userEvent.click(screen.getByRole('heading', { level: 1 }));
    expect(await within(need).findByRole('alert')).toHaveTextContent('No rating round is open.');
    expect(within(need).getByRole('radio', seven)).toBeChecked();
    expect(screen.getByText('0 of 2 rated')).toBeVisible();
    page.unmount();

    server.answers['CastRating'] = () => kept(1);
    open(server);
    const again = await card(/The need is real/);
    expect(within(again).getByRole('alert')).toHaveTextContent('No rating round is open.');
    expect(within(again).getByRole('radio', seven)).toBeChecked();
    await userEvent.click(within(again).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('1 of 2 rated')).toBeVisible();
  });

  it('sends the same attempt again when the server could not be reached', async () => {
    const server = new FakeServer();
    server.answers = {
      ReadRatingSheet: () => ({ ratingSheet: sheet() }),
      CastRating: () => kept(1),
    };
    open(server);
    const need = await card(/The need is real/);
    server.down = true;
    await userEvent.click(within(need).getByRole('radio', seven));
    await userEvent.click(screen.getByRole('heading', { level: 1 }));
    expect(await screen.findByText(/kept on this device/)).toBeVisible();
    server.down = false;
    act(() => void window.dispatchEvent(new Event('online')));
    expect(await screen.findByText('1 of 2 rated')).toBeVisible();
    const [first, second] = server.inputsOf('CastRating');
    expect(second).toEqual(first);
  });

  it('shows both ratings when another window kept a different one', async () => {
    const server = new FakeServer();
    const other = {
      __typename: 'OwnRatingType',
      value: 3,
      abstention: null,
      comment: '',
      version: 1,
      castAt: '2026-11-27T08:00:00.000Z',
      toConfirm: false,
    };
    let read = 0;
    server.answers = {
      ReadRatingSheet: () => {
        read += 1;
        const mine = read === 1 ? null : other;
        return {
          ratingSheet: sheet({ statements: [statement('A', 'The need is real.', { mine })] }),
        };
      },
      CastRating: (variables) =>
        (variables['input'] as { baseVersion: number }).baseVersion === 0
          ? { castRating: refused('stale_version') }
          : kept(2),
    };
    open(server);
    const need = await card(/The need is real/);
    await userEvent.click(within(need).getByRole('radio', seven));
    await userEvent.click(screen.getByRole('heading', { level: 1 }));
    const choice = await within(need).findByRole('alert');
    expect(choice).toHaveTextContent('Saved: 3 out of 9');
    expect(choice).toHaveTextContent('Here: 7 out of 9');
    await userEvent.click(within(choice).getByRole('button', { name: 'Keep what is here' }));
    await waitFor(() =>
      expect(server.inputsOf('CastRating').at(-1)).toMatchObject({ value: 7, baseVersion: 1 }),
    );
    await waitFor(() => expect(within(need).queryByRole('alert')).toBeNull());
  });

  it('goes from statement to statement by j and k, also from inside the scale', async () => {
    const server = new FakeServer();
    server.answers = {
      ReadRatingSheet: () => ({ ratingSheet: sheet() }),
      CastRating: () => kept(1),
    };
    open(server);
    const need = await card(/The need is real/);
    const evidence = await card(/Evidence suffices/);
    await userEvent.keyboard('j');
    expect(need).toHaveFocus();
    await userEvent.click(within(need).getByRole('radio', seven));
    await userEvent.keyboard('j');
    expect(evidence).toHaveFocus();
    await userEvent.keyboard('k');
    expect(need).toHaveFocus();
  });

  it('asks to confirm a rating whose answers changed since', async () => {
    const server = new FakeServer();
    const mine = {
      __typename: 'OwnRatingType',
      value: 8,
      abstention: null,
      comment: 'Fine.',
      version: 4,
      castAt: '2026-11-26T08:00:00.000Z',
      toConfirm: true,
    };
    server.answers = {
      ReadRatingSheet: () => ({
        ratingSheet: sheet({ statements: [statement('A', 'The need is real.', { mine })] }),
      }),
      CastRating: () => kept(5),
    };
    open(server);
    const need = await card(/The need is real/);
    expect(within(need).getByText('To confirm')).toBeVisible();
    await userEvent.click(within(need).getByRole('button', { name: 'Confirm my rating' }));
    expect(await within(need).findByText('Rated')).toBeVisible();
    expect(server.inputsOf('CastRating')).toEqual([
      expect.objectContaining({ value: 8, comment: 'Fine.', baseVersion: 4 }),
    ]);
  });

  it('says why a person cannot rate and leads to what can be done', async () => {
    const server = new FakeServer();
    server.answers = {
      ReadRatingSheet: () => ({ ratingSheet: sheet({ refusal: refused('not_declared') }) }),
    };
    open(server);
    expect(await screen.findByText(/First declare your interests/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Go to my declaration of interests' })).toHaveAttribute(
      'href',
      '/o/chu/evaluations/e1/interests',
    );
    for (const radio of screen.getAllByRole('radio')) expect(radio).toBeDisabled();
  });

  it('leaves out the statement of a section one is recused from', async () => {
    const server = new FakeServer();
    server.answers = {
      ReadRatingSheet: () => ({
        ratingSheet: sheet({
          statements: [
            statement('A', 'The need is real.', { refusal: refused('recused'), digest: null }),
            statement('B', 'Evidence suffices.'),
          ],
        }),
      }),
    };
    open(server);
    const need = await card(/The need is real/);
    expect(within(need).getByText(/You are recused/)).toBeVisible();
    expect(within(need).queryByRole('radio')).toBeNull();
    expect(screen.getByText('0 of 1 rated')).toBeVisible();
  });

  it('warns the only one of a profession and speaks plainly to the patient representative', async () => {
    const server = new FakeServer();
    server.answers = { ReadRatingSheet: () => ({ ratingSheet: sheet({ recognisable: true }) }) };
    const seat = factsOf().seats[0]!;
    open(server, factsOf({ seats: [{ ...seat, answerRoles: ['patient_representative'] }] }));
    expect(await screen.findByText(/your rating will be recognisable/)).toBeVisible();
    expect(await card(/The need is real. In plain words/)).toBeVisible();
    await userEvent.click(screen.getByRole('switch', { name: 'Plain wording' }));
    expect(await card(/The need is real\.$/)).toBeVisible();
  });

  it('shows in a second round my first rating and the group without names', async () => {
    const server = new FakeServer();
    server.answers = {
      ReadRatingSheet: () => ({
        ratingSheet: sheet({
          statements: [
            statement('A', 'The need is real.', {
              before: { __typename: 'EarlierOwnRating', value: 4, abstention: null },
              earlier: {
                __typename: 'EarlierResultType',
                round: 1,
                reason: 'disagreement',
                result: {
                  __typename: 'StatementResult',
                  n: 4,
                  distribution: [1, 0, 0, 1, 0, 0, 0, 0, 2],
                  median: 6.5,
                },
              },
            }),
          ],
        }),
      }),
    };
    open(server);
    const need = await card(/The need is real/);
    expect(within(need).getByText(/In round 1 you answered: 4 out of 9/)).toBeVisible();
    expect(within(need).getByRole('img')).toHaveAccessibleName(/4 ratings; median 6.5.*4/);
    expect(within(need).getByText('To rate')).toBeVisible();
  });

  it('closes under the reader’s eyes without losing what was not saved', async () => {
    const server = new FakeServer();
    let state = sheet();
    server.answers = {
      ReadRatingSheet: () => ({ ratingSheet: state }),
      CastRating: () => ({ castRating: refused('round_not_open') }),
    };
    open(server);
    const need = await card(/The need is real/);
    await userEvent.click(within(need).getByRole('radio', seven));
    await userEvent.click(screen.getByRole('heading', { level: 1 }));
    await within(need).findByRole('alert');
    state = sheet({ state: 'closed', refusal: refused('round_not_open') });
    act(() =>
      server.push('WatchRounds', {
        roundsChanged: { __typename: 'RoundsChange', topics: ['round.closed'] },
      }),
    );
    expect(await screen.findByText(/This round is closed/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'See the results' })).toHaveAttribute(
      'href',
      '/o/chu/evaluations/e1/consensus',
    );
    expect(within(need).getByRole('alert')).toHaveTextContent('Your rating is not saved');
    expect(within(need).getByRole('radio', seven)).toBeDisabled();
    expect(within(need).getByRole('radio', seven)).toBeChecked();
  });
});
