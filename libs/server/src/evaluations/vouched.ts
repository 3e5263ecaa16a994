import type { Vouched } from '../platform/events';

// What the events of this room vouch for; the audit reads the same.

/** What was declared, and how it was weighed. */
export const vouchedDeclaration: Vouched = {
  table: 'declaration',
  content: (r) => `json_build_object('nothing', ${r}.nothing_to_declare,
    'statement', ${r}.statement, 'interests', ${r}.interests,
    'confirmedAgainst', ${r}.confirmed_against, 'assessment', ${r}.assessment,
    'recusedSections', ${r}.recused_sections, 'reason', ${r}.assessment_reason,
    'assessedBy', ${r}.assessed_by_seat)`,
};

export const vouchedMove: Vouched = {
  table: 'phase_move_made',
  content: (r) => `json_build_object('move', ${r}.move, 'from', ${r}.from_phase,
    'to', ${r}.to_phase, 'reason', ${r}.reason, 'by', ${r}.moved_by)`,
};
