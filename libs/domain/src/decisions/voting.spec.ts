import fc from 'fast-check';
import { answerRoles } from '../access';
import { isRefusal } from '../kernel';
import { writeMinorityOpinion } from './minority';
import {
  checkCall,
  checkMeetingDays,
  checkMinutesDay,
  hasStood,
  keepsVotes,
  keepWrittenVotes,
  noticeOf,
  type AttendanceLine,
  type SittingUnderVote,
} from './meetings';
import { quorumOf } from './quorum';
import { asVoted, castVote, tally, type Ballots } from './tally';
import {
  attendances,
  cancelledByRecusal,
  defaultVotingRules,
  standingsOf,
  takingPart,
  voteChoices,
  type Voter,
  type VoteChoice,
  type VotingRules,
} from './votes';

const now = new Date('2026-05-04T08:00:00Z');

const voter = (seat: string, over: Partial<Voter> = {}): Voter => ({
  seat,
  profession: 'radiologist',
  answerRoles: ['clinician'],
  declared: true,
  recusal: null,
  attendance: 'present',
  representedBy: null,
  vacant: false,
  ...over,
});

const absent = { attendance: 'absent' } as const;
const by = (holder: string) => ({ attendance: 'represented', representedBy: holder }) as const;
const rules = (over: Partial<VotingRules> = {}): VotingRules => ({
  ...defaultVotingRules,
  ...over,
});

describe('taking part', () => {
  it.each<[Partial<Voter>, string | null]>([
    [{}, null],
    [{ attendance: 'remote' }, null],
    [{ attendance: 'written' }, null],
    [by('b'), null],
    [absent, 'absent'],
    [{ vacant: true }, 'vacant'],
    [{ vacant: true, ...by('b') }, null],
    [{ vacant: true, ...absent }, 'absent'],
    [{ vacant: true, declared: false }, 'vacant'],
    [{ vacant: true, recusal: 'all' }, 'recused'],
    [{ recusal: 'all' }, 'recused'],
    [{ recusal: ['Q02'] }, null],
    [{ declared: false }, 'undeclared'],
    [{ attendance: 'represented' }, 'proxy_not_named'],
    [by('a'), 'proxy_to_self'],
    [by('nobody'), 'proxy_holder_not_attending'],
    [by('away'), 'proxy_holder_not_attending'],
    [by('recused'), 'proxy_holder_not_attending'],
    [by('undeclared'), 'proxy_holder_not_attending'],
    [by('writing'), 'proxy_holder_not_attending'],
    [by('carried'), 'proxy_holder_not_attending'],
    [{ ...by('b'), recusal: 'all' }, 'recused'],
    [{ ...by('b'), declared: false }, 'undeclared'],
  ])('%j: %s', (over, reason) => {
    const voters = [
      voter('a', over),
      voter('b'),
      voter('away', absent),
      voter('recused', { recusal: 'all' }),
      voter('undeclared', { declared: false }),
      voter('writing', { attendance: 'written' }),
      voter('carried', by('z')),
      voter('z'),
    ];
    expect(standingsOf(voters, rules())[0]?.outBecause).toBe(reason);
  });

  it('lets one member hold one proxy; further ones lapse', () => {
    const voters = [voter('a'), voter('c', by('a')), voter('b', by('a'))];
    const reasons = (given: Voter[], maxProxies: number) =>
      Object.fromEntries(
        standingsOf(given, rules({ maxProxies })).map((one) => [one.voter.seat, one.outBecause]),
      );
    expect(reasons(voters, 1)).toEqual({ a: null, b: null, c: 'too_many_proxies' });
    expect(reasons(voters.toReversed(), 1)).toEqual(reasons(voters, 1));
    expect(reasons(voters, 2)).toEqual({ a: null, b: null, c: null });
    expect(reasons(voters, 0)).toEqual({ a: null, b: 'too_many_proxies', c: 'too_many_proxies' });
  });
});

