import fc from 'fast-check';
import type { Facts, Phase, Subject } from './facts';
import { partStates, phases } from './facts';
import {
  actions,
  columnsOf,
  decide,
  decideInOrganisation,
  organisationActions,
  organisationPolicy,
  policy,
} from './policy';
import { answerRoles, organisationFunctions, seatFunctions } from './roles';

const seat = fc.record({
  id: fc.constantFrom('s1', 's2'),
  profession: fc.constantFrom('radiologist', 'buyer'),
  answerRoles: fc.uniqueArray(fc.constantFrom(...answerRoles)),
  functions: fc.uniqueArray(fc.constantFrom(...seatFunctions)),
  votes: fc.boolean(),
});

const anyFacts: fc.Arbitrary<Facts> = fc.record({
  principal: fc.constant({ kind: 'person', id: 'p' } as const),
  organisationFunctions: fc.uniqueArray(fc.constantFrom(...organisationFunctions)),
  phase: fc.constantFrom(...phases),
  paused: fc.boolean(),
  seats: fc.array(seat, { maxLength: 2 }),
  assignedParts: fc.uniqueArray(fc.constantFrom('a', 'b')),
  recused: fc.constantFrom('no' as const, 'all' as const, ['Q01'] as const),
  declared: fc.boolean(),
  openRound: fc.constantFrom(null, 'r1'),
  sealed: fc.boolean(),
  practice: fc.boolean(),
});

const anySubject: fc.Arbitrary<Subject> = fc.record({
  part: fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    section: fc.constantFrom('Q01', 'Q02'),
    state: fc.constantFrom(...partStates),
  }),
  authorSeat: fc.constantFrom(null, 's1', 's2'),
  round: fc.record({ id: fc.constantFrom('r1', 'r2'), closed: fc.boolean() }),
  clearance: fc.constantFrom(
    { level: 'panel' } as const,
    { level: 'roles', roles: ['dpo'] } as const,
    { level: 'author' } as const,
  ),
});

const anyAction = fc.constantFrom(...actions);
const allowed = (...args: Parameters<typeof decide>): boolean => decide(...args) === null;
const only = (facts: Partial<Facts>): Facts => ({
  principal: { kind: 'person', id: 'p' },
  organisationFunctions: [],
  phase: 'collecting',
  paused: false,
  seats: [],
  assignedParts: [],
  recused: 'no',
  declared: true,
  openRound: null,
  sealed: false,
  practice: false,
  ...facts,
});
const voter = {
  id: 's1',
  profession: 'radiologist',
  answerRoles: ['clinician'],
  functions: [],
  votes: true,
} as const;

