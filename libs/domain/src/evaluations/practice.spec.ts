import { isPractice, practiceReference, shownReference } from './practice';

describe('the mark of a practice file', () => {
  const reference = practiceReference('0193a5b2-7c11-7000-8000-00000a7f3a90');

  it('stands in the place of a number, in the language of the reader', () => {
    expect(reference).toBe('EXERCICE-000A7F3A90');
    expect(shownReference(reference, 'fr')).toBe('EXERCICE-000A7F3A90');
    expect(shownReference(reference, 'en')).toBe('EXERCISE-000A7F3A90');
  });

  it('is never on a real file', () => {
    expect(isPractice(reference)).toBe(true);
    expect(isPractice('2026-014')).toBe(false);
    expect(shownReference('2026-014', 'en')).toBe('2026-014');
  });
});
