import type { Vouched } from '../platform/events';

/** What is stated of a document, and who may read it. Its bytes have a hash of their own. */
export const vouchedDocument: Vouched = {
  table: 'document',
  content: (r) => `json_build_object('title', ${r}.title, 'kind', ${r}.kind,
    'clearance', ${r}.clearance)`,
};
