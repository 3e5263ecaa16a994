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

/** A change of the panel made in the open. */
export const vouchedChange: Vouched = {
  table: 'panel_change',
  content: (r) => `json_build_object('kind', ${r}.kind, 'seat', ${r}.seat_id,
    'replaced', ${r}.replaced_seat_id, 'before', ${r}.before, 'after', ${r}.after,
    'reason', ${r}.reason, 'by', ${r}.changed_by)`,
};

/** What a seat carries, and whose it is; how long it is held is no power. */
export const vouchedSeat: Vouched = {
  table: 'seat',
  content: (r) => `json_build_object('evaluation', ${r}.evaluation_id, 'member', ${r}.member_id,
    'profession', ${r}.profession, 'answerRoles', ${r}.answer_roles, 'functions', ${r}.functions,
    'votes', ${r}.votes)`,
};

/** An assessment that waits for a second person, as it was proposed. */
export const vouchedProposal: Vouched = {
  table: 'assessment_proposal',
  content: (r) => `json_build_object('seat', ${r}.seat_id, 'level', ${r}.level,
    'recusedSections', ${r}.recused_sections, 'reason', ${r}.reason, 'by', ${r}.proposed_by,
    'drawn', ${r}.drawn_seat)`,
};

/** The electorate as it was frozen; who fills a place now follows from the changes of the panel. */
export const vouchedElectorate: Vouched = {
  table: 'evaluation',
  content: (r) => `(select coalesce(json_agg(json_build_object('place', p.id, 'member', p.member_id,
      'profession', p.profession, 'answerRoles', p.answer_roles) order by p.id), '[]')
    from electorate_place p where p.organisation_id = ${r}.organisation_id
      and p.evaluation_id = ${r}.id and p.frozen_at = ${r}.electorate_frozen_at)`,
};
