import fc from 'fast-check';
import { phases, policy, seatFunctions, type Phase } from '../access';
import { isRefusal } from '../kernel';
import { guards, type GuardKey } from './guards';
import { moveKeys, moveOf, type MoveKey } from './moves';
import {
  endedPhases,
  hasEnded,
  isBeforeDecision,
  phasesBeforeDecision,
  trackOf,
  type GuardFacts,
  type PhaseState,
} from './phases';
import { canMove, everyBar, possibleMoves, transition } from './transition';

const now = new Date('2026-05-04T08:00:00Z');

const quiet: GuardFacts = {
  requestComplete: true,
  panelSeated: true,
  scope: 'in_scope',
  openParts: 0,
  raters: 6,
  rounds: true,
  pilots: true,
  round: 'closed',
  statementsToRateAgain: 2,
  opinion: 'proposed',
  opinionDeferred: false,
  opinionProblems: 0,
  barringBlockers: 0,
  quorumMet: true,
  voteCarried: true,
  minutesValidated: true,
  decision: 'purchase',
  pilotProtocolReady: true,
  pilotEnded: true,
  openGates: 0,
  lateRecusals: 0,
  votesIn: 0,
};

const state = (phase: Phase, paused = false): PhaseState => ({ phase, paused });
const go = (phase: Phase, move: MoveKey, facts: Partial<GuardFacts> = {}, reason?: string) =>
  transition(state(phase), { move, reason }, { ...quiet, ...facts }, now);
const code = (result: unknown) => (isRefusal(result) ? result.code : null);

describe('the ordinary way', () => {
  it.each<[Phase, MoveKey, Phase, Partial<GuardFacts>]>([
    ['draft', 'submit_request', 'screening', {}],
    ['screening', 'start_collecting', 'collecting', {}],
    ['screening', 'start_collecting', 'collecting', { scope: 'voluntary' }],
    ['screening', 'close_out_of_scope', 'closed', { scope: 'out_of_scope' }],
    ['collecting', 'open_rating', 'rating', { round: 'none' }],
    ['collecting', 'deliberate_without_rating', 'deliberating', { rounds: false, round: 'none' }],
    ['rating', 'start_deliberating', 'deliberating', {}],
    ['deliberating', 'open_second_rating', 're_rating', {}],
    ['re_rating', 'start_deliberating', 'deliberating', {}],
    ['deliberating', 'open_opinion', 'opinion', {}],
    ['opinion', 'adopt_opinion', 'opinion', {}],
    ['opinion', 'decide', 'decided', { opinion: 'adopted' }],
    ['decided', 'start_pilot', 'pilot', { decision: 'pilot' }],
    ['pilot', 'ask_second_opinion', 'opinion', {}],
    ['decided', 'put_in_use', 'in_use', {}],
    ['in_use', 'close', 'closed', {}],
  ])('%s by %s to %s', (from, move, to, facts) => {
    expect(go(from, move, facts, moveOf(move).reason ? 'Remplacé' : undefined)).toMatchObject({
      phase: to,
      paused: false,
    });
  });

  it('records one event with the whole move', () => {
    expect(go('collecting', 'open_rating')).toEqual({
      phase: 'rating',
      paused: false,
      events: [
        {
          type: 'evaluation.moved',
          move: 'open_rating',
          from: 'collecting',
          to: 'rating',
          reason: null,
          marks: [],
          at: '2026-05-04T08:00:00.000Z',
        },
      ],
    });
  });
});

