export * from './answers.consumer';
export * from './answers.entities';
export * from './answers.facts';
export * from './answers.queries';
export * from './answers.service';
export * from './answer-view';
export {
  contextAsRead,
  contextsAsRead,
  flagsOf,
  isQuestionRead,
  loadContext,
  type ContextPart,
  type EvaluationContext,
} from './evaluation-context';
export * from './parts.service';
export * from './progress';
export * from './reach';
export * from './supplier.service';
export * from './supplier-questionnaire';
export * from './template-moves.queries';
export * from './template-moves.service';
