import { isPractice } from '@consilium/domain/evaluations';
import type { Id, Locale } from '@consilium/domain/kernel';
import { accountOpen, visibleTo, type WriteTransaction } from '../platform/database';
import type { TemplateLibrary } from '../templates';
import { readTellings } from './contexts';
import {
  accountKindOf,
  fileKindOf,
  isAccountKind,
  type AccountKind,
  type FileKind,
  type Kind,
} from './kinds';
import { renderMail } from './render';
import { mayBeTold, opensTo } from './visible-items';

/** What a fan-out is about: an event, or the reminders of a day since the ones before. */
export type Occasion =
  { readonly eventId: Id } | { readonly today: string; readonly since: string };

interface Written {
  id: Id;
  member_id: Id;
  email: string;
  locale: Locale;
  display_name: string;
}

/** The items of everyone concerned by a file: their columns, and who must not hear. */
const aboutFiles = (kind: FileKind): string => {
  const { audience, includesActor } = fileKindOf(kind);
  return `audience as (${audience}),
told as (
  select reader.id as member_id, a.evaluation_id, a.subject_id, actor.id as actor_id,
    a.evaluation_id || ':' || a.dedupe as dedupe, a.data
  from audience a
  join evaluation e on e.organisation_id = $1 and e.id = a.evaluation_id
  join member reader on reader.organisation_id = $1 and reader.id = a.member_id and ${accountOpen('reader')}
  left join ev on true
  left join member actor on actor.organisation_id = $1 and ev.principal_kind = 'person'
    and actor.id::text = ev.principal_id
  where ${visibleTo('reader.id')}
    and ${opensTo(kind, 'reader.id')}
    ${includesActor ? '' : 'and reader.id is distinct from actor.id'})`;
};

/** Likewise, of everyone concerned by an account. */
const aboutAccounts = (kind: AccountKind): string => {
  const { audience, includesActor } = accountKindOf(kind);
  return `audience as (${audience}),
told as (
  select reader.id as member_id, null::uuid as evaluation_id, a.subject_id, actor.id as actor_id,
    ev.id::text as dedupe, a.data
  from audience a
  join member reader on reader.organisation_id = $1 and reader.id = a.member_id
    and ${mayBeTold(kind, 'a.subject_id')}
  cross join ev
  left join member actor on actor.organisation_id = $1 and ev.principal_kind = 'person'
    and actor.id::text = ev.principal_id
  where true ${includesActor ? '' : 'and reader.id is distinct from actor.id'})`;
};

/** One statement that finds everyone concerned, leaves out who must not hear, and writes their items. */
const statementOf = (kind: Kind) => ({
  name: `fan-out-${kind}`,
  text: `with ev as (select * from event where organisation_id = $1 and id = $2),
day as (select $3::date as today, $4::date as since where $3::date is not null),
${isAccountKind(kind) ? aboutAccounts(kind) : aboutFiles(kind)},
written as (
  insert into inbox_item (organisation_id, id, member_id, kind, evaluation_id, subject_id, actor_id,
    dedupe_key, data, created_at)
  select $1, gen_random_uuid(), t.member_id, '${kind}', t.evaluation_id, t.subject_id, t.actor_id,
    '${kind}:' || t.dedupe, t.data, $5
  from told t
  order by t.member_id
  on conflict (organisation_id, member_id, dedupe_key) do nothing
  returning id, member_id)
select w.id, w.member_id, m.email, m.locale, m.display_name
from written w join member m on m.organisation_id = $1 and m.id = w.member_id
order by w.member_id`,
});

const isMailed = (kind: Kind): boolean =>
  (isAccountKind(kind) ? accountKindOf(kind) : fileKindOf(kind)).channels.mail;

/**
 * Tells everyone concerned by an occasion: inbox items and, where the kind says so, mails, in the
 * transaction given. What was told before is told to nobody again. Returns how many items were written.
 */
export async function notify(
  tx: WriteTransaction,
  templates: TemplateLibrary,
  publicUrl: string,
  kind: Kind,
  occasion: Occasion,
): Promise<number> {
  const { organisationId } = tx.actor;
  const written = await tx.rows<Written>(statementOf(kind), [
    organisationId,
    'eventId' in occasion ? occasion.eventId : null,
    'today' in occasion ? occasion.today : null,
    'today' in occasion ? occasion.since : null,
    tx.now,
  ]);
  for (const { id, member_id: memberId } of written) {
    tx.signal({ topic: 'inbox.changed', memberId, id });
  }
  if (written.length > 0 && isMailed(kind)) {
    await writeMails(tx, templates, publicUrl, kind, written);
  }
  return written.length;
}

type Tellings = Awaited<ReturnType<typeof readTellings>>;

/** Items that share a mail. Those of a practice file share one with no other file, and go with it. */
function gather(kind: Kind, written: readonly Written[], tellings: Tellings): Written[][] {
  if (isAccountKind(kind) || fileKindOf(kind).digest === 'each')
    return written.map((item) => [item]);
  const shared = new Map<string, Written[]>();
  for (const item of written) {
    const telling = tellings.get(item.id);
    const file = telling?.about === 'file' ? telling.context : null;
    const apart = file && isPractice(file.reference) ? file.evaluationId : '';
    const key = `${item.member_id} ${apart}`;
    shared.set(key, [...(shared.get(key) ?? []), item]);
  }
  return [...shared.values()];
}

async function writeMails(
  tx: WriteTransaction,
  templates: TemplateLibrary,
  publicUrl: string,
  kind: Kind,
  written: readonly Written[],
): Promise<void> {
  const { organisationId } = tx.actor;
  const [organisation] = await tx.rows<{ slug: string; name: string }>(
    'select slug, name from organisation where id = $1',
    [organisationId],
  );
  if (!organisation) throw new Error('the organisation of a notification is not there');
  const tellings = await readTellings(
    tx,
    templates,
    written.map(({ id }) => ({ id, kind })),
  );
  const mails = gather(kind, written, tellings).flatMap((items) => {
    const [reader] = items;
    const [first, ...rest] = items.flatMap(({ id }) => tellings.get(id) ?? []);
    if (!reader || !first) return [];
    const { subject, body } = renderMail([first, ...rest], {
      name: reader.display_name,
      locale: reader.locale,
      organisation: organisation.name,
      organisationSlug: organisation.slug,
      publicUrl,
    });
    return {
      id: tx.newId(),
      // Items are written once, so the first one's id names the mail.
      dedupe_key: `inbox:${reader.id}`,
      member_id: reader.member_id,
      recipient: reader.email,
      subject,
      body,
      locale: reader.locale,
    };
  });
  await tx.rows(
    `insert into mail (organisation_id, id, dedupe_key, member_id, recipient, subject, body, locale,
       created_at, next_attempt_at)
     select $1, m.id, m.dedupe_key, m.member_id, m.recipient, m.subject, m.body, m.locale, $3, $3
     from jsonb_to_recordset($2::jsonb) as m(id uuid, dedupe_key text, member_id uuid,
       recipient text, subject text, body text, locale text)
     on conflict (organisation_id, dedupe_key) do nothing`,
    [organisationId, JSON.stringify(mails), tx.now],
  );
}