describe('the ways back', () => {
  it.each<Phase>(['rating', 're_rating', 'deliberating'])(
    'reopens collecting from %s with a reason, and has ratings confirmed',
    (phase) => {
      expect(code(go(phase, 'reopen_collecting'))).toBe('reason_required');
      expect(go(phase, 'reopen_collecting', {}, 'Nouvelle étude')).toMatchObject({
        phase: 'collecting',
        events: [{ reason: 'Nouvelle étude', marks: ['ratings_to_confirm'] }],
      });
    },
  );

  it('reopens collecting even while a round is open', () => {
    expect(go('rating', 'reopen_collecting', { round: 'open' }, 'Pièce retirée')).toMatchObject({
      phase: 'collecting',
    });
  });

  it('returns a deferred opinion to collecting, and only a deferred one', () => {
    const adopted = { opinion: 'adopted', opinionDeferred: true } as const;
    expect(go('opinion', 'return_deferred', adopted)).toMatchObject({ phase: 'collecting' });
    expect(code(go('opinion', 'return_deferred', { opinion: 'adopted' }))).toBe(
      'opinion_not_deferred',
    );
    expect(code(go('opinion', 'decide', adopted))).toBe('opinion_deferred');
  });

  it('is sent back by the decision-maker to deliberation, with a reason', () => {
    expect(code(go('opinion', 'send_back', { opinion: 'adopted' }))).toBe('reason_required');
    expect(go('opinion', 'send_back', { opinion: 'adopted' }, 'Coûts absents')).toMatchObject({
      phase: 'deliberating',
    });
    expect(moveOf('send_back').by).toEqual(['decision_maker']);
  });

  it('goes back from an adopted opinion where a recusal is found late, which stops one not adopted', () => {
    expect(go('opinion', 'return_for_recusal', { opinion: 'adopted' })).toMatchObject({
      phase: 'deliberating',
    });
    expect(code(go('opinion', 'return_for_recusal', { opinion: 'proposed' }))).toBe(
      'opinion_not_adopted',
    );
    expect(code(go('opinion', 'adopt_opinion', { opinion: 'proposed', lateRecusals: 1 }))).toBe(
      'recusal_found_late',
    );
  });

  it('ends a pilot in a second opinion', () => {
    expect(code(go('pilot', 'ask_second_opinion', { pilotEnded: false }))).toBe('pilot_not_ended');
    expect(go('pilot', 'ask_second_opinion')).toMatchObject({ phase: 'opinion' });
  });
});

describe('the decision-maker alone', () => {
  it.each<Phase>(['collecting', 'rating', 'deliberating', 're_rating', 'opinion'])(
    'decides without an opinion from %s, labelled so',
    (phase) => {
      expect(go(phase, 'decide_without_opinion', {}, 'Urgence')).toMatchObject({
        phase: 'decided',
        events: [{ marks: ['without_opinion'], reason: 'Urgence' }],
      });
    },
  );

  it('does not decide over an open round, nor "without" an opinion that was adopted', () => {
    expect(code(go('rating', 'decide_without_opinion', { round: 'open' }, 'x'))).toBe(
      'round_still_open',
    );
    expect(code(go('opinion', 'decide_without_opinion', { opinion: 'adopted' }, 'x'))).toBe(
      'opinion_already_adopted',
    );
  });

  it('refuses the purchase, labelled when no opinion was adopted', () => {
    expect(go('opinion', 'refuse_purchase', { opinion: 'adopted' }, 'Budget')).toMatchObject({
      phase: 'closed',
      events: [{ marks: [] }],
    });
    for (const opinion of ['none', 'proposed'] as const) {
      expect(go('collecting', 'refuse_purchase', { opinion }, 'Budget')).toMatchObject({
        phase: 'closed',
        events: [{ marks: ['without_opinion'] }],
      });
    }
  });
});

describe('the pause', () => {
  it('stops the clocks with a reason and starts them again', () => {
    expect(code(go('collecting', 'pause'))).toBe('reason_required');
    expect(go('collecting', 'pause', {}, 'Réponse du fournisseur')).toMatchObject({
      phase: 'collecting',
      paused: true,
      events: [{ marks: ['clocks_stopped'] }],
    });
    expect(transition(state('collecting', true), { move: 'resume' }, quiet, now)).toMatchObject({
      phase: 'collecting',
      paused: false,
      events: [{ marks: ['clocks_started'] }],
    });
  });

  it('holds every move but resuming, cancelling and withdrawing', () => {
    for (const key of moveKeys) {
      for (const phase of moveOf(key).from) {
        const result = transition(state(phase, true), { move: key, reason: 'x' }, quiet, now);
        if (['resume', 'cancel', 'withdraw'].includes(key)) expect(isRefusal(result)).toBe(false);
        else expect(code(result)).toBe('paused');
      }
    }
  });

  it('leaves no file paused after it ended', () => {
    expect(
      transition(state('collecting', true), { move: 'cancel', reason: 'Abandon' }, quiet, now),
    ).toMatchObject({ phase: 'cancelled', paused: false });
  });

  it('cannot be resumed when it does not rest', () => {
    expect(code(go('collecting', 'resume'))).toBe('not_paused');
  });
});

describe('the exits', () => {
  it.each([...phasesBeforeDecision])('cancels from %s', (phase) => {
    expect(go(phase, 'cancel', {}, 'Abandon')).toMatchObject({ phase: 'cancelled' });
    expect(code(go(phase, 'withdraw', {}, 'x'))).toBe('move_not_from_here');
  });

  it.each<Phase>(['decided', 'pilot', 'in_use'])(
    'withdraws from %s, where nothing cancels',
    (phase) => {
      expect(go(phase, 'withdraw', {}, 'Incident')).toMatchObject({ phase: 'withdrawn' });
      expect(code(go(phase, 'cancel', {}, 'x'))).toBe('move_not_from_here');
    },
  );

  it.each([...endedPhases])('knows no way out of %s', (phase) => {
    expect(possibleMoves(state(phase), quiet, seatFunctions)).toEqual([]);
    expect(hasEnded(phase)).toBe(true);
    expect(isBeforeDecision(phase)).toBe(false);
  });
});

