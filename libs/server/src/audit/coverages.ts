import { vouchedResults } from '../consensus';
import {
  vouchedDecision,
  vouchedDissent,
  vouchedLateRecusal,
  vouchedMinutes,
  vouchedOpinion,
  vouchedOverride,
  vouchedStep,
  vouchedVote,
} from '../decisions';
import { vouchedDocument } from '../evidence';
import {
  vouchedChange,
  vouchedDeclaration,
  vouchedElectorate,
  vouchedMove,
  vouchedProposal,
  vouchedSeat,
} from '../evaluations';
import type { Vouched } from '../platform/events';
import { sealHolds } from '../platform/seals';

/**
 * How the events of one kind of thing are compared with its rows. Everything is SQL over an event under
 * the alias given first and a row under the second.
 */
export interface Coverage {
  /** Name of the thing, as findings print it. */
  readonly thing: string;
  readonly table: string;
  /** Types of the events that say what the thing is. */
  readonly events: readonly string[];
  /** Text that names the thing; null where an event is older than its name. */
  key(e: string): string;
  rowKey(r: string): string;
  /** Orders the events of one thing; those of the same rank by time. */
  rank?(e: string): string;
  /** What the digest covers, and where its salt lies: beside the event, or with the row. */
  readonly content?: {
    readonly of: (r: string) => string;
    /** Where an event does not say that it vouches for more. */
    readonly earlier?: ((r: string) => string) | undefined;
    readonly salt: 'event' | 'row';
  };
  /** True where the row is as the last event says, without a digest. */
  same?(e: string, r: string): string;
  /** True where events say that the row, or what it held, is gone. */
  removed?(e: string, r: string): string;
  /** Rows that must have an event; all unless said. */
  expects?(r: string): string;
  /** Rows whose event is older than its name for them. */
  explained?(r: string): string;
}

const idOf = (r: string): string => `${r}.id::text`;
const subject = (e: string): string => `${e}.subject_id::text`;
const version = (e: string): string => `coalesce((${e}.data ->> 'version')::int, 0)`;
const vouched = ({ content, earlier }: Vouched) => ({
  of: content,
  earlier,
  salt: 'event' as const,
});
const event = (conditions: string): string => `exists (select 1 from event t where ${conditions})`;

