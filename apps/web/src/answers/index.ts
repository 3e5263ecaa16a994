import { createElement } from 'react';
import type { Room } from '../app/room';
import type { QuestionPanel } from './question-panels';

export { LaterTemplate } from './later-template';
export type { QuestionPanel, QuestionPanelProps } from './question-panels';

/** The answering room, with the panels that other rooms put beside its questions. */
export const answersRoom = (panels: readonly QuestionPanel[]): Room => ({
  evaluationRoutes: [
    {
      path: 'answer',
      lazy: async () => {
        const { AnsweringPage } = await import('./answering-page');
        return { Component: () => createElement(AnsweringPage, { panels }) };
      },
    },
    { path: 'template', lazy: () => import('./template-page') },
  ],
  keeps: async () => (await import('./kept-answers')).answerKind,
});
