import fc from 'fast-check';
import {
  carriesPower,
  checkEnding,
  checkFunctions,
  checkGrant,
  checkStaffing,
  checkVoteChange,
  noPower,
  outlasts,
  raises,
  termTakenOver,
  type Granter,
  type Power,
  type SeatAfter,
  type SeatBefore,
} from './power';
import { answerRoles, organisationFunctions, seatFunctions } from './roles';

const anyPower: fc.Arbitrary<Power> = fc.record({
  functions: fc.subarray([...seatFunctions]),
  votes: fc.boolean(),
  answerRoles: fc.subarray([...answerRoles]),
});
const anyDay = fc.constantFrom(null, '2026-01-31', '2026-12-31');
const anyAfter: fc.Arbitrary<SeatAfter> = fc
  .tuple(anyPower, anyDay, fc.constantFrom('nurse', 'physician'))
  .map(([power, seatedTo, profession]) => ({ ...power, seatedTo, profession }));
const anyBefore: fc.Arbitrary<SeatBefore> = fc
  .tuple(anyAfter, fc.boolean(), fc.boolean())
  .map(([seat, active, placed]) => ({ ...seat, active, placed }));
const anyRoles = fc.subarray([...answerRoles]);
const granter = (over: Partial<Granter> = {}): Granter => ({
  own: false,
  sole: false,
  acts: false,
  decides: false,
  judging: false,
  ...over,
});
const anyGranter: fc.Arbitrary<Granter> = fc.record({
  own: fc.boolean(),
  sole: fc.boolean(),
  acts: fc.boolean(),
  decides: fc.boolean(),
  judging: fc.boolean(),
});

describe('what coordinator and chair do to seats', () => {
  const voter: SeatBefore = {
    functions: [],
    votes: true,
    answerRoles: ['clinician'],
    active: true,
    seatedTo: null,
    profession: 'nurse',
    placed: false,
  };
  const asked = (over: Partial<SeatAfter> = {}): SeatAfter => ({
    functions: [],
    votes: false,
    answerRoles: [],
    seatedTo: null,
    profession: 'nurse',
    ...over,
  });

  it('never touches the own seat, whatever is asked', () => {
    fc.assert(
      fc.property(fc.option(anyBefore), anyAfter, anyRoles, (before, after, reserved) => {
        expect(checkStaffing(before, after, { own: true, reserved, required: [] })?.code).toBe(
          'own_power',
        );
      }),
    );
  });

  it('gives nobody, and takes from nobody, a function, a vote or a role that carries power', () => {
    fc.assert(
      fc.property(fc.option(anyBefore), anyAfter, anyRoles, (before, after, reserved) => {
        if (checkStaffing(before, after, { own: false, reserved, required: [] }) !== null) return;
        const held = before ?? noPower;
        expect(after.votes).toBe(held.votes);
        expect([...after.functions].sort()).toEqual([...held.functions].sort());
        for (const role of ['dpo', 'it_security', 'buyer', ...reserved] as const) {
          expect(after.answerRoles.includes(role)).toBe(held.answerRoles.includes(role));
        }
        if (carriesPower(held, reserved)) expect(before).toMatchObject({ active: true });
      }),
    );
  });

  it.each<[string, SeatBefore | null, SeatAfter, string | null]>([
    ['seats a contributor', null, asked({ answerRoles: ['clinician'] }), null],
    ['gives no vote', null, asked({ votes: true }), 'power_by_administrator'],
    ['gives no function', null, asked({ functions: ['observer'] }), 'power_by_administrator'],
    ['gives no role of advice', null, asked({ answerRoles: ['dpo'] }), 'power_by_administrator'],
    [
      'gives no role to which something is reserved',
      null,
      asked({ answerRoles: ['biomedical'] }),
      'power_by_administrator',
    ],
    ['takes no vote away', voter, asked(), 'power_by_administrator'],
    [
      'does not end the mandate of who votes',
      voter,
      asked({ votes: true, seatedTo: '2026-01-31' }),
      'power_by_administrator',
    ],
    ['lets another role answer', voter, asked({ votes: true, answerRoles: [] }), null],
    [
      'makes nobody who votes the holder of a role that the quorum asks for',
      voter,
      asked({ votes: true, answerRoles: ['clinician', 'patient_representative'] }),
      'power_by_administrator',
    ],
    [
      'takes no such role from who votes',
      { ...voter, answerRoles: ['patient_representative'] },
      asked({ votes: true, answerRoles: [] }),
      'power_by_administrator',
    ],
    [
      'seats a contributor of such a role, who does not vote',
      null,
      asked({ answerRoles: ['patient_representative'] }),
      null,
    ],
    [
      'does not bring a former voter back',
      { ...voter, active: false, seatedTo: '2026-01-31' },
      asked({ votes: true }),
      'power_by_administrator',
    ],
    [
      'words another profession before freezing',
      voter,
      asked({ votes: true, profession: 'x' }),
      null,
    ],
    [
      'keeps the profession of the frozen electorate',
      { ...voter, placed: true },
      asked({ votes: true, profession: 'x' }),
      'electorate_frozen',
    ],
  ])('%s', (_what, before, after, code) => {
    const refusal = checkStaffing(before, after, {
      own: false,
      reserved: ['biomedical'],
      required: ['patient_representative'],
    });
    expect(refusal?.code ?? null).toBe(code);
  });

  it('ends contributors only', () => {
    expect(checkEnding({ ...noPower, answerRoles: ['clinician'] }, [])).toBeNull();
    expect(checkEnding({ ...noPower, answerRoles: ['clinician'] }, ['clinician'])?.code).toBe(
      'power_by_administrator',
    );
    expect(checkEnding(voter, [])?.code).toBe('power_by_administrator');
    expect(checkEnding({ ...noPower, functions: ['observer'] }, [])?.code).toBe(
      'power_by_administrator',
    );
  });
});