describe('guards', () => {
  /** For each guard, facts in which only that guard fails. */
  const broken: Record<GuardKey, Partial<GuardFacts>> = {
    requestComplete: { requestComplete: false },
    panelSeated: { panelSeated: false },
    scopeSettled: { scope: 'unsettled' },
    scopeFailed: { scope: 'unsettled' },
    allPartsInOrGapsAccepted: { openParts: 3 },
    someoneMayRate: { raters: 0 },
    roundsOn: { rounds: false },
    roundsOff: { rounds: true },
    roundClosed: { round: 'open' },
    noRoundOpen: { round: 'open' },
    statementsToRateAgain: { statementsToRateAgain: 0 },
    opinionProposed: { opinion: 'none' },
    opinionNotAdopted: { opinion: 'adopted' },
    opinionAdopted: { opinion: 'proposed' },
    opinionDeferred: { opinionDeferred: false },
    opinionNotDeferred: { opinionDeferred: true },
    opinionComplete: { opinionProblems: 2 },
    noHardBlockerForOutcome: { barringBlockers: 1 },
    quorumMet: { quorumMet: false },
    voteCarried: { voteCarried: false },
    minutesValidated: { minutesValidated: false },
    decisionForUse: { decision: 'pilot' },
    decisionForPilot: { decision: 'purchase' },
    pilotsOn: { pilots: false },
    pilotProtocolReady: { pilotProtocolReady: false },
    pilotEnded: { pilotEnded: false },
    gatesPassed: { openGates: 1 },
    noLateRecusal: { lateRecusals: 1 },
    noVotesIn: { votesIn: 2 },
  };

  /** Facts with which a move passes. */
  const passing = (key: MoveKey): GuardFacts => {
    const needs = moveOf(key).guards;
    return {
      ...quiet,
      ...(needs.includes('scopeFailed') && { scope: 'out_of_scope' as const }),
      ...(needs.includes('roundsOff') && { rounds: false }),
      ...(needs.includes('opinionAdopted') && { opinion: 'adopted' as const }),
      ...(needs.includes('opinionDeferred') && { opinionDeferred: true }),
      ...(needs.includes('decisionForPilot') && { decision: 'pilot' as const }),
    };
  };

  const lines = moveKeys.flatMap((key) => moveOf(key).guards.map((guard) => [key, guard] as const));

  it.each(lines)('%s is refused when %s does not hold, with that reason', (key, guard) => {
    const from = moveOf(key).from[0]!;
    const request = { move: key, reason: 'x' };
    expect(isRefusal(transition(state(from), request, passing(key), now))).toBe(false);
    const facts = { ...passing(key), ...broken[guard] };
    expect(code(transition(state(from), request, facts, now))).toBe(guards[guard].code);
    expect(canMove(state(from), key, facts)).toBe(false);
  });

  it('uses every guard it names', () => {
    expect(new Set(lines.map(([, guard]) => guard))).toEqual(new Set(Object.keys(guards)));
  });

  it('says how many are missing', () => {
    expect(go('collecting', 'open_rating', { openParts: 3 })).toMatchObject({
      code: 'parts_missing',
      details: { count: 3 },
    });
  });

  it('never lets an undeclared member block a round', () => {
    const counts = { allActiveDeclared: 5, noRatingToConfirm: 0, noObjectionOpen: 0 };
    const moves = possibleMoves(state('collecting'), quiet, ['coordinator'], counts);
    expect(moves.find(({ move }) => move === 'open_rating')).toMatchObject({
      refusal: null,
      warnings: [{ key: 'allActiveDeclared', count: 5 }],
    });
  });
});

