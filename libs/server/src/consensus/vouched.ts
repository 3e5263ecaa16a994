import type { Vouched } from '../platform/events';

/** What closing a round revealed. */
export const vouchedResults: Vouched = {
  table: 'round_result',
  content: (r) => `${r}.results`,
};
