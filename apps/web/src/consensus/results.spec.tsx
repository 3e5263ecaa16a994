import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startTexts } from '../platform/i18n';
import { emptyDevice } from '../platform/keeper/testing/empty-device';
import { Component as ResultsPage } from './results-page';
import { FakeServer, openPage } from './testing/open-page';

const texts = (en: string) => ({ __typename: 'LocalisedText', fr: en, en });
const abstained = (outside = 0, missing = 0) => ({
  __typename: 'AbstainedCount',
  outsideCompetence: outside,
  notEnoughInformation: missing,
});

const countsOf = (ratings: readonly number[]) =>
  Array.from({ length: 9 }, (_, index) => ratings.filter((one) => one === index + 1).length);

const medianOf = (ratings: readonly number[]) => {
  const all = ratings.toSorted((a, b) => a - b);
  const half = all.length / 2;
  return Number.isInteger(half)
    ? ((all[half - 1] ?? 0) + (all[half] ?? 0)) / 2
    : (all[Math.floor(half)] ?? null);
};

const group = (ratings: readonly number[]) => ({
  n: ratings.length,
  distribution: countsOf(ratings),
  median: medianOf(ratings),
  disagreement: null as boolean | null,
  reach: ratings.length >= 8 ? 'full' : ratings.length >= 5 ? 'indicative' : 'raw',
  abstained: abstained(),
});

interface Stored {
  readonly key: string;
  readonly byProfession: Readonly<Record<string, readonly number[]>>;
  readonly result?: object;
  readonly rest?: object;
}

const stored = ({ key, byProfession, result = {}, rest = {} }: Stored) => {
  const all = Object.values(byProfession).flat();
  return {
    __typename: 'StoredStatementType',
    statement: key,
    missing: 0,
    rateAgain: null as string | null,
    movement: null as object | null,
    result: {
      __typename: 'StatementResult',
      ...group(all),
      p30: null,
      p70: null,
      ipr: null,
      ipras: null,
      di: null,
      class: null,
      hasDegree: null,
      withheld: [],
      low: Object.entries(byProfession)
        .map(([profession, ratings]) => ({
          __typename: 'LowRatingsType',
          profession,
          ratings: ratings.filter((one) => one <= 3),
        }))
        .filter(({ ratings }) => ratings.length > 0),
      professions: Object.entries(byProfession).map(([profession, ratings]) => ({
        __typename: 'ProfessionResult',
        profession,
        ...group(ratings),
      })),
      ...result,
    },
    ...rest,
  };
};

const round = (number: number, statements: readonly object[], changes: object = {}) => ({
  __typename: 'ClosedRoundType',
  id: `r${number}`,
  number,
  attribution: 'profession',
  method: 'ipras',
  parameters: {
    ipras: { lower: 30, upper: 70, interpolation: 'linear' },
    has_degree: { maxTrim: 0 },
  },
  openedAt: '2026-11-01T08:00:00.000Z',
  closesOn: '2026-11-10',
  closedAt: '2026-11-11T08:00:00.000Z',
  closedReason: null,
  results: { __typename: 'RoundResultsType', invited: 8, participated: 8, statements },
  comments: [],
  withheld: [],
  withoutLinked: [],
  ...changes,
});

const page = (changes: object = {}) => ({
  consensus: {
    __typename: 'ConsensusPageType',
    refusal: null,
    open: null,
    statements: [
      {
        __typename: 'StatementTextsType',
        key: 'A',
        section: 'Q01',
        text: texts('The need is real.'),
      },
      {
        __typename: 'StatementTextsType',
        key: 'B',
        section: 'Q02',
        text: texts('It suits the use.'),
      },
    ],
    rounds: [],
    ...changes,
  },
});

const running = {
  __typename: 'OpenRoundType',
  id: 'r1',
  number: 1,
  attribution: 'profession',
  method: 'ipras',
  openedAt: '2026-11-20T08:00:00.000Z',
  closesOn: '2026-12-02',
  participation: null,
};

