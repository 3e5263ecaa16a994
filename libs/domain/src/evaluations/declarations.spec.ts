import fc from 'fast-check';
import { addDays } from './dates';
import {
  assessDeclaration,
  assessmentAfter,
  checkDeclaration,
  declarationEnds,
  declarationStatus,
  gapsOfInterest,
  interestLevels,
  interestParties,
  isCleared,
  type Declaration,
  type DeclarationInput,
  type Interest,
} from './declarations';

const zone = 'Europe/Paris';
const now = new Date('2026-06-10T10:00:00Z');

const link: Interest = {
  kind: 'consulting',
  party: 'manufacturer',
  with: 'Lumen Imaging',
  description: 'Conseil scientifique',
  fromYear: 2023,
  toYear: null,
};

const nothing: DeclarationInput = {
  nothing: true,
  interests: [],
  confirmedAgainst: interestParties,
};

const declaration = (over: Partial<Declaration> = {}): Declaration => ({
  ...nothing,
  seat: 'seat-1',
  declarant: 'person-1',
  declaredOn: '2026-01-15',
  declaredAt: '2026-01-15T10:00:00.000Z',
  assessment: null,
  ...over,
});

const assessed = (level: 'none' | 'minor' | 'major', over: Partial<Declaration> = {}) =>
  declaration({
    assessment: {
      level,
      recusal: level === 'major' ? 'all' : null,
      reason: 'r',
      assessor: 'person-9',
      at: now.toISOString(),
    },
    ...over,
  });

describe('declarationStatus', () => {
  it.each([
    [null, 'missing', false],
    [declaration(), 'declared_none', true],
    [declaration({ nothing: false, interests: [link] }), 'declared', false],
    [assessed('none'), 'assessed_none', true],
    [assessed('minor'), 'assessed_minor', true],
    [assessed('major'), 'assessed_major', false],
    [declaration({ declaredOn: '2025-06-09' }), 'expired', false],
    [assessed('minor', { declaredOn: '2025-06-09' }), 'expired', false],
  ] as const)('case %#', (given, status, cleared) => {
    expect(declarationStatus(given, zone, now)).toBe(status);
    expect(isCleared(status)).toBe(cleared);
  });

  it('holds through the day twelve months on, in the zone of the organisation', () => {
    const given = declaration({ declaredOn: '2025-06-10' });
    expect(declarationEnds('2025-06-10')).toBe('2026-06-10');
    expect(declarationStatus(given, zone, new Date('2026-06-10T21:59:00Z'))).toBe('declared_none');
    expect(declarationStatus(given, zone, new Date('2026-06-10T22:00:00Z'))).toBe('expired');
  });

  it('waits for the chair when new interests follow a recusal from sections, and keeps the recusal', () => {
    const partly = (over: Partial<Declaration>) =>
      declaration({
        nothing: false,
        interests: [link],
        assessment: {
          level: 'major',
          recusal: ['Q02'],
          reason: 'r',
          assessor: 'person-9',
          at: '2026-03-01T10:00:00.000Z',
        },
        ...over,
      });
    const later = { declaredAt: '2026-03-02T10:00:00.000Z', declaredOn: '2026-03-02' };
    expect(declarationStatus(partly({}), zone, now)).toBe('assessed_major');
    expect(declarationStatus(partly(later), zone, now)).toBe('declared');
    expect(declarationStatus(partly({ ...later, nothing: true }), zone, now)).toBe(
      'assessed_major',
    );
    expect(declarationStatus(assessed('major', { ...later, nothing: false }), zone, now)).toBe(
      'assessed_major',
    );
    expect(assessmentAfter(partly({}).assessment, { nothing: false })).not.toBeNull();
  });

  it('never lets a recusal lapse by waiting', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), (days) => {
        const given = assessed('major', { declaredOn: addDays('2026-06-10', -days) });
        expect(declarationStatus(given, zone, now)).toBe('assessed_major');
      }),
    );
  });
});

