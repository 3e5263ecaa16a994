import { graphql } from '../gql';
import type { PartLineFieldsFragment } from '../gql/graphql';
import type { Tone } from '@consilium/ui';

export const partLineFields = graphql(`
  fragment PartLineFields on PartLine {
    id
    sectionKey
    leadRole
    state
    dueOn
    late
    closedWithGaps
    mine
    masked
    assignees
    progress {
      total
      answered
      complete
      minutesLeft
      essential {
        total
        answered
      }
    }
  }
`);

export type PartLineState = 'to_do' | 'in_progress' | 'submitted' | 'returned' | 'closed_with_gaps';

/** How a part stands, in one word of `answers:states`. */
export function stateOf(
  line: Pick<PartLineFieldsFragment, 'state' | 'closedWithGaps' | 'progress'>,
): PartLineState {
  if (line.state === 'submitted') return line.closedWithGaps ? 'closed_with_gaps' : 'submitted';
  if (line.state === 'returned') return 'returned';
  return line.progress.answered === 0 ? 'to_do' : 'in_progress';
}

export const tones: Readonly<Record<PartLineState, Tone>> = {
  to_do: 'neutral',
  in_progress: 'info',
  submitted: 'success',
  returned: 'warning',
  closed_with_gaps: 'warning',
};
