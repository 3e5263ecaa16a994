import { useCallback } from 'react';
import { useOutletContext, useParams } from 'react-router';
import { decide, type Action, type Facts, type Subject } from '@consilium/domain/access';
import { useRefusalText } from '../platform/failure-notice';

/** What every page of an evaluation knows of it. */
export interface EvaluationFile {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly device: string;
  readonly version: string;
  readonly manufacturer: string;
  readonly phase: string;
  readonly paused: boolean;
  /** The reader's own facts, for the policy table. */
  readonly facts: Facts;
}

/** The evaluation around the page; only for pages registered as `evaluationRoutes`. */
export const useEvaluation = (): EvaluationFile => useOutletContext<EvaluationFile>();

/** Addresses inside an evaluation: `path('answer')`; its overview without an argument. */
export function useEvaluationPath(id?: string): (path?: string) => string {
  const { organisation, evaluation } = useParams();
  const file = id ?? evaluation;
  return useCallback(
    (path = '') => `/o/${organisation}/evaluations/${file}${path === '' ? '' : `/${path}`}`,
    [organisation, file],
  );
}

/**
 * Why the reader may not do something to this evaluation, as a sentence; null when it is allowed. The
 * same table decides on the server.
 */
export function useReasonAgainst(): (action: Action, subject?: Subject) => string | null {
  const { facts } = useEvaluation();
  const sentence = useRefusalText();
  return (action, subject = {}) => {
    const refusal = decide(action, facts, subject);
    return refusal && sentence(refusal);
  };
}
