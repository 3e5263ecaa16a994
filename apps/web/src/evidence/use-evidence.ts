import { useQuery, useSubscription } from '@apollo/client/react';
import type { Facts } from '@consilium/domain/access';
import { unmask } from '../gql';
import type { EvidenceFieldsFragment } from '../gql/graphql';
import { evidenceChanged, evidenceFields, readEvidence } from './operations';

export type Evidence = EvidenceFieldsFragment;
export type EvidenceVersion = Evidence['versions'][number];

/** The version that was examined in this evaluation. */
export function examined(document: Evidence): EvidenceVersion {
  const version = document.versions.find(({ number }) => number === document.versionNumber);
  if (!version) throw new Error('a document came without the version it names');
  return version;
}

export interface EvidenceInSight {
  readonly documents: readonly Evidence[];
  readonly facts: Facts;
}

/** Documents of an evaluation, or of one question, read again when somebody changes them. */
export function useEvidence(evaluationId: string, questionKey: string | null) {
  const { data, error, refetch } = useQuery(readEvidence, {
    variables: { evaluationId, questionKey },
    fetchPolicy: 'cache-and-network',
  });
  useSubscription(evidenceChanged, {
    variables: { evaluationId },
    ignoreResults: true,
    onData: () => void refetch().catch(() => undefined),
  });
  const list = data?.evidence;
  const evidence: EvidenceInSight | null = list?.facts
    ? {
        documents: unmask(evidenceFields, list.documents),
        facts: list.facts as Facts,
      }
    : null;
  return { evidence, missing: list != null && !list.facts, error, refetch };
}