describe('possibleMoves', () => {
  it('lists what the table knows from here, each allowed or with its reason', () => {
    const moves = possibleMoves(state('opinion'), { ...quiet, quorumMet: false }, ['chair']);
    const of = (key: MoveKey) => moves.find(({ move }) => move === key);
    expect(of('adopt_opinion')?.refusal?.code).toBe('quorum_not_met');
    expect(of('decide')?.refusal).toMatchObject({
      code: 'not_your_move',
      details: { functions: 'decision_maker' },
    });
    expect(of('cancel')).toMatchObject({ refusal: null, needsReason: true });
    expect(of('open_rating')).toBeUndefined();
  });

  it('lists everything that bars a move, where a place asks for all of it', () => {
    const lacking = { ...quiet, opinionProblems: 2, quorumMet: false, minutesValidated: false };
    const bars = (phase: Phase, paused = false) =>
      everyBar(state(phase, paused), 'adopt_opinion', lacking).map((bar) => bar.code);
    expect(bars('opinion')).toEqual([
      'opinion_incomplete',
      'quorum_not_met',
      'minutes_not_validated',
    ]);
    expect(bars('opinion', true)).toEqual(['paused']);
    expect(bars('decided')).toEqual(['move_not_from_here']);
    expect(everyBar(state('opinion'), 'adopt_opinion', quiet)).toEqual([]);
  });

  it('offers pause or resume, never both', () => {
    const names = (paused: boolean) =>
      possibleMoves(state('collecting', paused), quiet, ['chair']).map(({ move }) => move);
    expect(names(false)).toContain('pause');
    expect(names(false)).not.toContain('resume');
    expect(names(true)).toContain('resume');
    expect(names(true)).not.toContain('pause');
  });

  it('offers nothing to an observer but says whose move each is', () => {
    for (const phase of phases) {
      for (const { refusal } of possibleMoves(state(phase), quiet, ['observer'])) {
        expect(refusal?.code).toBe('not_your_move');
      }
    }
  });

  it('agrees with the transition itself, in every state', () => {
    const facts: fc.Arbitrary<GuardFacts> = fc.record({
      requestComplete: fc.boolean(),
      panelSeated: fc.boolean(),
      scope: fc.constantFrom('unsettled', 'in_scope', 'voluntary', 'out_of_scope'),
      openParts: fc.nat(2),
      raters: fc.nat(2),
      rounds: fc.boolean(),
      pilots: fc.boolean(),
      round: fc.constantFrom('none', 'open', 'closed'),
      statementsToRateAgain: fc.nat(2),
      opinion: fc.constantFrom('none', 'proposed', 'adopted'),
      opinionDeferred: fc.boolean(),
      opinionProblems: fc.nat(2),
      barringBlockers: fc.nat(2),
      quorumMet: fc.boolean(),
      voteCarried: fc.boolean(),
      minutesValidated: fc.boolean(),
      decision: fc.constantFrom('none', 'purchase', 'pilot'),
      pilotProtocolReady: fc.boolean(),
      pilotEnded: fc.boolean(),
      openGates: fc.nat(2),
      lateRecusals: fc.nat(2),
      votesIn: fc.nat(2),
    });
    fc.assert(
      fc.property(facts, fc.constantFrom(...phases), fc.boolean(), (given, phase, paused) => {
        for (const possible of possibleMoves({ phase, paused }, given, seatFunctions)) {
          const request = { move: possible.move, reason: 'x' };
          const result = transition({ phase, paused }, request, given, now);
          if (isRefusal(result)) expect(result).toEqual(possible.refusal);
          else {
            expect(possible.refusal).toBeNull();
            expect(result.phase).toBe(possible.to);
            // No opinion is adopted without quorum, a carried vote and validated minutes.
            if (possible.move === 'adopt_opinion') {
              expect(given.quorumMet && given.voteCarried && given.minutesValidated).toBe(true);
              expect(given.barringBlockers).toBe(0);
            }
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the table', () => {
  it('reaches every phase from a draft, and an end from every phase', () => {
    const reach = (from: Phase): Set<Phase> => {
      const seen = new Set<Phase>([from]);
      for (const phase of seen) {
        for (const key of moveKeys) {
          const { from: starts, to } = moveOf(key);
          if (starts.includes(phase) && to !== 'same') seen.add(to);
        }
      }
      return seen;
    };
    expect(reach('draft')).toEqual(new Set(phases));
    for (const phase of phases) {
      expect([...reach(phase)].some((one) => hasEnded(one))).toBe(true);
    }
  });

  it.each(moveKeys)('%s is open in the policy table to the functions it names', (key) => {
    const row = policy[moveOf(key).action];
    for (const name of moveOf(key).by) expect(row[name]).not.toBe('never');
  });

  it('asks a reason for what goes back, stops or gives up, except where the record holds it', () => {
    expect(moveKeys.filter((key) => moveOf(key).reason)).toEqual([
      'close',
      'reopen_collecting',
      'send_back',
      'refuse_purchase',
      'decide_without_opinion',
      'pause',
      'cancel',
      'withdraw',
    ]);
  });

  it('leaves out of the track what a template switches off', () => {
    expect(trackOf({ rounds: false, pilots: false })).toEqual([
      'draft',
      'screening',
      'collecting',
      'deliberating',
      'opinion',
      'decided',
      'in_use',
      'closed',
    ]);
    expect(trackOf({ rounds: true, pilots: true })).toHaveLength(11);
  });
});