describe('the policy table', () => {
  it('hides everything from somebody without any relation to the file', () => {
    fc.assert(
      fc.property(anyAction, anyFacts, anySubject, (action, facts, subject) => {
        const stranger = { ...facts, seats: [], organisationFunctions: ['administrator' as const] };
        expect(decide(action, stranger, subject)?.code).toBe('not_found');
      }),
    );
  });

  it('shows nobody another’s rating while the round is open', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const open = { round: { id: 'r1', closed: false } };
        expect(allowed('rating.seeOthers', { ...facts, openRound: 'r1' }, open)).toBe(false);
        expect(allowed('rating.seeOthers', facts, {})).toBe(false);
      }),
    );
  });

  it('leaves who is recused from the file the own declaration, and that the file exists', () => {
    const left = ['evaluation.see', 'declaration.see', 'declaration.write'];
    fc.assert(
      fc.property(anyAction, anyFacts, anySubject, (action, facts, subject) => {
        if (left.includes(action)) return;
        expect(allowed(action, { ...facts, recused: 'all' }, subject)).toBe(false);
      }),
    );
    // Whatever she holds: every function of the file and of the organisation, every role, a vote.
    const everything = only({
      recused: 'all',
      organisationFunctions: ['coordinator', 'decision_maker', 'observer', 'administrator'],
      seats: [{ ...voter, functions: [...seatFunctions], answerRoles: [...answerRoles] }],
      assignedParts: ['a'],
    });
    const others = { authorSeat: 's2' };
    expect(allowed('declaration.write', everything, { authorSeat: 's1' })).toBe(true);
    expect(allowed('declaration.see', everything, { authorSeat: 's1' })).toBe(true);
    expect(decide('declaration.see', everything, others)?.code).toBe('recused');
    expect(decide('declaration.write', everything, others)?.code).toBe('not_author');
    for (const name of organisationFunctions) {
      const wide = only({ recused: 'all', organisationFunctions: [name] });
      expect(allowed('declaration.see', wide, others)).toBe(false);
    }
  });

  it('recuses from a section only where the section is acted on', () => {
    const facts = only({ seats: [voter], recused: ['Q01'], assignedParts: ['a'] });
    const part = (section: string) => ({ part: { id: 'a', section, state: 'open' as const } });
    expect(decide('answer.save', facts, part('Q01'))?.code).toBe('recused');
    expect(allowed('answer.save', facts, part('Q02'))).toBe(true);
  });

  it('lets only assigned people answer, whatever their functions', () => {
    fc.assert(
      fc.property(anyFacts, anySubject, (facts, subject) => {
        const unassigned = { ...facts, assignedParts: [] };
        expect(allowed('answer.save', unassigned, subject)).toBe(false);
      }),
    );
  });

  it('changes nothing the opinion rests on once it is sealed, nor a file that ended', () => {
    const writes = actions.filter((action) =>
      policy[action].unless.some((predicate) => predicate.name === 'sealed'),
    );
    expect(writes).toEqual(
      expect.arrayContaining([
        'answer.save',
        'rating.cast',
        'panel.edit',
        'opinion.vote',
        'evidence.add',
      ]),
    );
    fc.assert(
      fc.property(fc.constantFrom(...writes), anyFacts, anySubject, (action, facts, subject) => {
        expect(allowed(action, { ...facts, sealed: true }, subject)).toBe(false);
        expect(allowed(action, { ...facts, phase: 'closed' }, subject)).toBe(false);
      }),
    );
  });

  it('gives the union of what several functions give', () => {
    fc.assert(
      fc.property(
        anyAction,
        anyFacts,
        anySubject,
        fc.constantFrom(...seatFunctions),
        (action, facts, subject, more) => {
          const [first, ...rest] = facts.seats;
          if (!first || !allowed(action, facts, subject)) return;
          const richer = {
            ...facts,
            seats: [{ ...first, functions: [...first.functions, more] }, ...rest],
          };
          expect(allowed(action, richer, subject)).toBe(true);
        },
      ),
    );
  });

  it('lets cast only who votes, has declared and finds the round open', () => {
    const facts = only({ phase: 'rating', openRound: 'r1', seats: [voter] });
    const round = { round: { id: 'r1', closed: false } };
    expect(allowed('rating.cast', facts, round)).toBe(true);
    expect(decide('rating.cast', { ...facts, declared: false }, round)?.code).toBe('not_declared');
    expect(decide('rating.cast', { ...facts, openRound: null }, round)?.code).toBe(
      'round_not_open',
    );
    expect(
      decide('rating.cast', { ...facts, seats: [{ ...voter, votes: false }] }, round)?.code,
    ).toBe('not_voting');
    expect(decide('rating.cast', { ...facts, phase: 'deliberating' as Phase }, round)?.code).toBe(
      'not_rating',
    );
  });

  it('lets organisation functions reach every evaluation, administration none', () => {
    expect(columnsOf(only({ organisationFunctions: ['coordinator', 'administrator'] }))).toEqual([
      'coordinator',
    ]);
    expect(columnsOf(only({ seats: [voter] }))).toEqual(['seat']);
  });

  it('keeps guests and strangers out of the organisation’s own actions', () => {
    for (const action of organisationActions) {
      const guest = { kind: 'guest', id: 'g', guest: 'supplier' } as const;
      expect(
        decideInOrganisation(action, { principal: guest, organisationFunctions: [] })?.code,
      ).toBe('not_found');
    }
    const member = { principal: { kind: 'person', id: 'p' } as const, organisationFunctions: [] };
    expect(decideInOrganisation('people.manage', member)?.code).toBe('not_permitted');
    expect(decideInOrganisation('inbox.see', member)).toBeNull();
  });

  it('says of no function that it may not what every member may', () => {
    for (const action of organisationActions) {
      const row = organisationPolicy[action];
      if (row.member !== 'always') continue;
      const functions = organisationFunctions.map((name) => row[name]);
      expect([action, ...new Set(functions)]).toEqual([action, 'always']);
    }
  });
});
