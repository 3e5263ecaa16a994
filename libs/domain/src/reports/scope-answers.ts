import { scopeQuestions } from '../evaluations';
import type { SnapshotScopePredicate } from './snapshot';

/** Key of the question that a predicate of the scope test is read from: who may read it may read that. */
export const scopeQuestionOf = (predicate: SnapshotScopePredicate): string =>
  scopeQuestions[predicate].key;