describe('taking part in writing', () => {
  it('is voting: a line on the sheet without a vote is an absence', () => {
    const voters = [
      voter('a', { attendance: 'written' }),
      voter('b', { attendance: 'written' }),
      voter('c'),
    ];
    const counted = asVoted(voters, { a: 'abstain' });
    expect(counted.map(({ attendance }) => attendance)).toEqual(['written', 'absent', 'present']);
  });

  it('stays on the sheet whatever is saved over it', () => {
    const line = (seatId: string, over: object = {}) =>
      ({ seatId, attendance: 'present', representedBy: null, note: '', ...over }) as const;
    const voted = [
      { seatId: 'a', note: 'Par courriel' },
      { seatId: 'b', note: '' },
    ];
    const written = { attendance: 'written' } as const;
    expect(keepWrittenVotes([line('c')], voted)).toEqual([
      line('c'),
      line('a', { ...written, note: 'Par courriel' }),
      line('b', written),
    ]);
    expect(
      keepWrittenVotes(
        [line('a', { ...by('c'), note: 'Partie à 10 h' }), line('b', absent)],
        voted,
      ),
    ).toEqual([line('a', { ...written, note: 'Partie à 10 h' }), line('b', written)]);
  });
});

describe('a mandate that ends after the vote', () => {
  it('takes nothing away from it, and leaves who did not vote in the number to reach', () => {
    const voters = [
      voter('a', { vacant: true }),
      voter('b', { declared: false }),
      voter('c', { vacant: true }),
      voter('d', { recusal: 'all' }),
    ];
    const counted = asVoted(voters, { a: 'for', b: 'against', d: 'for' });
    expect(quorumOf(counted, rules())).toMatchObject({
      eligible: 3,
      takingPart: 2,
      needed: 2,
      met: true,
      missing: [{ seat: 'c', profession: 'radiologist', because: 'vacant' }],
      recused: ['d'],
    });
    expect(tally({ a: 'for', b: 'against', d: 'for' }, counted, rules(), null)).toMatchObject({
      for: 1,
      against: 1,
      notCounted: ['d'],
    });
  });

  it('does not let a vacant seat vote by its own hand', () => {
    const voters = [voter('a', { vacant: true }), voter('b')];
    expect(
      castVote({ open: true }, voters, { seat: 'a', choice: 'for', by: ['a'] }, rules(), now),
    ).toMatchObject({ code: 'not_attending' });
  });
});

