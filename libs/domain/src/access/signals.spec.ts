import type { Facts } from './facts';
import { mayEver } from './policy';
import { isOfGone, mayHear, signalSights } from './signals';

const member = (facts: Partial<Facts> = {}): Facts => ({
  principal: { kind: 'person', id: 'me' },
  organisationFunctions: [],
  phase: 'rating',
  paused: false,
  seats: [{ id: 'my-seat', profession: 'nurse', answerRoles: [], functions: [], votes: true }],
  assignedParts: [],
  recused: 'no',
  declared: true,
  openRound: 'r1',
  sealed: false,
  practice: false,
  ...facts,
});
const chair = member({
  seats: [
    { id: 'my-seat', profession: 'nurse', answerRoles: [], functions: ['chair'], votes: true },
  ],
});
const heard = (facts: Facts, more: { memberId?: string; id?: string } = {}) =>
  Object.keys(signalSights).filter((topic) => mayHear({ topic, ...more }, facts));

describe('what is said live of a file', () => {
  it('is told to a member as far as she could read it', () => {
    expect(heard(member()).sort()).toEqual([
      'advice.given',
      'answer.saved',
      'decision.changed',
      'decision.recorded',
      'evaluation.edited',
      'evaluation.requested',
      'evidence.changed',
      'opinion.adopted',
      'opinion.opened',
      'panel.changed',
      'part.changed',
      'phase.moved',
      'phase.scheduled',
      'progress.changed',
      'report.changed',
      'round.closed',
      'round.opened',
      'supplier.replied',
      'template.moved',
      'thread.changed',
    ]);
  });

  it('leaves to whoever is recused that the file exists, who is on it and where it stands', () => {
    expect(heard(member({ recused: 'all' })).sort()).toEqual([
      'evaluation.edited',
      'evaluation.requested',
      'panel.changed',
      'phase.moved',
      'phase.scheduled',
      'round.closed',
      'round.opened',
      'template.moved',
    ]);
    expect(heard(member({ seats: [] }))).toEqual([]);
  });

  it('names whom it tells that a file is gone, and says nothing else of what is not there', () => {
    const gone = { topic: 'evaluation.deleted', memberId: 'me' };
    expect(isOfGone(gone)).toBe(true);
    expect(isOfGone({ topic: gone.topic })).toBe(false);
    expect(isOfGone({ topic: 'inbox.changed', memberId: 'me' })).toBe(false);
    expect(isOfGone({ topic: 'constructor', memberId: 'me' })).toBe(false);
  });

  it('tells that somebody rated to herself and to who runs the round, never to the file', () => {
    const rated = { topic: 'rating.cast', id: 'r1' };
    expect(mayHear({ ...rated, memberId: 'me' }, member())).toBe(true);
    expect(mayHear({ ...rated, memberId: 'other' }, chair)).toBe(false);
    const taken = { topic: 'round.participation', id: 'r1' };
    expect(mayHear({ ...taken, memberId: 'me' }, chair)).toBe(true);
    expect(mayHear({ ...taken, memberId: 'me' }, member())).toBe(false);
    expect(mayHear({ ...taken, memberId: 'other' }, member())).toBe(false);
    // Without a name these are nobody's.
    expect(mayHear(rated, chair)).toBe(false);
    expect(mayHear(taken, chair)).toBe(false);
  });

  it('tells of a declaration its author and who reads declarations', () => {
    const declared = { topic: 'declaration.changed' };
    expect(mayHear({ ...declared, id: 'my-seat' }, member())).toBe(true);
    expect(mayHear({ ...declared, id: 'my-seat' }, member({ recused: 'all' }))).toBe(true);
    expect(mayHear({ ...declared, id: 'another' }, member())).toBe(false);
    expect(mayHear({ ...declared, id: 'another' }, chair)).toBe(true);
  });

  it('tells nobody what no line names', () => {
    expect(mayHear({ topic: 'vote.cast' }, chair)).toBe(false);
    expect(mayHear({ topic: 'constructor' }, chair)).toBe(false);
  });
});

describe('what somebody may do at some moment', () => {
  it('is known in every phase, before and after, and not to who is recused', () => {
    expect(mayEver('opinion.propose', { ...chair, phase: 'collecting' })).toBe(true);
    expect(mayEver('opinion.propose', { ...chair, phase: 'in_use', sealed: true })).toBe(true);
    expect(mayEver('opinion.propose', { ...chair, phase: 'closed', sealed: true })).toBe(true);
    expect(mayEver('opinion.propose', { ...chair, recused: 'all' })).toBe(false);
    expect(mayEver('opinion.propose', member())).toBe(false);
  });
});
