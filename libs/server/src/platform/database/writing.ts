import { v7 } from 'uuid';
import type { Id } from '@consilium/domain/kernel';
import { digestContent } from '../events/content-digest';
import { inputDigestOf, type Actor } from './actor';
import type {
  Call,
  EventDraft,
  FileSignal,
  Signal,
  Transaction,
  WriteTransaction,
} from './transaction';

const eventsStatement = {
  name: 'events-write',
  text: `with written as (
  insert into event (organisation_id, id, type, schema_version, evaluation_id, principal_kind,
    principal_id, seat_id, on_behalf_of, subject_kind, subject_id, data, content_digest, occurred_at)
  select $1::uuid, d.id, d.type, 1, d.evaluation_id, $2, $3, d.seat_id, d.on_behalf_of,
    d.subject_kind, d.subject_id, d.data, d.content_digest, $4::timestamptz
  from jsonb_to_recordset($5::jsonb) as d(id uuid, type text, evaluation_id uuid, seat_id uuid,
    on_behalf_of uuid, subject_kind text, subject_id uuid, data jsonb, content_digest text)
  returning organisation_id, id, type, occurred_at
)
insert into outbox_item (organisation_id, event_id, type, created_at)
select organisation_id, id, type, occurred_at from written`,
};

/** The same, keeping the salts of the contents that the events vouch for. */
const saltedEventsStatement = {
  name: 'events-write-salted',
  text: `with salted as (
  insert into event_salt (organisation_id, event_id, salt)
  select $1::uuid, d.id, decode(d.salt, 'hex')
  from jsonb_to_recordset($5::jsonb) as d(id uuid, salt text) where d.salt is not null
), ${eventsStatement.text.slice('with '.length)}`,
};

const operationStatement = {
  name: 'operation-write',
  text: `insert into operation (organisation_id, principal_id, operation_id, action, result,
    input_digest, created_at) values ($1, $2, $3, $4, $5, $6, $7)`,
};

/** A write under way: what it causes is gathered, and written with the commit. */
export class Writing implements WriteTransaction {
  readonly signals: Signal[] = [];
  private readonly events: EventDraft[] = [];

  constructor(
    private readonly transaction: Transaction,
    readonly actor: Actor,
    readonly now: Date,
    private readonly evaluationId: Id | null,
  ) {}

  rows: WriteTransaction['rows'] = (statement, values) => this.transaction.rows(statement, values);
  repository: WriteTransaction['repository'] = (entity) => this.transaction.repository(entity);

  newId(): Id {
    return v7();
  }

  record(event: EventDraft): void {
    this.events.push(event);
  }

  signal(signal: FileSignal): void {
    this.signals.push({ evaluationId: this.evaluationId, ...signal });
  }

  /** What writes events, their outbox rows and the operation's result; it travels with the commit. */
  lastWords(action: string, operationId: Id | undefined, result: unknown): Call[] {
    const { principal, organisationId } = this.actor;
    const now = this.now.toISOString();
    const calls: Call[] = [];
    if (this.events.length > 0) {
      const events = this.events.map((event) => ({
        id: v7(),
        type: event.type,
        evaluation_id: event.evaluationId === undefined ? this.evaluationId : event.evaluationId,
        seat_id: event.seatId ?? null,
        on_behalf_of: event.onBehalfOf ?? null,
        subject_kind: event.subject.kind,
        subject_id: event.subject.id,
        data: event.data ?? {},
        ...(event.content === undefined
          ? { content_digest: event.contentDigest ?? null }
          : saltedDigest(event.content)),
      }));
      const values = [organisationId, principal.kind, principal.id, now, JSON.stringify(events)];
      const isSalted = events.some((event) => 'salt' in event);
      calls.push({ statement: isSalted ? saltedEventsStatement : eventsStatement, values });
    }
    if (operationId !== undefined) {
      const kept = JSON.stringify(result ?? null);
      const digest = inputDigestOf(this.actor);
      const values = [organisationId, principal.id, operationId, action, kept, digest, now];
      calls.push({ statement: operationStatement, values });
    }
    return calls;
  }
}

const saltedDigest = (content: unknown): { content_digest: string; salt: string } => {
  const { salt, digest } = digestContent(content);
  return { content_digest: digest, salt: salt.toString('hex') };
};