describe('quorumOf', () => {
  const seats = (present: number, away: number, recused = 0): Voter[] => [
    ...Array.from({ length: present }, (_, index) => voter(`p${index}`)),
    ...Array.from({ length: away }, (_, index) => voter(`a${index}`, absent)),
    ...Array.from({ length: recused }, (_, index) => voter(`r${index}`, { recusal: 'all' })),
  ];

  it.each([
    [4, 4, 0, 4, true],
    [3, 4, 0, 4, false],
    [4, 3, 0, 4, true],
    [3, 3, 5, 3, true],
    [2, 3, 5, 3, false],
    [0, 0, 3, 0, false],
    [0, 0, 0, 0, false],
    [1, 0, 9, 1, true],
  ])('%d present, %d away, %d recused: %d needed, %s', (present, away, recused, needed, met) => {
    expect(quorumOf(seats(present, away, recused), rules())).toMatchObject({
      eligible: present + away,
      takingPart: present,
      needed,
      shareMet: met,
      met,
    });
  });

  it('computes other shares exactly', () => {
    const twoThirds = rules({ quorum: { numerator: 2, denominator: 3 } });
    expect(quorumOf(seats(6, 3), twoThirds)).toMatchObject({ needed: 6, met: true });
    expect(quorumOf(seats(6, 4), twoThirds)).toMatchObject({ needed: 7, met: false });
  });

  it('takes recused members out of both sides, whatever they do', () => {
    fc.assert(
      fc.property(fc.nat(8), fc.nat(8), fc.nat(8), (present, away, recused) => {
        const without = quorumOf(seats(present, away), rules());
        const { recused: names, ...rest } = quorumOf(seats(present, away, recused), rules());
        expect(names).toHaveLength(recused);
        expect({ ...rest, recused: [] }).toEqual(without);
      }),
    );
  });

  it('counts an undeclared member in the number to reach, not towards it', () => {
    const voters = [voter('a'), voter('b', { declared: false }), voter('c', { declared: false })];
    expect(quorumOf(voters, rules())).toMatchObject({
      eligible: 3,
      takingPart: 1,
      needed: 2,
      met: false,
      missing: [
        { seat: 'b', profession: 'radiologist', because: 'undeclared' },
        { seat: 'c', profession: 'radiologist', because: 'undeclared' },
      ],
    });
  });

  it('needs each required role, and tells a role absent from a role without holder', () => {
    const required = rules({
      requiredRoles: ['it_security', 'patient_representative', 'clinician'],
    });
    const voters = [
      voter('a'),
      voter('b', { answerRoles: ['it_security'], ...absent }),
      voter('c', { answerRoles: ['patient_representative'], recusal: 'all' }),
    ];
    expect(quorumOf(voters, required)).toMatchObject({
      shareMet: true,
      met: false,
      missingRoles: ['it_security', 'patient_representative'],
      rolesWithoutHolder: ['patient_representative'],
    });
    expect(
      quorumOf(
        [
          voter('a', { answerRoles: ['it_security', 'clinician'] }),
          voter('d', { answerRoles: ['patient_representative'], ...by('a') }),
        ],
        required,
      ),
    ).toMatchObject({ met: true, missingRoles: [] });
  });

  it('falls on a second call where the rules say so, but not without anybody', () => {
    const voters = seats(1, 9);
    expect(quorumOf(voters, rules(), 'first').met).toBe(false);
    expect(quorumOf(voters, rules(), 'second')).toMatchObject({ met: true, waived: true });
    expect(quorumOf(voters, rules({ secondCallWithoutQuorum: false }), 'second').met).toBe(false);
    expect(quorumOf(seats(0, 9), rules(), 'second').met).toBe(false);
  });

  it('never waives a required role', () => {
    const required = rules({ requiredRoles: ['patient_representative'] });
    expect(quorumOf(seats(1, 9), required, 'second')).toMatchObject({
      waived: true,
      met: false,
      missingRoles: ['patient_representative'],
    });
    const there = [...seats(1, 9), voter('pat', { answerRoles: ['patient_representative'] })];
    expect(quorumOf(there, required, 'second')).toMatchObject({ shareMet: false, met: true });
  });
});

