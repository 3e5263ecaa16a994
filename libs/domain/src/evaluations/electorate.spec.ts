import {
  electorateOn,
  electorateToday,
  electorsOf,
  expectedOf,
  isVacant,
  placesThrough,
  steppedInAfter,
} from './electorate';
import { mayRate, ratersOf, type PanelSeat } from './panel';

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

const names = (seats: readonly { seat: string }[]) => seats.map((one) => one.seat);

describe('the electorate', () => {
  it('is frozen with whoever votes that day, recused members among them', () => {
    const panel = [
      seat('anna'),
      seat('bruno', { active: false }),
      seat('carla', { votes: false }),
      seat('denis', { recusal: 'all' }),
    ];
    expect(names(electorateToday(panel))).toEqual(['anna', 'denis']);
  });

  it('keeps a vacated seat in N, without awaiting it, and leaves out who was recused', () => {
    const panel = [
      seat('anna'),
      seat('bruno', { active: false }),
      seat('carla', { elector: false }),
      seat('denis', { recusal: 'all' }),
      seat('elise', { recusal: ['Q02'], declaration: 'assessed_major' }),
    ];
    expect(names(electorsOf(panel))).toEqual(['anna', 'bruno', 'denis', 'elise']);
    expect(names(expectedOf(panel))).toEqual(['anna', 'bruno', 'elise']);
    expect(names(panel.filter(isVacant))).toEqual(['bruno']);
    expect(names(ratersOf(panel).inRound)).toEqual(['anna', 'elise']);
  });

  it('does not let a seat rate that gained its vote after the freezing', () => {
    expect(mayRate(seat('late', { elector: false, votes: true }))).toMatchObject({
      code: 'not_voting',
    });
  });
});

describe('the places of the electorate through time', () => {
  const places = placesThrough(
    [
      { seat: 'anna', from: null },
      { seat: 'bruno', from: null },
      { seat: 'zoe', from: '2026-03-20' },
    ],
    [
      // A seat without a place passes none.
      { seat: 'xenia', replaced: 'walter', on: '2026-03-05' },
      { seat: 'carla', replaced: 'anna', on: '2026-03-10' },
      { seat: 'denis', replaced: 'carla', on: '2026-03-15' },
    ],
  );
  const on = (day: string, ...there: string[]) =>
    electorateOn(places, day, (seat) => there.includes(seat));

  it('are those who held them on the day, one each, before the freezing too', () => {
    expect(on('2026-01-01')).toEqual(['anna', 'bruno']);
    expect(on('2026-03-12')).toEqual(['carla', 'bruno']);
    expect(on('2026-03-16')).toEqual(['denis', 'bruno']);
    expect(on('2026-04-01')).toEqual(['denis', 'bruno', 'zoe']);
  });

  it('are, on a day on which one changed hands, of who was there', () => {
    expect(on('2026-03-10')).toEqual(['carla', 'bruno']);
    expect(on('2026-03-10', 'anna')).toEqual(['anna', 'bruno']);
    expect(on('2026-03-10', 'anna', 'carla')).toEqual(['carla', 'bruno']);
    // Who was there without holding the place then counts not for it.
    expect(on('2026-03-12', 'anna', 'denis')).toEqual(['carla', 'bruno']);
  });
});

describe('who stepped into a place after a day', () => {
  // Anna leaves, Bruno replaces her, and she comes back by replacing him.
  const places = placesThrough(
    [
      { seat: 'anna', from: null },
      { seat: 'carla', from: null },
      { seat: 'zoe', from: '2026-08-01' },
    ],
    [
      { seat: 'bruno', replaced: 'anna', on: '2026-03-10' },
      { seat: 'anna', replaced: 'bruno', on: '2026-06-20' },
      { seat: 'denis', replaced: 'carla', on: '2026-07-01' },
    ],
  );
  it.each<[string, string[], string[]]>([
    ['2026-02-01', ['anna', 'carla'], ['bruno', 'zoe', 'denis']],
    ['2026-03-10', ['anna', 'carla'], ['bruno', 'zoe', 'denis']],
    ['2026-03-10', ['bruno', 'carla'], ['anna', 'zoe', 'denis']],
    ['2026-05-01', ['bruno', 'carla'], ['anna', 'zoe', 'denis']],
    ['2026-07-01', ['anna', 'carla'], ['zoe', 'denis']],
    ['2026-07-01', ['anna', 'denis'], ['zoe']],
    ['2026-09-01', ['anna', 'denis', 'zoe'], []],
  ])('on %s, where %j count: %j', (day, counted, after) => {
    expect(steppedInAfter(places, day, new Set(counted)).toSorted()).toEqual(after.toSorted());
  });
});
