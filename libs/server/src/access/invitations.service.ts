import { v7 } from 'uuid';
import {
  checkInvitationGrant,
  decideInOrganisation,
  invitationDays,
  parseEmail,
  stateOfInvitation,
  type InvitationState,
  type OrganisationFunction,
} from '@consilium/domain/access';
import { isId, isLocale, isRefusal, refuse, type Id, type Locale } from '@consilium/domain/kernel';
import {
  memberIdOf,
  type Actor,
  type Outcome,
  type ReadTransaction,
  type UnitOfWork,
  type WriteTransaction,
} from '../platform/database';
import type { InvitationLinks, NewLink } from './invitation-links';
import { readPerson } from './people.service';

/** Somebody to invite. */
export interface Invitee {
  readonly email: string;
  readonly displayName: string;
  readonly profession: string;
  readonly functions: readonly OrganisationFunction[];
  readonly locale: string;
}

/** An invitation as those who invite see it. */
export interface InvitationView {
  readonly id: Id;
  readonly email: string;
  readonly displayName: string;
  readonly profession: string;
  readonly functions: readonly OrganisationFunction[];
  readonly state: InvitationState;
  readonly invitedBy: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** The invited person found it expired and asked for another. */
  readonly asked: boolean;
}

/** What came of inviting somebody. */
export interface Invited {
  readonly invitationId: Id;
  readonly email: string;
  readonly displayName: string;
  /** To be handed over, shown this once; null where it went by mail, or was shown before. */
  readonly link: string | null;
}

interface Prepared extends NewLink {
  readonly displayName: string;
  readonly profession: string;
  readonly functions: readonly OrganisationFunction[];
}

interface Row {
  id: Id;
  email: string;
  display_name: string;
  profession: string;
  locale: Locale;
  functions: OrganisationFunction[];
  created_at: Date;
  expires_at: Date;
  accepted_at: Date | null;
  revoked_at: Date | null;
}