describe('tally', () => {
  const five = ['a', 'b', 'c', 'd', 'e'].map((seat) => voter(seat));
  const votes = (...choices: (VoteChoice | null)[]): Ballots =>
    Object.fromEntries(
      choices.flatMap((choice, index) => (choice ? [[five[index]!.seat, choice]] : [])),
    );

  it.each<[string, Ballots, object]>([
    ['more for than against', votes('for', 'for', 'against'), { carried: true, expressed: 3 }],
    ['more against', votes('for', 'against', 'against'), { carried: false }],
    [
      'abstentions are not expressed',
      votes('for', 'abstain', 'abstain', 'abstain'),
      { carried: true, abstain: 3 },
    ],
    ['nobody', {}, { carried: false, tied: false, notVoted: ['a', 'b', 'c', 'd', 'e'] }],
    [
      'only abstentions',
      votes('abstain', 'abstain'),
      { carried: false, tied: false, castingVote: null },
    ],
    [
      'a tie, chair for',
      votes('for', 'against'),
      { tied: true, castingVote: 'for', carried: true },
    ],
    [
      'a tie, chair against',
      votes('against', 'for'),
      { tied: true, castingVote: 'against', carried: false },
    ],
    [
      'a tie, chair abstains',
      votes('abstain', 'for', 'against'),
      { tied: true, castingVote: null, carried: false },
    ],
    [
      'a tie, chair has not voted',
      votes(null, 'for', 'against'),
      { castingVote: null, carried: false },
    ],
  ])('%s', (_name, given, expected) => {
    expect(tally(given, five, rules(), 'a')).toMatchObject(expected);
  });

  it('has no casting vote where rules, presence or right to vote forbid it', () => {
    const tie = votes('for', 'against');
    expect(tally(tie, five, rules({ castingVote: false }), 'a').carried).toBe(false);
    expect(tally(tie, five, rules(), null).carried).toBe(false);
    const represented = [voter('a', by('c')), ...five.slice(1)];
    expect(tally(tie, represented, rules(), 'a')).toMatchObject({ tied: true, castingVote: null });
    const recused = [voter('a', { recusal: 'all' }), ...five.slice(1)];
    expect(tally(votes('for', 'against', 'for'), recused, rules(), 'a')).toMatchObject({
      for: 1,
      tied: true,
      castingVote: null,
      carried: false,
      notCounted: ['a'],
    });
  });

  it('counts only ballots of seats that take part', () => {
    const voters = [
      voter('a'),
      voter('b', absent),
      voter('c', { recusal: 'all' }),
      voter('d', by('a')),
    ];
    expect(
      tally(
        { a: 'for', b: 'against', c: 'against', d: 'for', ghost: 'against' },
        voters,
        rules(),
        null,
      ),
    ).toMatchObject({ for: 2, against: 0, takingPart: 2, notCounted: ['b', 'c', 'ghost'] });
  });

  it('can ask a majority of those taking part', () => {
    const attending = rules({ majority: 'attending' });
    expect(tally(votes('for', 'for', 'against'), five, attending, 'a').carried).toBe(false);
    expect(tally(votes('for', 'for', 'for', 'abstain'), five, attending, 'a').carried).toBe(true);
    // One for and one against among five: a casting vote does not make up for three abstentions.
    expect(tally(votes('for', 'against', 'abstain'), five, attending, 'a').carried).toBe(false);
    const four = five.slice(0, 4);
    const split = votes('for', 'for', 'against', 'against');
    expect(tally(split, four, attending, 'a').carried).toBe(true);
    expect(tally(split, four, attending, 'c').carried).toBe(false);
  });

  const anyVoter = (seat: string): fc.Arbitrary<Voter> =>
    fc.record({
      seat: fc.constant(seat),
      profession: fc.constant('nurse'),
      answerRoles: fc.subarray([...answerRoles]),
      declared: fc.boolean(),
      recusal: fc.constantFrom(null, 'all' as const, ['Q01']),
      attendance: fc.constantFrom(...attendances),
      representedBy: fc.constantFrom(null, 'a', 'b', 'c', 'd', 'e'),
      vacant: fc.boolean(),
    });
  const anyVoters = fc
    .tuple(...['a', 'b', 'c', 'd', 'e'].map(anyVoter))
    .map((list) => list as Voter[]);
  const anyBallots = fc.dictionary(
    fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    fc.constantFrom(...voteChoices),
    { noNullPrototype: true },
  );
  const anyRules = fc.record({
    majority: fc.constantFrom('expressed' as const, 'attending' as const),
    castingVote: fc.boolean(),
    maxProxies: fc.nat(2),
  });

  it('adds up, ignores order, and never carries against a majority', () => {
    fc.assert(
      fc.property(anyVoters, anyBallots, anyRules, (voters, ballots, over) => {
        const result = tally(ballots, voters, rules(over), 'a');
        expect(tally(ballots, voters.toReversed(), rules(over), 'a')).toMatchObject({
          for: result.for,
          against: result.against,
          abstain: result.abstain,
          carried: result.carried,
        });
        expect(result.for + result.against + result.abstain + result.notVoted.length).toBe(
          result.takingPart,
        );
        expect(result.expressed + result.abstain + result.notCounted.length).toBe(
          Object.keys(ballots).length,
        );
        if (result.carried) expect(result.for).toBeGreaterThanOrEqual(Math.max(1, result.against));
      }),
      { numRuns: 500 },
    );
  });

  it('a recused member changes neither quorum nor result', () => {
    fc.assert(
      fc.property(
        anyVoters,
        anyBallots,
        fc.constantFrom(...voteChoices),
        (voters, ballots, choice) => {
          const more = [...voters, voter('r', { recusal: 'all' })];
          const { notCounted: _old, ...before } = tally(ballots, voters, rules(), 'a');
          const { notCounted, ...after } = tally({ ...ballots, r: choice }, more, rules(), 'a');
          expect(after).toEqual(before);
          expect(notCounted).toContain('r');
        },
      ),
    );
  });

  it('who may cast a vote and whose vote is counted agree', () => {
    fc.assert(
      fc.property(anyVoters, (voters) => {
        const counted = new Set(takingPart(standingsOf(voters, rules())).map(({ seat }) => seat));
        for (const { seat, attendance, representedBy } of voters) {
          const hand = attendance === 'represented' ? (representedBy ?? 'nobody') : seat;
          const result = castVote(
            { open: true },
            voters,
            { seat, choice: 'for', by: [hand] },
            rules(),
            now,
          );
          expect(!isRefusal(result)).toBe(counted.has(seat));
        }
      }),
    );
  });
});

