import { isRefusal } from '../kernel';
import { gatherPeople, groupInbox } from './inbox-days';
import { addressOf, pathOf, type Place } from './places';
import { chooseReminders, type Reminded } from './reminders';

const evaluationId = '0197b000-0000-7000-8000-000000000001';
const now = new Date('2026-11-24T10:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

describe('places', () => {
  it.each<[Place, string]>([
    [{ kind: 'overview', evaluationId }, ''],
    [{ kind: 'answering', evaluationId }, '/answer'],
    [{ kind: 'answering', evaluationId, partId: 'p1' }, '/answer?part=p1'],
    [
      { kind: 'answering', evaluationId, partId: 'p1', questionKey: 'Q01.need.problem' },
      '/answer?part=p1#Q01.need.problem',
    ],
    [{ kind: 'answering', evaluationId, questionKey: 'a b' }, '/answer#a%20b'],
    [
      { kind: 'answering', evaluationId, questionKey: 'Q01.need.problem', threadId: 't1' },
      '/answer?thread=t1#Q01.need.problem',
    ],
    [{ kind: 'overview', evaluationId, threadId: 't1' }, '?thread=t1'],
    [{ kind: 'rating', evaluationId, round: 2 }, '/rounds/2'],
    [{ kind: 'results', evaluationId }, '/consensus'],
    [{ kind: 'opinion', evaluationId }, '/decision'],
    [{ kind: 'opinion', evaluationId, at: 'vote' }, '/decision#vote'],
    [{ kind: 'opinion', evaluationId, conditionId: 'c1' }, '/decision#condition-c1'],
    [{ kind: 'opinion', evaluationId, conditionId: null }, '/decision'],
    [{ kind: 'report', evaluationId }, '/report'],
    [{ kind: 'declaration', evaluationId }, '/interests'],
  ])('%j', (place, rest) => {
    expect(pathOf(place)).toBe(`evaluations/${evaluationId}${rest}`);
    expect(addressOf('https://consilium.example', 'chu', place)).toBe(
      `https://consilium.example/o/chu/evaluations/${evaluationId}${rest}`,
    );
  });
});

it.each<[Place, string]>([
  [{ kind: 'account' }, 'account'],
  [{ kind: 'person', memberId: 'm1' }, 'admin/people/m1'],
  [{ kind: 'invitations' }, 'admin/invitations'],
])('%j is no place in a file', (place, path) => {
  expect(pathOf(place)).toBe(path);
});

it('gathers many neighbours that tell the same of other people, and nothing else', () => {
  const of = (words: string) =>
    words.split(' ').map((word) => {
      const [about = '', kind = ''] = word.split(':');
      return { about, kind };
    });
  const sizes = (words: string) => gatherPeople(of(words)).map(({ length }) => length);
  expect(sizes('people:j people:j people:j people:j')).toEqual([4]);
  expect(sizes('people:j people:j people:j people:a people:j')).toEqual([1, 1, 1, 1, 1]);
  expect(sizes('file:p file:p file:p file:p file:p')).toEqual([1, 1, 1, 1, 1]);
  expect(sizes('account:f people:j people:j people:j people:j people:j file:p')).toEqual([1, 5, 1]);
});

describe('reminding by hand', () => {
  const seat = (seatId: string, late: number, minutes: number | null): Reminded => ({
    seatId,
    lateParts: Array.from({ length: late }, (_, i) => `${seatId}-part-${i}`),
    lastRemindedAt: minutes === null ? null : ago(minutes),
  });

  it('reaches who is late, once an hour', () => {
    const seats = [seat('a', 2, null), seat('b', 1, 60), seat('c', 1, 59), seat('d', 0, null)];
    expect(chooseReminders(seats, now)).toEqual({
      remind: [seats[0], seats[1]],
      tooSoon: ['c'],
      notLate: ['d'],
    });
  });

  it('says why it would reach nobody', () => {
    const soon = chooseReminders([seat('a', 1, 20), seat('b', 1, 50)], now);
    expect(soon).toMatchObject({ code: 'reminded_recently', details: { count: 10 } });
    expect(chooseReminders([seat('a', 0, null)], now)).toMatchObject({ code: 'nobody_late' });
    expect(isRefusal(chooseReminders([], now))).toBe(true);
  });
});

describe('the inbox by day', () => {
  const line = (id: string, createdAt: string, read: boolean) => ({ id, createdAt, read });
  const lines = [
    line('night', '2026-11-23T23:30:00Z', false),
    line('morning', '2026-11-24T07:00:00Z', true),
    line('noon', '2026-11-24T11:00:00Z', false),
    line('before', '2026-11-23T10:00:00Z', true),
  ];
  const ids = (days: readonly { day: string; lines: readonly { id: string }[] }[]) =>
    days.map(({ day, lines: ofDay }) => [day, ofDay.map(({ id }) => id)]);

  it('puts the unread first and cuts days where the organisation does', () => {
    const grouped = groupInbox(lines, 'Europe/Paris');
    expect(ids(grouped.unread)).toEqual([['2026-11-24', ['noon', 'night']]]);
    expect(ids(grouped.read)).toEqual([
      ['2026-11-24', ['morning']],
      ['2026-11-23', ['before']],
    ]);
    expect(ids(groupInbox(lines, 'UTC').unread)).toEqual([
      ['2026-11-24', ['noon']],
      ['2026-11-23', ['night']],
    ]);
  });

  it('leaves what was just opened where it stands', () => {
    const grouped = groupInbox(lines, 'UTC', ({ id }) => id === 'morning');
    expect(ids(grouped.unread)[0]).toEqual(['2026-11-24', ['noon', 'morning']]);
  });
});