const agreed = stored({
  key: 'A',
  byProfession: { radiologist: [7, 7, 8, 8], nurse: [8, 8, 9, 9] },
  result: {
    p30: 7.1,
    p70: 8,
    ipr: 0.9,
    ipras: 6.18,
    di: 0.15,
    disagreement: false,
    class: 'appropriate',
    hasDegree: 'strong_agreement',
  },
});
const divided = stored({
  key: 'B',
  byProfession: { radiologist: [1, 1, 1, 1], nurse: [9, 9, 9, 9] },
  result: {
    p30: 1,
    p70: 9,
    ipr: 8,
    ipras: 2.35,
    di: 3.4,
    disagreement: true,
    class: 'uncertain',
    hasDegree: 'no_consensus',
  },
  rest: { rateAgain: 'disagreement' },
});

function open(server: FakeServer) {
  return openPage(server, ResultsPage, { path: 'consensus', address: 'consensus' });
}

const headings = () =>
  screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent);

describe('the results', () => {
  beforeAll(async () => {
    await startTexts('en');
  });
  beforeEach(async () => {
    localStorage.clear();
    await emptyDevice();
  });

  it('says that a round is open, shows nothing of it, and its results as soon as it closes', async () => {
    const server = new FakeServer();
    let now = page({
      open: running,
      refusal: {
        __typename: 'Refused',
        code: 'round_still_open',
        message: 'round_still_open',
        details: null,
      },
    });
    server.answers = { ReadConsensus: () => now };
    open(server);
    expect(await screen.findByText('Round 1 is open')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Open the rating sheet' })).toHaveAttribute(
      'href',
      '/o/chu/evaluations/e1/rounds/1',
    );
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.queryByRole('img')).toBeNull();

    now = page({ rounds: [round(1, [agreed, divided])] });
    act(() =>
      server.push('WatchRounds', {
        roundsChanged: { __typename: 'RoundsChange', topics: ['round.closed'] },
      }),
    );
    expect(
      await screen.findByRole('table', { name: 'Median of each statement, by profession' }),
    ).toBeVisible();
    expect(screen.queryByText('Round 1 is open')).toBeNull();
  });

  it('gives the median of each profession, the class in words, and a table for each picture', async () => {
    const server = new FakeServer();
    server.answers = { ReadConsensus: () => page({ rounds: [round(1, [agreed, divided])] }) };
    open(server);
    const heat = await screen.findByRole('table', {
      name: 'Median of each statement, by profession',
    });
    expect(
      within(heat)
        .getAllByRole('columnheader')
        .map(({ textContent }) => textContent),
    ).toEqual(['Statement', 'Everyone', 'Nurse', 'Radiologist']);
    expect(
      within(within(heat).getByRole('row', { name: /It suits the use/ }))
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    ).toEqual([expect.stringMatching(/^5.*divided.*8 ratings/), '94 ratings', '14 ratings']);

    const need = screen.getByRole('article', { name: /The need is real/ });
    expect(within(need).getByText('Agreement')).toBeVisible();
    const use = screen.getByRole('article', { name: /It suits the use/ });
    expect(within(use).getByText('Divided')).toBeVisible();
    expect(within(use).getByText('Ratings from 1 to 3: Radiologist 1 · 1 · 1 · 1')).toBeVisible();
    await userEvent.click(within(use).getByRole('button', { name: /table/i }));
    expect(within(use).getByRole('row', { name: '9 4' })).toBeVisible();
    expect(within(use).getByText('Disagreement index (DI)')).not.toBeVisible();
    await userEvent.click(within(use).getByText('Method and indices'));
    expect(within(use).getByText('Disagreement index (DI)')).toBeVisible();
    expect(within(use).getByText('3.4')).toBeVisible();
  });

  it('puts the most divided statement first when asked', async () => {
    const server = new FakeServer();
    server.answers = { ReadConsensus: () => page({ rounds: [round(1, [agreed, divided])] }) };
    open(server);
    await screen.findByRole('article', { name: /The need is real/ });
    expect(headings()).toEqual(['1. The need is real.', '2. It suits the use.']);
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Sort the statements' }),
      'Most divided first',
    );
    expect(headings()).toEqual(['2. It suits the use.', '1. The need is real.']);
  });

  it('names no class for a small panel: indicative under "method", or the median alone', async () => {
    const server = new FakeServer();
    const six = stored({
      key: 'A',
      byProfession: { radiologist: [7, 8], nurse: [7, 8, 9, 9] },
      result: {
        p30: 7.5,
        p70: 8.5,
        ipr: 1,
        ipras: 6.85,
        di: 0.15,
        disagreement: false,
        class: 'appropriate',
        hasDegree: 'strong_agreement',
      },
    });
    const three = stored({ key: 'B', byProfession: { nurse: [2, 5, 9] } });
    server.answers = { ReadConsensus: () => page({ rounds: [round(1, [six, three])] }) };
    open(server);
    const need = await screen.findByRole('article', { name: /The need is real/ });
    expect(within(need).getByText('6 ratings: too few to conclude')).toBeVisible();
    expect(within(need).queryByText('Agreement')).toBeNull();
    await userEvent.click(within(need).getByText('Method and indices'));
    expect(within(need).getByText('Appropriate – indicative only')).toBeVisible();

    const use = screen.getByRole('article', { name: /It suits the use/ });
    await userEvent.click(within(use).getByText('Method and indices'));
    expect(within(use).getByText(/ratings and median only/)).toBeVisible();
    expect(within(use).queryByText('Disagreement index (DI)')).toBeNull();
  });

  it('tells what moved from the first round to the second, with both pictures', async () => {
    const server = new FakeServer();
    const again = stored({
      key: 'B',
      byProfession: { radiologist: [6, 7, 7, 7], nurse: [8, 8, 9, 9] },
      result: { disagreement: false, class: 'appropriate' },
      rest: {
        movement: {
          __typename: 'MovementType',
          medianBefore: 5,
          medianAfter: 7.5,
          classBefore: 'uncertain',
          classAfter: 'appropriate',
          raised: 4,
          lowered: 1,
          kept: 3,
        },
      },
    });
    server.answers = {
      ReadConsensus: () => page({ rounds: [round(1, [agreed, divided]), round(2, [again])] }),
    };
    open(server);
    const use = await screen.findByRole('article', { name: /It suits the use/ });
    expect(within(use).getAllByRole('img')).toHaveLength(2);
    expect(use).toHaveTextContent(
      'Median: from 5 to 7.5. 4 members rated higher, 1 member rated lower and 3 members did not change.',
    );
    expect(within(use).getByText('Agreement')).toBeVisible();
    const need = screen.getByRole('article', { name: /The need is real/ });
    expect(within(need).getAllByRole('img')).toHaveLength(1);
  });

  it('says how many professions an anonymous round leaves out, and which result a late link changes', async () => {
    const server = new FakeServer();
    const hidden = {
      ...agreed,
      result: { ...agreed.result, professions: [], withheld: ['nurse', 'radiologist'] },
    };
    server.answers = {
      ReadConsensus: () =>
        page({
          rounds: [
            round(1, [hidden], {
              attribution: 'anonymous',
              comments: [
                { __typename: 'RatingCommentType', statement: 'A', profession: null, text: 'Yes.' },
              ],
              withheld: ['A', 'B'],
              withoutLinked: [
                {
                  __typename: 'ChangedWithoutLinked',
                  statement: 'A',
                  classBefore: 'appropriate',
                  classAfter: 'uncertain',
                },
              ],
            }),
          ],
        }),
    };
    open(server);
    const need = await screen.findByRole('article', { name: /The need is real/ });
    expect(within(need).getByText(/^2 professions are not shown/)).toBeVisible();
    expect(within(need).getByText('Yes.')).toBeVisible();
    expect(screen.getByText(/Appropriate with all ratings, Uncertain without/)).toBeVisible();
    // Said once for all statements of a round.
    expect(screen.getAllByText(/^Round 1: the figures of these 2 statements/)).toHaveLength(1);
    const notice = within(screen.getByText(/^Round 1: the figures of these/).parentElement!);
    expect(notice.getByText('The need is real.')).toBeVisible();
    expect(notice.getByText('It suits the use.')).toBeVisible();
  });
});