describe('checkDeclaration', () => {
  const interests = (...list: Interest[]): DeclarationInput => ({
    nothing: false,
    interests: list,
    confirmedAgainst: interestParties,
  });

  it('takes nothing to declare, or complete interests', () => {
    expect(checkDeclaration(nothing, 2026)).toBeNull();
    expect(checkDeclaration(interests(link, { ...link, toYear: 2026 }), 2026)).toBeNull();
  });

  it('refuses both or neither', () => {
    expect(checkDeclaration({ ...nothing, interests: [link] }, 2026)?.code).toBe(
      'declaration_contradictory',
    );
    expect(checkDeclaration(interests(), 2026)?.code).toBe('declaration_contradictory');
  });

  it('must be confirmed against manufacturer, distributor and competitors', () => {
    expect(
      checkDeclaration({ ...nothing, confirmedAgainst: ['manufacturer'] }, 2026),
    ).toMatchObject({
      code: 'declaration_not_confirmed',
      details: { parties: 'distributor competitor' },
    });
  });

  it.each([
    { with: ' ' },
    { description: '' },
    { fromYear: 2027 },
    { fromYear: 2020.5 },
    { fromYear: Number.NaN },
    { fromYear: 23 },
    { toYear: 2022 },
  ])('names the interest with a gap: %j', (gap) => {
    expect(checkDeclaration(interests(link, { ...link, ...gap }), 2026)).toMatchObject({
      code: 'interest_incomplete',
      details: { number: 2 },
    });
  });

  it('tells every field of an interest that lacks something', () => {
    const typed = { ...link, with: '', description: ' ', fromYear: 2027, toYear: 2020 };
    expect(gapsOfInterest(typed, 2026)).toEqual(['with', 'description', 'fromYear', 'toYear']);
    expect(gapsOfInterest(link, 2026)).toEqual([]);
  });
});

describe('assessDeclaration', () => {
  const chair = { person: 'person-9', functions: ['chair'] as const };
  const given = declaration({ nothing: false, interests: [link] });

  it('weighs a minor interest and lets the member take part', () => {
    const result = assessDeclaration(given, chair, { level: 'minor', reason: ' Un congrès ' }, now);
    expect(result).toMatchObject({
      declaration: {
        assessment: { level: 'minor', recusal: null, reason: 'Un congrès', assessor: 'person-9' },
      },
      events: [{ type: 'declaration.assessed', seat: 'seat-1', level: 'minor', recusal: null }],
    });
  });

  it.each(['all', ['Q02', 'Q03']] as const)('takes a major interest off %j', (recusal) => {
    expect(
      assessDeclaration(given, chair, { level: 'major', recusal, reason: 'Brevet' }, now),
    ).toMatchObject({ declaration: { assessment: { level: 'major', recusal } } });
  });

  it('never recuses for less than a major interest', () => {
    expect(
      assessDeclaration(given, chair, { level: 'minor', recusal: 'all', reason: 'x' }, now),
    ).toMatchObject({ declaration: { assessment: { recusal: null } } });
  });

  it.each([
    [null, chair, { level: 'none' }, 'nothing_declared_yet'],
    [given, { person: 'person-1', functions: ['chair'] }, { level: 'none' }, 'own_declaration'],
    [given, { person: 'person-2', functions: ['coordinator'] }, { level: 'none' }, 'not_permitted'],
    [given, chair, { level: 'minor' }, 'reason_required'],
    [given, chair, { level: 'major', reason: 'x' }, 'recusal_without_scope'],
    [given, chair, { level: 'major', reason: 'x', recusal: [] }, 'recusal_without_scope'],
  ] as const)('refuses case %#', (subject, assessor, input, code) => {
    expect(assessDeclaration(subject, assessor, input, now)).toMatchObject({ code });
  });

  it('lets the ethics lead weigh the chair, who may not weigh the own declaration', () => {
    const own = { ...given, declarant: 'person-9' };
    const lead = { person: 'person-5', functions: ['ethics_lead'] as const };
    expect(assessDeclaration(own, chair, { level: 'none' }, now)).toMatchObject({
      code: 'own_declaration',
    });
    for (const level of interestLevels) {
      expect(
        assessDeclaration(own, lead, { level, reason: 'x', recusal: 'all' }, now),
      ).toHaveProperty('declaration.assessment.level', level);
    }
  });
});
