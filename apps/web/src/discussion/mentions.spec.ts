import { complete, matching, mentionedIn, queryAt, runsOf } from './mentions';

const seat = (seatId: string, displayName: string) => ({
  seatId,
  memberId: seatId,
  displayName,
  profession: 'nurse',
});
const seats = [seat('1', 'Anne Morel'), seat('2', 'Élodie Roux'), seat('3', 'Anne Morel-Petit')];

describe('mentions', () => {
  it.each([
    ['@', 1, ''],
    ['Bonjour @él', 11, 'él'],
    ['(@Anne M', 8, 'Anne M'],
    ['a@b', 3, null],
    ['@Anne puis rien', 15, null],
    ['sans', 4, null],
  ])('reads %j at %i', (text, caret, expected) => {
    expect(queryAt(text, caret)?.text ?? null).toBe(expected);
  });

  it('finds people whatever the accents', () => {
    expect(matching(seats, 'elo').map(({ seatId }) => seatId)).toEqual(['2']);
    expect(matching(seats, 'morel').map(({ seatId }) => seatId)).toEqual(['1', '3']);
  });

  it('puts the name in place and the caret behind it', () => {
    const text = 'Vu @él et suite';
    const query = queryAt(text, 6);
    expect(query && complete(text, 6, query, seats[1]!)).toEqual({
      text: 'Vu @Élodie Roux et suite',
      caret: 16,
    });
  });

  it('tells who is named, the longer name first', () => {
    const text = 'Merci @Anne Morel-Petit, et @Élodie Roux. Pas @Anne Morelle.';
    expect(mentionedIn(text, seats).map(({ seatId }) => seatId)).toEqual(['2', '3']);
    expect(
      runsOf(text, seats)
        .map((run) => run.text)
        .join(''),
    ).toBe(text);
  });
});