describe('castVote', () => {
  const voters = [
    voter('a'),
    voter('b', by('a')),
    voter('c', absent),
    voter('d', { recusal: 'all' }),
    voter('e', { declared: false }),
  ];
  const cast = (seat: string, hands: string[], open = true, choice: VoteChoice = 'against') =>
    castVote({ open }, voters, { seat, choice, by: hands }, rules(), now);

  it('records the vote and an event that does not tell it', () => {
    expect(cast('a', ['a'])).toEqual({
      seat: 'a',
      choice: 'against',
      as: 'in_person',
      roles: ['clinician'],
      events: [{ type: 'opinion.voted', seat: 'a', at: '2026-05-04T08:00:00.000Z' }],
    });
  });

  it('lets the holder of a proxy cast it, and nobody else', () => {
    expect(cast('b', ['a'])).toMatchObject({ seat: 'b' });
    expect(cast('b', ['b'])).toMatchObject({ code: 'vote_by_own_hand' });
    expect(cast('a', ['b'])).toMatchObject({ code: 'vote_by_own_hand' });
  });

  it.each([
    ['a', ['a'], false, 'ballot_not_open'],
    ['c', ['c'], true, 'not_attending'],
    ['d', ['d'], true, 'recused'],
    ['e', ['e'], true, 'not_declared'],
    ['x', ['x'], true, 'not_voting'],
  ])('%s by %j is refused', (seat, hands, open, code) => {
    expect(cast(seat, hands, open)).toMatchObject({ code });
  });

  it('takes no word that is not a vote', () => {
    expect(cast('a', ['a'], true, 'perhaps' as never)).toMatchObject({ code: 'invalid_input' });
  });
});

describe('minority opinions', () => {
  const author = { seat: 'a', declared: true, recusal: null };

  it('are written before adoption by a member who may deliberate', () => {
    expect(writeMinorityOpinion(author, ' Preuve trop mince ', { adopted: false })).toEqual({
      seat: 'a',
      text: 'Preuve trop mince',
    });
    expect(writeMinorityOpinion(author, ' ', { adopted: false })).toMatchObject({
      code: 'minority_text_missing',
    });
    expect(writeMinorityOpinion(author, 'x', { adopted: true })).toMatchObject({ code: 'sealed' });
    expect(
      writeMinorityOpinion({ ...author, recusal: 'all' }, 'x', { adopted: false }),
    ).toMatchObject({ code: 'recused' });
    expect(
      writeMinorityOpinion({ ...author, declared: false }, 'x', { adopted: false }),
    ).toMatchObject({ code: 'not_declared' });
  });
});

