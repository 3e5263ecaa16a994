export * from './random';
export * from './question-types';
export {
  conditionSchema,
  evaluate,
  leavesOf,
  type AnswerTest,
  type BlockerTest,
  type Condition,
  type BlockerLeaf,
  type ConditionLeaf,
  type Tree,
  type Truth,
} from './conditions';
export { deviceFlags, type DeviceFlag } from './keys';
export * from './document';
export * from './answers';
export * from './applicability';
export * from './blockers';
export * from './parts';
export * from './parse-template';
export * from './library';
export * from './differences';