describe('the mandate of who takes a seat over', () => {
  const june = { remainsTo: '2026-06-30' };
  it.each<
    [string, Parameters<typeof termTakenOver>[0], { remainsTo: string | null }, string | null]
  >([
    ['newly seated: what remains', null, june, '2026-06-30'],
    ['newly seated, without an end', null, { remainsTo: null }, null],
    ['seated once, long ago', { active: false, seatedTo: '2025-01-31' }, june, '2026-06-30'],
    ['seated without an end: not cut short', { active: true, seatedTo: null }, june, null],
    ['seated for longer', { active: true, seatedTo: '2027-01-31' }, june, '2027-01-31'],
    ['seated for less', { active: true, seatedTo: '2026-01-31' }, june, '2026-01-31'],
    [
      'seated for less than no end',
      { active: true, seatedTo: '2026-01-31' },
      { remainsTo: null },
      '2026-01-31',
    ],
  ])('%s', (_what, held, left, day) => {
    expect(termTakenOver(held, left)).toBe(day);
  });

  it.each([
    ['2026-02-01', '2026-01-31', true],
    [null, '2026-01-31', true],
    ['2026-01-31', '2026-01-31', false],
    ['2026-01-30', '2026-01-31', false],
    ['2026-01-31', null, false],
    [null, null, false],
  ])('that ends on %s outlasts one that ends on %s: %s', (day, other, longer) => {
    expect(outlasts(day, other)).toBe(longer);
  });

  it('is her own where nothing is taken over', () => {
    expect(termTakenOver({ active: true, seatedTo: '2026-01-31' }, null)).toBe('2026-01-31');
    expect(termTakenOver(null, null)).toBeNull();
  });
});

describe('what an administrator gives', () => {
  it('never widens the own power, unless nobody else could: then never chair, vote or decision', () => {
    fc.assert(
      fc.property(anyPower, anyPower, anyGranter, (before, after, who) => {
        const refusal = checkGrant(before, after, { ...who, own: true });
        if (!raises(before, after)) return expect(refusal).toBeNull();
        if (refusal !== null) return undefined;
        expect(who).toMatchObject({ sole: true, judging: false });
        expect(after.votes && !before.votes).toBe(false);
        for (const name of ['chair', 'decision_maker'] as const) {
          expect(after.functions.includes(name) && !before.functions.includes(name)).toBe(false);
        }
        return undefined;
      }),
    );
  });

  it('is given from outside the file', () => {
    fc.assert(
      fc.property(anyPower, anyPower, anyGranter, (before, after, who) => {
        const refused = checkGrant(before, after, { ...who, own: false }) !== null;
        expect(refused).toBe(who.acts && (!who.sole || who.decides));
      }),
    );
  });

  it.each<[string, Partial<Granter>, Power, string | null]>([
    ['to somebody else', {}, { ...noPower, votes: true, functions: ['chair'] }, null],
    ['to herself', { own: true }, { ...noPower, functions: ['observer'] }, 'own_power'],
    [
      'to herself, alone',
      { own: true, sole: true },
      { ...noPower, functions: ['coordinator'] },
      null,
    ],
    ['a vote, alone', { own: true, sole: true }, { ...noPower, votes: true }, 'own_power_never'],
    [
      'the chair, alone',
      { own: true, sole: true },
      { ...noPower, functions: ['chair'] },
      'own_power_never',
    ],
    [
      'to herself, alone, during a vote',
      { own: true, sole: true, judging: true },
      { ...noPower, answerRoles: ['dpo'] },
      'own_power_while_judging',
    ],
  ])('%s', (_what, who, after, code) => {
    expect(checkGrant(noPower, after, granter(who))?.code ?? null).toBe(code);
  });

  it.each([
    [true, false, true, false, 'electorate_frozen'],
    [false, true, true, false, 'electorate_frozen'],
    [true, true, true, false, null],
    [false, true, true, true, null],
    [false, false, true, true, 'place_needs_vote'],
    [false, true, false, false, null],
  ])(
    'a vote %s → %s, frozen %s, filling a place %s: %s',
    (before, after, frozen, filling, code) => {
      const refusal = checkVoteChange({ before, after }, { frozen, filling });
      expect(refusal?.code ?? null).toBe(code);
    },
  );

  it('lets functions for the whole organisation come from somebody else', () => {
    const anyFunctions = fc.subarray([...organisationFunctions]);
    fc.assert(
      fc.property(anyFunctions, anyFunctions, anyGranter, (before, after, who) => {
        const gained = after.filter((name) => !before.includes(name));
        const allowed = checkFunctions(before, after, who) === null;
        if (!who.own || gained.length === 0) return expect(allowed).toBe(true);
        return expect(allowed).toBe(who.sole && !who.judging && !gained.includes('decision_maker'));
      }),
    );
  });
});
