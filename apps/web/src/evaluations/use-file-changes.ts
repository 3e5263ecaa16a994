import { useEffect, useRef } from 'react';
import { useSubscription } from '@apollo/client/react';
import type { ChangeTopic } from '@consilium/domain/evaluations';
import { graphql } from '../gql';

const filesChanged = graphql(`
  subscription FilesChanged($evaluationId: ID) {
    filesChanged(evaluationId: $evaluationId) {
      live
      evaluationIds
      topics
    }
  }
`);

/**
 * Calls back when others changed something: of one file, or of any the reader can see. The server
 * tells at most once a second; the page then reads again what it shows.
 */
export function useFileChanges(
  evaluationId: string | null,
  changed: (topics: readonly ChangeTopic[]) => void,
): void {
  const latest = useRef(changed);
  useEffect(() => {
    latest.current = changed;
  });
  useSubscription(filesChanged, {
    variables: { evaluationId },
    ignoreResults: true,
    onData: ({ data }) => {
      const topics = data.data?.filesChanged.topics;
      if (topics) latest.current(topics as readonly ChangeTopic[]);
    },
  });
}
