import { formats } from './format';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('formats', () => {
  const fr = formats('fr');
  const en = formats('en');

  it('writes a calendar day without moving it by a time zone', () => {
    expect(fr.date('2026-11-03')).toBe('3 novembre 2026');
    expect(fr.date('2026-01-01')).toBe('1er janvier 2026');
    expect(fr.date('2026-11-11')).toBe('11 novembre 2026');
    expect(en.date('2026-01-01')).toBe('1 January 2026');
    expect(en.date('2026-11-03')).toBe('3 November 2026');
  });

  it('leaves the year out of a short date of this year only', () => {
    expect(fr.shortDate('2026-11-03', '2026-01-01')).toBe('3 nov.');
    expect(fr.shortDate('2027-11-03', '2026-01-01')).toBe('3 nov. 2027');
  });

  it('counts whole days from today', () => {
    expect(fr.relativeDay('2026-11-25', '2026-11-24')).toBe('demain');
    expect(en.relativeDay('2026-11-21', '2026-11-24')).toBe('3 days ago');
  });

  it('counts days, not hours, when clocks change in between', () => {
    expect(en.relativeDay('2026-03-30', '2026-03-28')).toBe('in 2 days');
  });

  it('writes hours on a clock of 24', () => {
    const at = new Date(2026, 10, 24, 14, 2);
    expect(fr.time(at)).toBe('14:02');
    expect(en.time(at)).toBe('14:02');
  });

  it('writes numbers, shares, lists and sizes in the language', () => {
    expect(fr.number(7.5)).toBe('7,5');
    expect(plain(fr.percent(0.42))).toBe('42 %');
    expect(fr.list(['a', 'b', 'c'])).toBe('a, b et c');
    expect(plain(fr.size(25_000_000))).toBe('25 Mo');
    expect(plain(en.size(1_500))).toBe('1.5 kB');
    expect(plain(en.size(0))).toBe('0 byte');
  });
});