describe('the call to a sitting', () => {
  it('is a second one only after a first one that failed', () => {
    const sitting = { id: 'm2', call: 'second', calledOn: '2026-05-12' } as const;
    const failed = (id: string, heldOn: string) => [{ id, heldOn }];
    const code = (...all: Parameters<typeof checkCall>) => checkCall(...all)?.code ?? null;
    expect(code({ ...sitting, call: 'first' }, [])).toBeNull();
    expect(code(sitting, [])).toBe('second_call_unfounded');
    expect(code(sitting, failed('m1', '2026-05-12'))).toBeNull();
    expect(code(sitting, failed('m1', '2026-05-13'))).toBe('second_call_unfounded');
    expect(code(sitting, failed('m2', '2026-05-01'))).toBe('second_call_unfounded');
  });

  it.each([
    ['2026-05-01', 5, false],
    ['2026-05-05', 5, false],
    ['2026-05-06', 5, true],
    ['2026-05-01', 0, false],
    ['2026-05-02', 0, true],
  ])(
    'waives nothing before the failure stood: recorded 1 May, on %s, %i days: %s',
    (on, days, stood) => {
      expect(hasStood('2026-05-01', on, { noticeDays: days })).toBe(stood);
    },
  );

  const meeting = { calledOn: '2026-05-01', heldOn: '2026-05-05', urgent: false };

  it('leaves five days, except in urgency', () => {
    expect(noticeOf(meeting, defaultVotingRules)).toEqual({ days: 4, needed: 5, isShort: true });
    expect(noticeOf({ ...meeting, heldOn: '2026-05-06' }, defaultVotingRules).isShort).toBe(false);
    expect(noticeOf({ ...meeting, urgent: true }, defaultVotingRules).isShort).toBe(false);
  });
});

