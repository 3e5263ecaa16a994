import fc from 'fast-check';
import { mayRate, type PanelSeat } from '../evaluations';
import { isRefusal } from '../kernel';
import type { CastVote, Vote } from './ratings';
import { defaultParameters } from './results';
import {
  castRating,
  closeRound,
  isRecognisable,
  openRound,
  whoIsMissing,
  type Round,
  type RoundInput,
} from './rounds';

const now = new Date('2026-05-04T08:00:00Z');

const seat = (name: string, over: Partial<PanelSeat> = {}): PanelSeat => ({
  seat: name,
  profession: 'radiologist',
  functions: [],
  votes: true,
  active: true,
  elector: true,
  declaration: 'declared_none',
  recusal: null,
  ...over,
});

const input: RoundInput = {
  id: 'round-1',
  statements: [
    { key: 'Q01.statement', section: 'Q01' },
    { key: 'Q02.statement', section: 'Q02' },
  ],
  method: 'ipras',
  parameters: defaultParameters,
  attribution: 'profession',
  closesOn: '2026-05-20',
};

const panel = [
  seat('anna'),
  seat('bruno', { profession: 'patient_representative' }),
  seat('chloe', { declaration: 'missing' }),
  seat('denis', { declaration: 'assessed_major', recusal: 'all' }),
  seat('elise', { declaration: 'assessed_major', recusal: ['Q02'] }),
  seat('farid', { votes: false, elector: false }),
];

const opened = (over: Partial<Round> = {}): Round => ({
  ...input,
  number: 1,
  state: 'open',
  openedAt: now.toISOString(),
  closedAt: null,
  closedReason: null,
  ...over,
});

const eight: Vote = { kind: 'rating', value: 8 };
const cast = (name: string, statement: string, vote: Vote = eight): CastVote => ({
  seat: name,
  profession: 'radiologist',
  statement,
  vote,
});

describe('openRound', () => {
  it('awaits those who may rate, and nobody else', () => {
    expect(openRound(input, panel, null, now)).toEqual({
      round: opened(),
      events: [
        {
          type: 'round.opened',
          round: 'round-1',
          number: 1,
          seats: ['anna', 'bruno', 'elise'],
          at: '2026-05-04T08:00:00.000Z',
        },
      ],
    });
  });

  it('numbers the next round', () => {
    expect(openRound(input, panel, { number: 1, state: 'closed' }, now)).toMatchObject({
      round: { number: 2 },
    });
  });

  it.each([
    [input, panel, { number: 1, state: 'open' }, 'another_round_open'],
    [{ ...input, statements: [] }, panel, null, 'no_statement'],
    [
      { ...input, statements: [input.statements[0]!, input.statements[0]!] },
      panel,
      null,
      'statement_repeated',
    ],
    [{ ...input, method: 'median' as never }, panel, null, 'method_parameters_wrong'],
    [
      { ...input, parameters: { ...defaultParameters, has_degree: { maxTrim: -1 } } },
      panel,
      null,
      'method_parameters_wrong',
    ],
    [input, panel.slice(2, 4), null, 'nobody_in_round'],
  ] as const)('refuses case %#', (given, seats, latest, code) => {
    expect(openRound(given, seats, latest, now)).toMatchObject({ code });
  });
});

describe('castRating', () => {
  const rate = (
    member: PanelSeat,
    vote: Vote = eight,
    statement = 'Q02.statement',
    round = opened(),
  ) => castRating(round, member, { statement, vote }, now);

  it('records the vote with seat and profession, and an event that tells nothing of it', () => {
    const result = rate(panel[1]!);
    expect(result).toMatchObject({
      vote: {
        seat: 'bruno',
        profession: 'patient_representative',
        statement: 'Q02.statement',
        vote: eight,
      },
    });
    expect(isRefusal(result) ? null : result.events).toEqual([
      {
        type: 'rating.cast',
        round: 'round-1',
        seat: 'bruno',
        statement: 'Q02.statement',
        at: '2026-05-04T08:00:00.000Z',
      },
    ]);
  });

  it('takes an abstention with its reason', () => {
    const vote: Vote = { kind: 'abstention', reason: 'outside_competence' };
    expect(rate(panel[0]!, vote)).toMatchObject({ vote: { vote } });
  });

  it.each([
    [panel[2]!, eight, 'Q02.statement', 'not_declared'],
    [panel[3]!, eight, 'Q02.statement', 'recused'],
    [panel[4]!, eight, 'Q02.statement', 'recused'],
    [panel[5]!, eight, 'Q02.statement', 'not_voting'],
    [panel[0]!, eight, 'Q09.statement', 'statement_unknown'],
    [panel[0]!, { kind: 'rating', value: 0 } as never, 'Q02.statement', 'rating_out_of_scale'],
    [panel[0]!, { kind: 'rating', value: 10 } as never, 'Q02.statement', 'rating_out_of_scale'],
    [panel[0]!, { kind: 'rating', value: 7.5 } as never, 'Q02.statement', 'rating_out_of_scale'],
    [panel[0]!, { kind: 'rating', value: '7' } as never, 'Q02.statement', 'rating_out_of_scale'],
    [
      panel[0]!,
      { kind: 'abstention', reason: 'tired' } as never,
      'Q02.statement',
      'abstention_without_reason',
    ],
  ] as const)('refuses case %#', (member, vote, statement, code) => {
    expect(rate(member, vote, statement)).toMatchObject({ code });
  });

  it('lets a member recused from one section rate the others', () => {
    expect(isRefusal(rate(panel[4]!, eight, 'Q01.statement'))).toBe(false);
  });

  it('takes nothing once the round is closed', () => {
    expect(rate(panel[0]!, eight, 'Q02.statement', opened({ state: 'closed' }))).toMatchObject({
      code: 'round_not_open',
    });
  });
});