/** What is compared, in the order in which findings are printed. */
export const coverages: readonly Coverage[] = [
  {
    // The one kind of file that may be gone. One that turned out to be for practice only later, so that
    // it could be deleted, has no event that says so from its beginning.
    thing: 'practice file',
    table: 'evaluation',
    events: ['practice.begun'],
    key: subject,
    rowKey: idOf,
    same: (_e, r) => `${r}.practice`,
    removed: (e, r) => `${r}.id is null
      and ${event(`t.type = 'practice.deleted' and t.subject_id = ${e}.subject_id`)}`,
    expects: (r) => `${r}.practice`,
  },
  {
    thing: 'evaluation',
    table: 'evaluation',
    events: ['phase.moved'],
    key: subject,
    rowKey: idOf,
    same: (e, r) => `${r}.phase = ${e}.data ->> 'to'`,
    expects: () => 'false',
  },
  {
    thing: 'move between phases',
    table: 'phase_move_made',
    events: ['phase.moved'],
    key: (e) => `${e}.data ->> 'moveId'`,
    rowKey: idOf,
    content: vouched(vouchedMove),
    explained: (r) =>
      event(`t.type = 'phase.moved' and t.evaluation_id = ${r}.evaluation_id
        and t.occurred_at = ${r}.moved_at`),
  },
  {
    thing: 'declaration of interests',
    table: 'declaration',
    events: ['declaration.made', 'declaration.assessed'],
    key: subject,
    rowKey: idOf,
    content: vouched(vouchedDeclaration),
  },
  {
    thing: 'assessment proposed',
    table: 'assessment_proposal',
    events: ['assessment.proposed'],
    key: subject,
    rowKey: idOf,
    content: vouched(vouchedProposal),
  },
  {
    thing: 'electorate',
    table: 'evaluation',
    events: ['electorate.frozen'],
    key: subject,
    rowKey: idOf,
    content: vouched(vouchedElectorate),
    // A place more is a change of the panel made in the open. Changes of before it stood once said that
    // they added one as well; they added none.
    same: (_e, r) => `(select count(*) from electorate_place p
        where p.organisation_id = ${r}.organisation_id and p.evaluation_id = ${r}.id
          and p.frozen_at is distinct from ${r}.electorate_frozen_at)
      = (select count(*) from panel_change c where c.organisation_id = ${r}.organisation_id
          and c.evaluation_id = ${r}.id and c.kind = 'added'
          and c.changed_at > ${r}.electorate_frozen_at)`,
    expects: () => 'false',
  },
  {
    thing: 'change of the panel',
    table: 'panel_change',
    events: ['panel.power_changed'],
    key: (e) => `${e}.data ->> 'changeId'`,
    rowKey: idOf,
    content: vouched(vouchedChange),
    same: (e, r) => `${r}.seat_id = ${e}.subject_id and ${r}.kind = ${e}.data ->> 'kind'`,
  },
  {
    thing: 'seat',
    table: 'seat',
    events: ['seat.stated'],
    key: subject,
    rowKey: idOf,
    content: vouched(vouchedSeat),
    // Seats of before it was stated what they carry; changes in the open are vouched for by themselves.
    expects: () => 'false',
  },
  {
    thing: 'formal advice',
    table: 'formal_advice',
    events: ['advice.given'],
    key: subject,
    rowKey: idOf,
    content: {
      of: (r) =>
        `json_build_object('role', ${r}.role, 'position', ${r}.position, 'body', ${r}.body)`,
      salt: 'row',
    },
    same: (e, r) => `${r}.seat_id = ${e}.seat_id`,
  },
  {
    thing: 'part',
    table: 'part',
    events: ['part.submitted', 'part.closed', 'part.returned'],
    key: subject,
    rowKey: idOf,
    same: (e, r) =>
      `${r}.state = case ${e}.type when 'part.returned' then 'returned' else 'submitted' end`,
    expects: (r) => `${r}.state <> 'open'`,
  },
  {
    thing: 'answer revision',
    table: 'answer_revision',
    events: ['answer.revised'],
    key: (e) => `${e}.data ->> 'revisionId'`,
    rowKey: idOf,
    content: {
      of: (r) =>
        `json_build_object('state', ${r}.state, 'value', ${r}.value, 'comment', ${r}.comment)`,
      salt: 'row',
    },
  },
  {
    thing: 'supplier’s word',
    table: 'supplier_reply',
    events: ['supplier.replied'],
    key: subject,
    rowKey: idOf,
    content: {
      of: (r) => `json_build_object('statement', ${r}.statement, 'statedOn', ${r}.stated_on)`,
      salt: 'row',
    },
  },
  {
    thing: 'file',
    table: 'stored_file',
    events: ['file.uploaded'],
    key: subject,
    rowKey: idOf,
    same: (e, r) => `${r}.sha256 = ${e}.data ->> 'sha256' and ${r}.purged_at is null`,
    removed: (e, r) => `case when ${r}.id is null
      then ${event(`t.type = 'file.swept' and t.subject_id = ${e}.subject_id
        or t.type = 'practice.deleted'
          and t.data -> 'files' @> jsonb_build_array(${e}.subject_id)`)}
      else ${r}.purged_at is not null and ${r}.sha256 = ${e}.data ->> 'sha256'
        and ${event(`t.type = 'document.purged'
          and t.data -> 'fileIds' @> jsonb_build_array(${e}.subject_id)`)} end`,
  },
  {
    thing: 'document',
    table: 'document_version',
    events: ['document.added', 'document.versioned'],
    key: (e) => `${e}.data ->> 'fileId'`,
    rowKey: (r) => `${r}.file_id::text`,
    same: (e, r) => `${r}.document_id = ${e}.subject_id`,
    // What one practice file brought and another uses stays when the first goes, with its events.
    expects: (r) => `exists (select 1 from document d where d.organisation_id = ${r}.organisation_id
      and d.id = ${r}.document_id and not d.practice)`,
  },
  {
    thing: 'title and readers of a document',
    table: 'document',
    events: ['document.added', 'document.edited'],
    key: subject,
    rowKey: idOf,
    content: vouched(vouchedDocument),
    removed: (e, r) => `${r}.purged_at is not null
      and ${event(`t.type = 'document.purged' and t.subject_id = ${e}.subject_id`)}`,
    // That each has events is compared of its versions.
    expects: () => 'false',
  },
  {
    thing: 'comment',
    table: 'comment',
    events: ['comment.posted', 'comment.edited'],
    key: subject,
    rowKey: idOf,
    rank: version,
    content: { of: (r) => `json_build_object('body', ${r}.body)`, salt: 'row' },
    same: (e, r) => `${r}.author_id::text = ${e}.principal_id
      and ${r}.thread_id::text = ${e}.data ->> 'threadId'
      and (${e}.type <> 'comment.posted' or ${r}.posted_at = ${e}.occurred_at)`,
    removed: (e, r) => `${r}.withdrawn_at is not null and ${r}.body = ''
      and ${event(`t.type = 'comment.withdrawn' and t.subject_id = ${e}.subject_id`)}`,
  },
  {
    thing: 'round',
    table: 'round',
    events: ['round.opened', 'round.closed'],
    key: subject,
    rowKey: idOf,
    same: (e, r) => `${r}.state = case ${e}.type when 'round.closed' then 'closed' else 'open' end`,
  },
  {
    // Statements whose figures are told nobody: events name them since that is compared.
    thing: 'figures withheld of a round',
    table: 'round',
    events: ['round.closed', 'round.withheld'],
    key: (e) => `case when ${e}.data ? 'withheldKeys' then ${e}.subject_id::text end`,
    rowKey: idOf,
    same: (e, r) => `array(select k from unnest(${r}.withheld_statements) k order by k)
      = array(select k from jsonb_array_elements_text(${e}.data -> 'withheldKeys') k order by k)`,
    expects: (r) => `${r}.withheld_statements <> '{}'`,
  },
  {
    thing: 'rating',
    table: 'rating',
    events: ['rating.cast'],
    key: (e) => `${e}.subject_id || ':' || ${e}.seat_id || ':' || (${e}.data ->> 'statement')`,
    rowKey: (r) => `${r}.round_id || ':' || ${r}.seat_id || ':' || ${r}.statement_key`,
    rank: version,
    content: {
      of: (r) => `json_build_object('value', ${r}.value, 'abstention', ${r}.abstention,
        'comment', ${r}.comment)`,
      salt: 'row',
    },
    same: (e, r) => `${r}.member_id::text = ${e}.principal_id`,
  },
  {
    thing: 'results of a round',
    table: 'round_result',
    events: ['round.closed'],
    key: subject,
    rowKey: idOf,
    content: vouched(vouchedResults),
  },
  {
    thing: 'minutes',
    table: 'meeting',
    events: ['minutes.validated', 'minutes.reopened'],
    key: subject,
    rowKey: idOf,
    rank: version,
    content: vouched(vouchedMinutes),
    same: (e, r) => `(${r}.validated_at is not null) = (${e}.type = 'minutes.validated')`,
    expects: (r) => `${r}.validated_at is not null`,
  },
  {
    thing: 'blocker set aside',
    table: 'blocker_override',
    events: ['blocker.overridden'],
    key: (e) => `${e}.data ->> 'overrideId'`,
    rowKey: idOf,
    content: vouched(vouchedOverride),
    removed: (e) =>
      event(`t.type in ('blocker.restored', 'blocker.overridden') and t.id <> ${e}.id
        and t.evaluation_id = ${e}.evaluation_id and t.occurred_at >= ${e}.occurred_at
        and t.data ->> 'question' = ${e}.data ->> 'question'`),
    explained: (r) =>
      event(`t.type = 'blocker.overridden' and t.evaluation_id = ${r}.evaluation_id
        and t.data ->> 'question' = ${r}.question_key`),
  },
  {
    thing: 'vote',
    // Those that were cancelled are kept as they were cast.
    table: `(select organisation_id, id, opinion_id, seat_id, choice, cast_by_seat, cast_as, cast_roles
        from vote
      union all select organisation_id, id, opinion_id, seat_id, choice, cast_by_seat, cast_as,
        cast_roles from cancelled_vote)`,
    events: ['opinion.voted'],
    key: (e) => `${e}.data ->> 'voteId'`,
    rowKey: idOf,
    rank: version,
    content: vouched(vouchedVote),
    removed: (e, r) => `${r}.id is null
      and ${event(`t.evaluation_id = ${e}.evaluation_id and t.occurred_at >= ${e}.occurred_at
        and (t.type = 'opinion.taken_back' and t.data -> 'cancelled' is null
          or t.type = 'vote.cancelled' and t.data -> 'voteIds' is null
            and t.data -> 'seats' ? coalesce(${e}.on_behalf_of, ${e}.seat_id)::text)`)}`,
    explained: (r) =>
      event(`t.type = 'opinion.voted' and t.subject_id = ${r}.opinion_id
        and coalesce(t.on_behalf_of, t.seat_id) = ${r}.seat_id`),
  },
  {
    thing: 'recusal found late',
    table: 'late_recusal',
    events: ['recusal.found_late', 'recusal.answered'],
    key: subject,
    rowKey: idOf,
    content: vouched(vouchedLateRecusal),
  },
  {
    thing: 'opinion',
    table: 'opinion',
    events: ['opinion.adopted'],
    key: subject,
    rowKey: idOf,
    content: vouched(vouchedOpinion),
    same: (_e, r) => `${r}.state = 'adopted'`,
    expects: (r) => `${r}.state = 'adopted'`,
  },
  {
    thing: 'condition',
    table: 'opinion_condition',
    events: ['condition.declared', 'condition.confirmed', 'condition.returned', 'condition.waived'],
    key: subject,
    rowKey: idOf,
    same: (e, r) => `${r}.state = ${e}.data ->> 'state'`,
    expects: (r) => `${r}.state <> 'open'`,
    explained: (r) => event(`t.type like 'condition.%' and t.subject_id = ${r}.id`),
  },
  {
    thing: 'step of a condition',
    table: 'condition_step',
    events: [
      'condition.declared',
      'condition.confirmed',
      'condition.returned',
      'condition.waived',
      'condition.handed_over',
    ],
    key: (e) => `${e}.data ->> 'stepId'`,
    rowKey: idOf,
    content: vouched(vouchedStep),
    explained: (r) =>
      event(`t.type like 'condition.%' and t.subject_id = ${r}.condition_id
        and t.occurred_at = ${r}.taken_at and t.data -> 'stepId' is null`),
  },
  {
    thing: 'dissent',
    table: 'minority_opinion',
    events: ['opinion.dissented'],
    key: (e) => `${e}.data ->> 'dissentId'`,
    rowKey: idOf,
    rank: version,
    content: vouched(vouchedDissent),
    removed: (e, r) => `${r}.id is null
      and ${event(`t.type = 'opinion.dissent_taken_back'
        and t.data ->> 'dissentId' = ${e}.data ->> 'dissentId'`)}`,
    explained: (r) =>
      event(`t.type = 'opinion.dissented' and t.subject_id = ${r}.opinion_id
        and t.seat_id = ${r}.seat_id`),
  },
  {
    thing: 'decision',
    table: 'decision',
    events: ['decision.recorded'],
    key: subject,
    rowKey: idOf,
    content: vouched(vouchedDecision),
  },
  {
    thing: 'seal',
    table: 'snapshot',
    events: ['opinion.adopted', 'decision.recorded'],
    key: (e) => `${e}.data ->> 'snapshot'`,
    rowKey: idOf,
    same: (e, r) => `${r}.hash = ${e}.data ->> 'hash' and ${sealHolds('r')}`,
  },
];
