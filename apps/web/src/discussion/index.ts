import { lazy } from 'react';

export type { ThreadPanelProps } from './thread-panel';

/** What is being said about one thing of an evaluation; loaded when first shown. */
export const ThreadPanel = lazy(async () => ({
  default: (await import('./thread-panel')).ThreadPanel,
}));

/** The same for the question in focus. */
export const QuestionThreads = lazy(async () => ({
  default: (await import('./question-threads')).QuestionThreads,
}));
