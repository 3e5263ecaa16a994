import { useQuery } from '@apollo/client/react';
import type { CalendarDate } from '@consilium/domain/evaluations';
import type { OutcomeKey } from '@consilium/domain/decisions';
import { useEvaluation, useFileChanges } from '../evaluations';
import { unmask } from '../gql';
import type { DecisionPageQuery, OpinionWholeFragment, QuorumWholeFragment } from '../gql/graphql';
import { decisionPageQuery, opinionFields, quorumFields } from './operations';

type Sent = NonNullable<DecisionPageQuery['decisionPage']>;
type SentMeeting = Sent['meetings'][number];

export type Opinion = Omit<OpinionWholeFragment, ' $fragmentName'>;
export type Condition = Opinion['conditions'][number];
export type Quorum = Omit<QuorumWholeFragment, ' $fragmentName'>;
export type Blocker = Sent['blockers'][number];
export type Seat = Sent['seats'][number];
export type OutcomeLine = Sent['outcomes'][number];
export type Recorded = Sent['decisions'][number];
export type Meeting = Omit<SentMeeting, 'quorum'> & { readonly quorum: Quorum };

/** What the page knows, as the components take it. */
export interface DecisionPage extends Omit<
  Sent,
  'opinion' | 'earlier' | 'quorum' | 'meetings' | 'reevaluateOn'
> {
  readonly opinion: Opinion | null;
  readonly earlier: readonly Opinion[];
  readonly quorum: Quorum | null;
  readonly meetings: readonly Meeting[];
  readonly reevaluateOn: Readonly<Record<OutcomeKey, CalendarDate>>;
}

const shaped = (sent: Sent): DecisionPage => ({
  ...sent,
  opinion: sent.opinion && unmask(opinionFields, sent.opinion),
  earlier: sent.earlier.map((one) => unmask(opinionFields, one)),
  quorum: sent.quorum && unmask(quorumFields, sent.quorum),
  meetings: sent.meetings.map((one) => ({ ...one, quorum: unmask(quorumFields, one.quorum) })),
  reevaluateOn: sent.reevaluateOn as DecisionPage['reevaluateOn'],
});

/** Opinion and decision of the file around the page, read again when others change them. */
export function useDecisionPage() {
  const { id: evaluationId } = useEvaluation();
  const { data, error, refetch } = useQuery(decisionPageQuery, { variables: { evaluationId } });
  useFileChanges(evaluationId, () => void refetch().catch(() => undefined));
  return {
    /** Undefined while it is on its way; null where it is not the reader's. */
    page: data && (data.decisionPage ? shaped(data.decisionPage) : null),
    error,
    retry: () => void refetch(),
  };
}
