import { electorateToday, electorsOf, expectedOf, isVacant } from './electorate';
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
