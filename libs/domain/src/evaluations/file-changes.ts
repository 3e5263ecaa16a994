/** What of a file may have changed: a client reads again only what it shows of these. */
export const changeTopics = ['progress', 'parts', 'phase', 'panel', 'rounds', 'decision'] as const;
export type ChangeTopic = (typeof changeTopics)[number];

/**
 * Which kind of change a room's signal means to somebody who watches the file. Closed: what is not
 * named here, above all ratings and ballots while they are secret, is told to nobody.
 */
const topicsBySubject: Readonly<Record<string, ChangeTopic>> = {
  progress: 'progress',
  part: 'parts',
  phase: 'phase',
  evaluation: 'phase',
  scope: 'phase',
  template: 'parts',
  seat: 'panel',
  panel: 'panel',
  declaration: 'panel',
  advice: 'panel',
  round: 'rounds',
  meeting: 'decision',
  opinion: 'decision',
  decision: 'decision',
  condition: 'decision',
};

/** The change that a signal such as `part.changed` means; null when it is nobody's business. */
export const changeOf = (signal: string): ChangeTopic | null => {
  const subject = signal.split('.')[0] ?? '';
  return Object.hasOwn(topicsBySubject, subject) ? (topicsBySubject[subject] ?? null) : null;
};
