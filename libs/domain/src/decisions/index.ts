export * from './conditions';
export * from './blockers';
export * from './opinion';
export {
  opinionProblemCodes,
  requirements,
  type OpinionProblem,
  type OpinionProblemCode,
  type OutcomeDefinition,
  type Requirement,
} from './outcomes/outcome';
export * from './outcomes/registry';
export * from './allowed-outcomes';
export * from './validate-opinion';
export * from './votes';
export * from './quorum';
export * from './tally';
export * from './late-recusal';
export * from './leaving';
export * from './minority';
export * from './final-decision';
export * from './meetings';
export * from './draft';
export * from './fraction';
