import { isRefusal, type Id, type Locale } from '@consilium/domain/kernel';
import {
  accountOpen,
  systemActor,
  type UnitOfWork,
  type WriteTransaction,
} from '../platform/database';
import { writeDirectMails, type DirectMail } from '../platform/mail';
import { translate } from '../platform/texts';

interface Told {
  /** Who is written to. */
  readonly member_id: Id;
  readonly name: string;
  readonly email: string;
  readonly locale: Locale;
  /** Whom it is about. */
  readonly person: string;
  /** Whose page it is about; null for an invitation. */
  readonly about: Id | null;
  readonly organisation: string;
  readonly slug: string;
  readonly data: { readonly origin?: string; readonly suspended?: boolean };
}

const columns = `r.id as member_id, r.display_name as name, r.email, r.locale,
  o.name as organisation, o.slug, e.data`;
const source = `from event e join organisation o on o.id = e.organisation_id`;

/** Who hears of what happened to an account or an invitation: one SELECT each, of the event `$1`, `$2`. */
const audiences = {
  owner: `select ${columns}, r.display_name as person, r.id as about ${source}
    join member r on r.organisation_id = e.organisation_id and r.id = e.subject_id
    where e.organisation_id = $1 and e.id = $2 and r.active`,
  administrators: `select ${columns}, p.display_name as person, p.id as about ${source}
    join member p on p.organisation_id = e.organisation_id and p.id = e.subject_id
    join member r on r.organisation_id = e.organisation_id and r.id <> p.id
      and ${accountOpen('r')} and 'administrator' = any(r.functions)
    where e.organisation_id = $1 and e.id = $2 and (e.data->>'suspended')::boolean`,
  inviterAsked: `select ${columns}, i.display_name as person, null::uuid as about ${source}
    join invitation i on i.organisation_id = e.organisation_id and i.id = e.subject_id
    join member r on r.organisation_id = i.organisation_id and r.id = i.invited_by
      and ${accountOpen('r')}
    where e.organisation_id = $1 and e.id = $2`,
  inviterJoined: `select ${columns}, p.display_name as person, p.id as about ${source}
    join member p on p.organisation_id = e.organisation_id and p.id = e.subject_id
    join invitation i on i.organisation_id = e.organisation_id and i.id::text = e.data->>'invitationId'
    join member r on r.organisation_id = i.organisation_id and r.id = i.invited_by
      and ${accountOpen('r')}
    where e.organisation_id = $1 and e.id = $2`,
} as const;

type What = 'reset' | 'confirm' | 'asked' | 'joined';

const tellings: Readonly<Record<string, readonly (readonly [What, keyof typeof audiences])[]>> = {
  'member.password_reset': [
    ['reset', 'owner'],
    ['confirm', 'administrators'],
  ],
  'invitation.asked': [['asked', 'inviterAsked']],
  'member.joined': [['joined', 'inviterJoined']],
};

/** What is written of it, paragraph by paragraph. */
function paragraphsOf(what: What, told: Told, address: string): string[] {
  const { locale, organisation, person, data } = told;
  const say = (key: string): string =>
    translate(locale, `access:told.${key}`, { organisation, person, address });
  if (what !== 'reset') return [say(`${what}.text`)];
  return [
    say(`reset.by.${data.origin ?? 'mail'}`),
    ...(data.suspended ? [say('reset.suspended')] : []),
    say('reset.all'),
  ];
}

function mailOf(what: What, told: Told, eventId: Id, publicUrl: string): DirectMail {
  const { locale, organisation, slug, person, about } = told;
  const page = about === null ? 'invitations' : `people/${about}`;
  const address = `${publicUrl}/o/${slug}/admin/${page}`;
  return {
    // An event may come again; it is told to the same person once.
    dedupeKey: `accounts:${what}:${eventId}:${told.member_id}`,
    memberId: told.member_id,
    recipient: told.email,
    subject: translate(locale, `access:told.${what}.subject`, { person, organisation }),
    body: [
      translate(locale, 'access:told.greeting', { name: told.name }),
      ...paragraphsOf(what, told, address),
      translate(locale, 'access:told.footer', { organisation }),
    ].join('\n\n'),
    secret: null,
    locale,
  };
}

/**
 * Tells by mail what happened to accounts and invitations: to whom it happened, in each of her
 * organisations, to the administrators who have to confirm her, to whoever invited.
 */
export const accountsConsumer = (server: {
  readonly unitOfWork: UnitOfWork;
  readonly configuration: { readonly http: { readonly publicUrl: string } };
}) => ({
  name: 'accounts',
  wants: (type: string): boolean => Object.hasOwn(tellings, type),
  deliver: async (event: { organisationId: Id; eventId: Id; type: string }): Promise<void> => {
    const { organisationId, eventId, type } = event;
    const write = async (tx: WriteTransaction): Promise<null> => {
      for (const [what, audience] of tellings[type] ?? []) {
        const told = await tx.rows<Told & Record<string, unknown>>(audiences[audience], [
          organisationId,
          eventId,
        ]);
        const { publicUrl } = server.configuration.http;
        await writeDirectMails(
          tx,
          told.map((one) => mailOf(what, one, eventId, publicUrl)),
        );
      }
      return null;
    };
    const actor = systemActor(organisationId, 'accounts', `accounts-${eventId}`);
    const done = await server.unitOfWork.actInOrganisation(actor, 'inbox.deliver', {}, write);
    if (isRefusal(done)) throw new Error(`an account's event was not told: ${done.code}`);
  },
});
