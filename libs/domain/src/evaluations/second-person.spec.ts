import {
  addedBy,
  refusalOfSecond,
  sameRecusal,
  secondPersonFor,
  type PossibleSecond,
} from './second-person';

const seat = (name: string, over: Partial<PossibleSecond> = {}): PossibleSecond => ({
  seat: `seat-${name}`,
  memberId: name,
  active: true,
  votes: true,
  functions: [],
  recusal: null,
  ...over,
});
const chair = seat('chair', { functions: ['chair'] });
const lead = seat('lead', { functions: ['ethics_lead'], votes: false });
const x = seat('x');
const proposal = { proposedBy: 'chair', seat: 'seat-x' };

describe('the second person', () => {
  it('is another holder of the functions, else a voting member drawn, else nobody', () => {
    expect(secondPersonFor(proposal, [chair, lead, x])).toEqual({ kind: 'by_function' });
    const director = seat('director', { functions: ['decision_maker'], votes: false });
    expect(secondPersonFor(proposal, [chair, director, x])).toEqual({ kind: 'by_function' });
    expect(secondPersonFor(proposal, [chair, x, seat('a'), seat('b')])).toEqual({
      kind: 'drawn',
      among: ['seat-a', 'seat-b'],
    });
    expect(secondPersonFor(proposal, [chair, x])).toEqual({ kind: 'nobody' });
  });

  it('is never who is concerned, who is recused, who has left, or who only looks on', () => {
    const out = [
      seat('recused', { functions: ['ethics_lead'], recusal: 'all' }),
      seat('gone', { functions: ['decision_maker'], active: false }),
      seat('observer', { votes: false, functions: ['observer'] }),
      // Concerned, whatever she holds.
      seat('x2', { memberId: 'x', functions: ['ethics_lead'] }),
    ];
    expect(secondPersonFor(proposal, [chair, x, ...out])).toEqual({ kind: 'nobody' });
    const partly = seat('partly', { recusal: ['Q02'] });
    expect(secondPersonFor(proposal, [chair, x, partly])).toMatchObject({ kind: 'drawn' });
  });

  it('confirms by a function or by the draw, and never what she proposed or is about her', () => {
    const by = (member: string, over: object = {}) => ({
      member,
      seats: [`seat-${member}`],
      functions: [],
      ...over,
    });
    const waiting = { proposedBy: 'chair', drawnSeat: 'seat-a' };
    expect(refusalOfSecond(waiting, 'x', by('a'))).toBeNull();
    expect(refusalOfSecond(waiting, 'x', by('lead', { functions: ['ethics_lead'] }))).toBeNull();
    expect(refusalOfSecond(waiting, 'x', by('b'))).toMatchObject({ code: 'not_permitted' });
    expect(refusalOfSecond(waiting, 'x', by('chair', { functions: ['chair'] }))).toMatchObject({
      code: 'second_person_needed',
    });
    expect(refusalOfSecond(waiting, 'x', by('x', { functions: ['chair'] }))).toMatchObject({
      code: 'own_declaration',
    });
  });
});

describe('recusals compared', () => {
  it.each([
    [null, null, true, null],
    [null, 'all', false, 'all'],
    ['all', 'all', true, null],
    ['all', null, false, null],
    ['all', ['Q01'], false, null],
    [['Q01'], 'all', false, 'all'],
    [['Q01', 'Q02'], ['Q02', 'Q01'], true, null],
    [['Q01'], ['Q02', 'Q01'], false, ['Q02']],
    [['Q01', 'Q02'], ['Q01'], false, null],
    [null, ['Q01'], false, ['Q01']],
  ] as const)('%j, then %j: the same %j, adding %j', (before, after, same, added) => {
    expect(sameRecusal(before, after)).toBe(same);
    expect(addedBy(before, after)).toEqual(added);
  });
});
