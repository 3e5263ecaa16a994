import { ThreadPanel } from './thread-panel';

interface QuestionThreadsProps {
  readonly evaluationId: string;
  readonly sectionKey: string;
  readonly questionKey: string;
}

/** What is being said about one question, to stand beside it. */
export function QuestionThreads({ evaluationId, sectionKey, questionKey }: QuestionThreadsProps) {
  return (
    <ThreadPanel
      evaluationId={evaluationId}
      anchor={{ kind: 'question', id: questionKey }}
      sectionKey={sectionKey}
    />
  );
}