describe('a vote that is in', () => {
  it('counts whatever becomes of sheet, seat, declaration and proxy; a recusal alone takes it away', () => {
    const anyVoter = fc.record({
      attendance: fc.constantFrom(...attendances),
      declared: fc.boolean(),
      representedBy: fc.constantFrom(null, 'v0', 'v1', 'gone'),
      recusal: fc.constantFrom(null, null, null, ['Q02'], 'all' as const),
      choice: fc.constantFrom(null, ...voteChoices),
    });
    fc.assert(
      fc.property(fc.array(anyVoter, { maxLength: 8 }), fc.nat(2), (drawn, maxProxies) => {
        const voters = drawn.map(({ choice: _choice, ...over }, n) => voter(`v${n}`, over));
        const ballots: Ballots = Object.fromEntries(
          drawn.flatMap(({ choice }, n) => (choice === null ? [] : [[`v${n}`, choice]])),
        );
        const lost = voters
          .filter(({ seat, recusal }) => recusal === 'all' && ballots[seat])
          .map(({ seat }) => seat);
        const count = tally(ballots, asVoted(voters, ballots), rules({ maxProxies }), null);
        expect([...count.notCounted].sort()).toEqual(lost.sort());
        expect(count.for + count.against + count.abstain).toBe(
          Object.keys(ballots).length - lost.length,
        );
      }),
    );
  });

  it('keeps the proxy it was cast by, whoever is given to the same holder later', () => {
    const voters = asVoted([voter('a'), voter('b', by('a')), voter('c', by('a'))], {
      c: 'for',
    });
    expect(standingsOf(voters, rules()).map(({ outBecause }) => outBecause)).toEqual([
      null,
      'too_many_proxies',
      null,
    ]);
  });

  it('is kept with the way it was cast, and the answer roles of the day', () => {
    const cast = (over: Partial<Voter>, hand = 'a') =>
      castVote(
        { open: true },
        [voter('a', over), voter('b')],
        { seat: 'a', choice: 'for', by: [hand] },
        rules(),
        now,
      );
    expect(cast({})).toMatchObject({ as: 'in_person', roles: ['clinician'] });
    expect(cast({ attendance: 'remote' })).toMatchObject({ as: 'remote' });
    expect(cast({ attendance: 'written' })).toMatchObject({ as: 'written' });
    expect(cast(by('b'), 'b')).toMatchObject({ as: 'proxy' });
  });

  it('holds the lines it rests on, the mode, the call and the chairing, and leaves the rest free', () => {
    const line = (seatId: string, over: Partial<AttendanceLine> = {}): AttendanceLine => ({
      seatId,
      attendance: 'present',
      representedBy: null,
      note: '',
      ...over,
    });
    const before: SittingUnderVote = {
      mode: 'in_meeting',
      call: 'first',
      presidingSeat: 'a',
      attendance: [line('a'), line('b', by('a')), line('c')],
    };
    const kept = (after: Partial<SittingUnderVote>) =>
      keepsVotes(before, { ...before, ...after }, [{ seatId: 'b', castBySeat: 'a' }]);
    const sheet = (...attendance: AttendanceLine[]) => kept({ attendance });
    const refused = { code: 'votes_are_in', details: { count: 1 } };
    expect(kept({})).toBeNull();
    expect(sheet(line('a', { note: 'En retard' }), line('b', by('a')), line('d'))).toBeNull();
    expect(sheet(line('a', absent), line('b', by('a')), line('c'))).toMatchObject(refused);
    expect(sheet(line('b', by('a')), line('c'))).toMatchObject(refused);
    expect(sheet(line('a'), line('b', absent))).toMatchObject(refused);
    expect(sheet(line('a'), line('b'), line('c'))).toMatchObject(refused);
    expect(sheet(line('a'), line('b', by('c')), line('c'))).toMatchObject(refused);
    expect(kept({ mode: 'remote' })).toMatchObject(refused);
    expect(kept({ call: 'second' })).toMatchObject(refused);
    expect(kept({ presidingSeat: 'c' })).toMatchObject(refused);
    expect(keepsVotes(before, { ...before, attendance: [], mode: 'remote' }, [])).toBeNull();
  });

  it('ends with a recusal: the own one, and those cast by the same hand for others', () => {
    const votes = [
      { seatId: 'a', castBySeat: 'a' },
      { seatId: 'b', castBySeat: 'a' },
      { seatId: 'c', castBySeat: 'c' },
      { seatId: 'd', castBySeat: 'b' },
    ];
    expect(cancelledByRecusal('a', votes)).toEqual([
      { seatId: 'a', because: 'recused' },
      { seatId: 'b', because: 'proxy_void' },
    ]);
    expect(cancelledByRecusal('d', votes)).toEqual([{ seatId: 'd', because: 'recused' }]);
    expect(cancelledByRecusal('x', votes)).toEqual([]);
  });
});

describe('the days of a sitting', () => {
  it.each([
    ['2026-05-01', '2026-05-01', null],
    ['2026-05-01', '2026-05-20', null],
    ['2026-05-21', '2026-05-20', 'held_on'],
    ['2026-04-30', '2026-05-20', 'called_on'],
    ['1999-01-01', '2026-05-20', 'called_on'],
    ['1999-01-01', '1999-01-02', 'called_on'],
    ['2026-05-01', '2999-01-01', 'farthest'],
  ])('called %s, held %s in a file opened on 1 May: %s', (calledOn, heldOn, wrong) => {
    const refusal = checkMeetingDays(
      { calledOn, heldOn },
      { openedOn: '2026-05-01', today: '2026-05-02' },
    );
    expect(refusal?.details?.['after'] ?? null).toBe(wrong);
    expect(refusal?.code).toBe(wrong === null ? undefined : 'dates_out_of_order');
  });

  it('lets minutes be validated on the day of the sitting, and not before', () => {
    expect(checkMinutesDay('2026-05-20', '2026-05-20')).toBeNull();
    expect(checkMinutesDay('2026-05-20', '2026-05-19')).toMatchObject({
      code: 'dates_out_of_order',
      details: { before: 'held_on' },
    });
  });
});