/** Inviting people into an organisation; they join by accepting (`AcceptanceService`). */
export class InvitationsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly links: InvitationLinks,
  ) {}

  /** Whether links go by mail. */
  get byMail(): boolean {
    return this.links.byMail;
  }

  /** All invitations, newest first; nobody's for those who do not invite. */
  async invitations(tx: ReadTransaction, now = new Date()): Promise<InvitationView[]> {
    if (decideInOrganisation('people.invite', tx.actor)) return [];
    const rows = await tx.rows<Row & { invited_by: string; asked_at: Date | null }>(
      `select i.id, i.email, i.display_name, i.profession, i.functions, i.created_at, i.expires_at,
         i.accepted_at, i.revoked_at, i.asked_at, m.display_name as invited_by
       from invitation i join member m on m.organisation_id = i.organisation_id and m.id = i.invited_by
       where i.organisation_id = $1 order by i.created_at desc, i.id desc`,
      [tx.actor.organisationId],
    );
    return rows.map((row) => ({
      id: row.id,
      email: row.email,
      displayName: row.display_name,
      profession: row.profession,
      functions: row.functions,
      state: stateOfInvitation(
        { expiresAt: row.expires_at, acceptedAt: row.accepted_at, revokedAt: row.revoked_at },
        now,
      ),
      invitedBy: row.invited_by,
      createdAt: row.created_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      asked: row.asked_at !== null,
    }));
  }

  /**
   * Invites one person: refused when she is a member or invited already. Whether the address has an
   * account elsewhere is not even looked up.
   */
  async invite(actor: Actor, input: Invitee & { operationId: Id }): Promise<Outcome<Invited>> {
    const prepared = this.prepare(input);
    if (isRefusal(prepared)) return prepared;
    const invited = await this.unitOfWork.actInOrganisation(
      actor,
      'people.invite',
      { operationId: input.operationId },
      (tx) => this.inviteAll(tx, [prepared]),
    );
    if (isRefusal(invited)) return invited;
    return this.shown(prepared, invited[0]);
  }

  /** Invites everybody of a list, or nobody. */
  async inviteMany(
    actor: Actor,
    operationId: Id,
    people: readonly Invitee[],
  ): Promise<Outcome<Invited[]>> {
    const prepared: Prepared[] = [];
    for (const person of people) {
      const one = this.prepare(person);
      if (isRefusal(one)) return one;
      prepared.push(one);
    }
    const invited = await this.unitOfWork.actInOrganisation(
      actor,
      'people.import',
      { operationId },
      (tx) => this.inviteAll(tx, prepared),
    );
    if (isRefusal(invited)) return invited;
    return prepared.map((one, at) => this.shown(one, invited[at]));
  }

  /** The founder invites the coordinator as she founds; part of that transaction. */
  async inviteWithin(tx: WriteTransaction, person: Invitee): Promise<Outcome<Invited>> {
    const prepared = this.prepare(person);
    if (isRefusal(prepared)) return prepared;
    const invited = await this.inviteAll(tx, [prepared]);
    return isRefusal(invited) ? invited : this.shown(prepared, invited[0]);
  }

  /** A new link, also for one that expired or was revoked; the link before ends. */
  async inviteAgain(
    actor: Actor,
    input: { operationId: Id; invitationId: Id },
  ): Promise<Outcome<Invited>> {
    const link = this.links.make();
    const made = await this.unitOfWork.actInOrganisation(
      actor,
      'people.invite',
      { operationId: input.operationId },
      async (tx) => {
        const row = await lockOpen(tx, input.invitationId);
        if (isRefusal(row)) return row;
        const [waiting] = await tx.rows(
          `select 1 from invitation where organisation_id = $1 and email = $2 and id <> $3
             and accepted_at is null and revoked_at is null`,
          [actor.organisationId, row.email, row.id],
        );
        if (waiting) return refuse('invitation_waiting');
        await tx.rows(
          `update invitation set token_hash = $2, invited_by = $3, expires_at = $4, revoked_at = null,
             asked_at = null where id = $1`,
          [row.id, link.hash, memberIdOf(actor), expiryAfter(tx.now)],
        );
        await this.links.send(tx, memberIdOf(actor), [
          { invitationId: row.id, email: row.email, locale: row.locale, link },
        ]);
        tx.record({ type: 'invitation.renewed', subject: { kind: 'invitation', id: row.id } });
        return {
          invitationId: row.id,
          email: row.email,
          displayName: row.display_name,
          proof: link.hash.toString('hex'),
        };
      },
    );
    if (isRefusal(made)) return made;
    const { proof, ...invited } = made;
    // A repeat of the request brings back what was kept, and the link was not: it is another one.
    const mine = proof === link.hash.toString('hex');
    return { ...invited, link: mine && !this.byMail ? link.url : null };
  }

  /** Ends a link before it is used. */
  async revoke(actor: Actor, input: { operationId: Id; invitationId: Id }): Promise<Outcome<Id>> {
    return this.unitOfWork.actInOrganisation(
      actor,
      'people.invite',
      { operationId: input.operationId },
      async (tx) => {
        const row = await lockOpen(tx, input.invitationId);
        if (isRefusal(row)) return row;
        await tx.rows('update invitation set revoked_at = coalesce(revoked_at, $2) where id = $1', [
          row.id,
          tx.now,
        ]);
        tx.record({ type: 'invitation.revoked', subject: { kind: 'invitation', id: row.id } });
        return row.id;
      },
    );
  }

  private prepare(input: Invitee): Outcome<Prepared> {
    const person = readPerson(input);
    if (isRefusal(person)) return person;
    const email = parseEmail(input.email);
    if (isRefusal(email)) return email;
    const { locale } = input;
    if (!isLocale(locale)) return refuse('invalid_input');
    return { ...person, email, locale, link: this.links.make(), invitationId: v7() };
  }

  private async inviteAll(
    tx: WriteTransaction,
    people: readonly Prepared[],
  ): Promise<Outcome<Id[]>> {
    const { actor, now } = tx;
    for (const { functions } of people) {
      const refusal = checkInvitationGrant(actor.organisationFunctions, functions);
      if (refusal) return refusal;
    }
    const emails = people.map(({ email }) => email);
    const [member] = await tx.rows(
      'select 1 from member where organisation_id = $1 and email = any($2) limit 1',
      [actor.organisationId, emails],
    );
    if (member) return refuse('email_taken');
    const rows = people.map((one) => ({
      id: one.invitationId,
      email: one.email,
      display_name: one.displayName,
      profession: one.profession,
      locale: one.locale,
      functions: one.functions,
      token: one.link.hash.toString('hex'),
    }));
    const written = await tx.rows<{ id: Id }>(
      `insert into invitation (organisation_id, id, email, display_name, profession, locale, functions,
         invited_by, token_hash, created_at, expires_at)
       select $1, p.id, p.email, p.display_name, p.profession, p.locale, p.functions, $3,
         decode(p.token, 'hex'), $4, $5
       from jsonb_to_recordset($2::jsonb) as p(id uuid, email text, display_name text, profession text,
         locale text, functions text[], token text)
       on conflict do nothing returning id`,
      [actor.organisationId, JSON.stringify(rows), memberIdOf(actor), now, expiryAfter(now)],
    );
    if (written.length < people.length) return refuse('invitation_waiting');
    await this.links.send(tx, memberIdOf(actor), people);
    for (const { invitationId, functions } of people) {
      tx.record({
        type: 'invitation.made',
        subject: { kind: 'invitation', id: invitationId },
        data: { functions },
      });
    }
    return people.map(({ invitationId }) => invitationId);
  }

  /** The link, unless this answers a repeat: what was made the first time is known to nobody any more. */
  private shown(prepared: Prepared, invitationId: Id | undefined): Invited {
    const { email, displayName, link } = prepared;
    const mine = invitationId === prepared.invitationId;
    return {
      invitationId: invitationId ?? prepared.invitationId,
      email,
      displayName,
      link: mine && !this.byMail ? link.url : null,
    };
  }
}

const expiryAfter = (now: Date): Date => new Date(now.getTime() + invitationDays * 24 * 3_600_000);

/** An invitation that was not accepted, locked; refused where the actor could not have made it. */
async function lockOpen(tx: WriteTransaction, id: Id): Promise<Outcome<Row>> {
  if (!isId(id)) return refuse('not_found');
  const [row] = await tx.rows<Row>('select * from invitation where id = $1 for update', [id]);
  if (!row) return refuse('not_found');
  const refusal = checkInvitationGrant(tx.actor.organisationFunctions, row.functions);
  if (refusal) return refusal;
  return row.accepted_at ? refuse('invitation_accepted') : row;
}
