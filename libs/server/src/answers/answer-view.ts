import type { AnswerState, KeptAnswer } from '@consilium/domain/answers';
import type { Id } from '@consilium/domain/kernel';

/** An answer as clients see it. */
export interface AnswerView {
  readonly id: Id;
  readonly partId: Id;
  readonly questionKey: string;
  readonly siteId: Id | null;
  readonly state: AnswerState;
  readonly value: unknown;
  readonly comment: string;
  readonly version: number;
  readonly authorSeatId: Id;
  readonly authorName: string;
  readonly onBehalfOf: Id | null;
  readonly onBehalfOfName: string | null;
  readonly updatedAt: string;
  /** The question has changed since; the next save confirms it. */
  readonly toConfirm: boolean;
}

/** An answer as `answerJson` gives it. */
export interface AnswerRecord extends AnswerView {
  readonly revisedVersion: number;
  readonly authorId: Id;
}

/** SQL giving one row of `answer`, aliased as named, as an `AnswerRecord` in JSON. */
export const answerJson = (a: string): string => `json_build_object('id', ${a}.id,
    'partId', ${a}.part_id, 'questionKey', ${a}.question_key, 'siteId', ${a}.site_id,
    'state', ${a}.state, 'value', ${a}.value, 'comment', ${a}.comment, 'version', ${a}.version,
    'revisedVersion', ${a}.revised_version, 'authorId', ${a}.author_id,
    'authorSeatId', ${a}.author_seat_id,
    'authorName', (select m.display_name from member m
      where m.organisation_id = ${a}.organisation_id and m.id = ${a}.author_id),
    'onBehalfOf', ${a}.on_behalf_of,
    'onBehalfOfName', (select m.display_name from seat b
      join member m on m.organisation_id = b.organisation_id and m.id = b.member_id
      where b.organisation_id = ${a}.organisation_id and b.id = ${a}.on_behalf_of),
    'updatedAt', ${a}.updated_at, 'toConfirm', ${a}.to_confirm)`;

/** What clients may see of a record. */
export const answerView = (record: AnswerRecord): AnswerView => ({
  id: record.id,
  partId: record.partId,
  questionKey: record.questionKey,
  siteId: record.siteId,
  state: record.state,
  value: record.value,
  comment: record.comment,
  version: record.version,
  authorSeatId: record.authorSeatId,
  authorName: record.authorName,
  onBehalfOf: record.onBehalfOf,
  onBehalfOfName: record.onBehalfOfName,
  updatedAt: new Date(record.updatedAt).toISOString(),
  toConfirm: record.toConfirm,
});

/** The record as the pure functions take it. */
export const keptAnswer = (record: AnswerRecord): KeptAnswer => ({
  state: record.state,
  value: record.value,
  comment: record.comment,
  version: record.version,
  authorId: record.authorId,
  authorSeatId: record.authorSeatId,
  onBehalfOf: record.onBehalfOf,
  updatedAt: new Date(record.updatedAt),
  revisedVersion: record.revisedVersion,
});
