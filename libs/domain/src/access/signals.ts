import { decide, type Action } from './policy';
import type { Id } from '../kernel';
import type { Facts } from './facts';

interface Sight {
  /** What one must be allowed to do to be told at all. */
  readonly action: Action;
  /** Told to the member named and to nobody else. */
  readonly own?: true;
  /** The signal names a seat, whose own member is told as well. */
  readonly ofSeat?: true;
  /** The file is gone: told by name to each member who saw it, since nothing is left to decide on. */
  readonly ofGone?: true;
}

/**
 * Everything that is said of a file while people look at it, and who may know of it: that something
 * happened is told to whom it would be shown, and to nobody else. Closed: a signal without a line here
 * does not compile. Parts, documents and threads that a signal names are asked for one by one.
 */
export const signalSights = {
  'advice.given': { action: 'evaluation.read' },
  'answer.saved': { action: 'answer.see' },
  'decision.changed': { action: 'opinion.see' },
  'decision.recorded': { action: 'opinion.see' },
  'declaration.changed': { action: 'declaration.see', ofSeat: true },
  'evaluation.deleted': { action: 'evaluation.see', own: true, ofGone: true },
  'evaluation.edited': { action: 'evaluation.see' },
  'evaluation.requested': { action: 'evaluation.see' },
  'evidence.changed': { action: 'evaluation.read' },
  'inbox.changed': { action: 'evaluation.see', own: true },
  'opinion.adopted': { action: 'opinion.see' },
  'opinion.opened': { action: 'opinion.see' },
  'panel.changed': { action: 'evaluation.see' },
  'part.changed': { action: 'evaluation.read' },
  'phase.moved': { action: 'evaluation.see' },
  'phase.scheduled': { action: 'evaluation.see' },
  'progress.changed': { action: 'evaluation.read' },
  'rating.cast': { action: 'evaluation.see', own: true },
  'report.changed': { action: 'report.see' },
  'round.closed': { action: 'evaluation.see' },
  'round.opened': { action: 'evaluation.see' },
  'round.participation': { action: 'round.seeParticipation', own: true },
  'supplier.replied': { action: 'evaluation.read' },
  'template.moved': { action: 'evaluation.see' },
  'thread.changed': { action: 'thread.see' },
} as const satisfies Readonly<Record<string, Sight>>;
export type SignalTopic = keyof typeof signalSights;

/** A signal as far as it decides who may know of it. */
export interface SignalNews {
  readonly topic: string;
  readonly memberId?: string | null | undefined;
  readonly id?: string | null | undefined;
}

/** Whether it is said of a file that is gone, to the one member it names. */
export function isOfGone({ topic, memberId }: SignalNews): boolean {
  if (!Object.hasOwn(signalSights, topic)) return false;
  const sight: Sight = signalSights[topic as SignalTopic];
  return sight.ofGone === true && memberId != null;
}

/**
 * Whether a member may know that this was said, apart from the thing that it names. Of a declaration it is
 * told to who weighs it, and to who was drawn to confirm what was found of it, too.
 */
export function mayHear(signal: SignalNews, facts: Facts, weighers: readonly Id[] = []): boolean {
  if (!Object.hasOwn(signalSights, signal.topic)) return false;
  const sight: Sight = signalSights[signal.topic as SignalTopic];
  if ((sight.own || signal.memberId != null) && signal.memberId !== facts.principal.id)
    return false;
  const subject = sight.ofSeat ? { authorSeat: signal.id ?? null, weighers } : {};
  return decide(sight.action, facts, subject) === null;
}
