import type { SignalTopic } from '../access';

/** What of a file may have changed: a client reads again only what it shows of these. */
export const changeTopics = ['progress', 'parts', 'phase', 'panel', 'rounds', 'decision'] as const;
export type ChangeTopic = (typeof changeTopics)[number];

/**
 * Which kind of change a signal means to somebody who watches the file, if she may know of it at all
 * (`mayHear`); null where no list of files shows anything of it.
 */
const changes: Readonly<Record<SignalTopic, ChangeTopic | null>> = {
  'advice.given': 'panel',
  'answer.saved': null,
  'decision.changed': 'decision',
  'decision.recorded': 'decision',
  'declaration.changed': 'panel',
  'evaluation.deleted': 'phase',
  'evaluation.edited': 'phase',
  'evaluation.requested': 'phase',
  'evidence.changed': null,
  'inbox.changed': null,
  'opinion.adopted': 'decision',
  'opinion.opened': 'decision',
  'panel.changed': 'panel',
  'part.changed': 'parts',
  'phase.moved': 'phase',
  'phase.scheduled': 'phase',
  'progress.changed': 'progress',
  'rating.cast': null,
  'report.changed': null,
  'round.closed': 'rounds',
  'round.opened': 'rounds',
  'round.participation': 'rounds',
  'supplier.replied': null,
  'template.moved': 'parts',
  'thread.changed': null,
};

/** The change that a signal such as `part.changed` means; null when no list shows anything of it. */
export const changeOf = (signal: string): ChangeTopic | null =>
  Object.hasOwn(changes, signal) ? changes[signal as SignalTopic] : null;
