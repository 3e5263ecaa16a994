import type { ComponentType } from 'react';

/** What a panel beside the questions is told about the question in focus. */
export interface QuestionPanelProps {
  readonly evaluationId: string;
  readonly partId: string;
  readonly sectionKey: string;
  readonly questionKey: string;
  /** Null while nobody has answered. */
  readonly answerId: string | null;
}

/** A panel of another room in the right column, under its own heading. */
export interface QuestionPanel {
  readonly key: 'evidence' | 'discussion';
  readonly Panel: ComponentType<QuestionPanelProps>;
}
