import { instantIn } from './days';

describe('an instant on the clock of a zone', () => {
  it.each([
    ['Europe/Paris', '2026-12-01T05:30:12.900Z', '2026-12-01 06:30:12+01:00'],
    ['UTC', '2026-12-01T00:00:00Z', '2026-12-01 00:00:00+00:00'],
    ['America/Martinique', '2026-01-01T00:00:00Z', '2025-12-31 20:00:00-04:00'],
    ['Asia/Kolkata', '2026-06-01T20:00:00Z', '2026-06-02 01:30:00+05:30'],
    // The hour that comes twice.
    ['Europe/Paris', '2026-10-25T00:30:12Z', '2026-10-25 02:30:12+02:00'],
    ['Europe/Paris', '2026-10-25T01:30:12Z', '2026-10-25 02:30:12+01:00'],
  ])('in %s, at %s', (zone, at, words) => {
    expect(instantIn(zone, new Date(at))).toBe(words);
  });
});