describe('whoIsMissing', () => {
  it('names who is awaited and for which statements', () => {
    expect(whoIsMissing(opened(), panel, [cast('anna', 'Q01.statement')])).toEqual([
      { seat: 'anna', profession: 'radiologist', statements: ['Q02.statement'] },
      {
        seat: 'bruno',
        profession: 'patient_representative',
        statements: ['Q01.statement', 'Q02.statement'],
      },
      { seat: 'elise', profession: 'radiologist', statements: ['Q01.statement'] },
    ]);
  });

  it('does not wait for an abstention, which is an answer', () => {
    const vote: Vote = { kind: 'abstention', reason: 'not_enough_information' };
    const votes = [cast('anna', 'Q01.statement', vote), cast('anna', 'Q02.statement', vote)];
    expect(whoIsMissing(opened(), [panel[0]!], votes)).toEqual([]);
  });

  it('does not depend on what was rated', () => {
    const value = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(value, value, (one, other) => {
        const votes = (rating: number) => [
          cast('anna', 'Q01.statement', { kind: 'rating', value: rating as 1 }),
        ];
        expect(whoIsMissing(opened(), panel, votes(one))).toEqual(
          whoIsMissing(opened(), panel, votes(other)),
        );
      }),
    );
  });

  it('awaits exactly the ratings that would be taken', () => {
    for (const member of panel) {
      for (const { key, section } of input.statements) {
        const awaited = whoIsMissing(opened(), panel, []).some(
          (one) => one.seat === member.seat && one.statements.includes(key),
        );
        expect(awaited).toBe(mayRate(member, section) === null);
        expect(awaited).toBe(
          !isRefusal(castRating(opened(), member, { statement: key, vote: eight }, now)),
        );
      }
    }
  });
});

describe('closeRound', () => {
  const all = [
    cast('anna', 'Q01.statement'),
    cast('anna', 'Q02.statement'),
    cast('bruno', 'Q01.statement'),
    cast('bruno', 'Q02.statement'),
    cast('elise', 'Q01.statement'),
  ];
  const today = '2026-05-10';

  it('closes when everyone awaited has answered, whoever else never declared', () => {
    expect(closeRound(opened(), panel, all, { today }, now)).toMatchObject({
      round: { state: 'closed', closedAt: '2026-05-04T08:00:00.000Z', closedReason: null },
      events: [{ type: 'round.closed', missing: [] }],
    });
  });

  it('closes early with a reason, and says who was missing', () => {
    const some = all.slice(0, 2);
    expect(closeRound(opened(), panel, some, { today }, now)).toMatchObject({
      code: 'ratings_missing',
      details: { count: 2 },
    });
    expect(
      closeRound(opened(), panel, some, { today, reason: 'Séance avancée' }, now),
    ).toMatchObject({
      round: { closedReason: 'Séance avancée' },
      events: [{ missing: ['bruno', 'elise'] }],
    });
  });

  it('needs no reason once the last day has passed, and does on that day', () => {
    const some = all.slice(0, 2);
    expect(closeRound(opened(), panel, some, { today: '2026-05-20' }, now)).toMatchObject({
      code: 'ratings_missing',
    });
    expect(closeRound(opened(), panel, some, { today: '2026-05-21' }, now)).toMatchObject({
      round: { state: 'closed' },
    });
    expect(
      closeRound(opened({ closesOn: null }), panel, some, { today: '2027-01-01' }, now),
    ).toMatchObject({ code: 'ratings_missing' });
  });

  it('stays open while nobody rated, and closes only once', () => {
    const vote: Vote = { kind: 'abstention', reason: 'outside_competence' };
    expect(
      closeRound(
        opened(),
        panel,
        [cast('anna', 'Q01.statement', vote)],
        { today, reason: 'x' },
        now,
      ),
    ).toMatchObject({ code: 'nothing_rated' });
    expect(closeRound(opened({ state: 'closed' }), panel, all, { today }, now)).toMatchObject({
      code: 'round_not_open',
    });
  });
});

describe('isRecognisable', () => {
  it('warns the lone rater of a profession, counting raters and not seats', () => {
    expect(isRecognisable('bruno', panel, 'profession')).toBe(true);
    expect(isRecognisable('anna', panel, 'profession')).toBe(false);
    expect(isRecognisable('anna', panel.slice(0, 4), 'profession')).toBe(true);
    expect(isRecognisable('denis', panel, 'profession')).toBe(false);
  });

  it('warns in an anonymous round only who rates alone', () => {
    expect(isRecognisable('bruno', panel, 'anonymous')).toBe(false);
    expect(isRecognisable('bruno', [panel[1]!, panel[2]!], 'anonymous')).toBe(true);
  });
});
