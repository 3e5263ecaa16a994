import {
  checkFunctions,
  decideInOrganisation,
  parseName,
  parseProfession,
  type OrganisationFunction,
} from '@consilium/domain/access';
import { isId, isRefusal, parseText, refuse, type Id } from '@consilium/domain/kernel';
import {
  accountOpen,
  memberIdOf,
  type Actor,
  type Outcome,
  type ReadTransaction,
  type UnitOfWork,
} from '../platform/database';
import { isLastAdministrator, isSoleAdministrator, maxReasonLength } from './administrators';
import { endInvitationsBy } from './invitation-ends';

/** When the way in was closed to a member, and by whom; why, where somebody said so. */
export interface ClosedView {
  readonly at: string;
  /** Name of a member, or null where it was not written down. */
  readonly by: string | null;
  readonly reason: string | null;
}

/** A member as another member sees her. */
export interface PersonView {
  readonly memberId: Id;
  readonly displayName: string;
  /** For administrators, coordinators and oneself. */
  readonly email: string | null;
  readonly profession: string;
  readonly functions: readonly OrganisationFunction[];
  readonly active: boolean;
  /** Her account got a new password elsewhere, and nobody here has confirmed yet that it is she. */
  readonly suspended: boolean;
  /** For those who read addresses; null while she can come in. */
  readonly closed: ClosedView | null;
  readonly you: boolean;
}

interface PersonRow {
  id: Id;
  display_name: string;
  email: string;
  profession: string;
  functions: OrganisationFunction[];
  active: boolean;
  suspended: boolean;
  closed_at: Date | null;
  closed_by: string | null;
  closed_reason: string | null;
}

/** What is said of a person besides her address. */
export type PersonDetails = Pick<ChangeMember, 'displayName' | 'profession' | 'functions'>;

export interface ChangeMember {
  readonly operationId: Id;
  readonly memberId: Id;
  readonly displayName: string;
  readonly profession: string;
  readonly functions: readonly OrganisationFunction[];
  readonly active: boolean;
  /** Why a sole administrator gives herself a function. */
  readonly reason?: string | null | undefined;
}

const personColumns = `id, display_name, email, profession, functions, active,
  suspended_at is not null as suspended, closed_at, closed_reason,
  (select c.display_name from member c where c.organisation_id = member.organisation_id
    and c.id = member.closed_by) as closed_by`;

const viewOf = (row: PersonRow, reader: Actor): PersonView => {
  const you = row.id === memberIdOf(reader);
  const runs = reader.organisationFunctions.some(
    (name) => name === 'administrator' || name === 'coordinator',
  );
  const closed =
    (you || runs) && row.closed_at
      ? { at: row.closed_at.toISOString(), by: row.closed_by, reason: row.closed_reason }
      : null;
  return {
    memberId: row.id,
    displayName: row.display_name,
    email: you || runs ? row.email : null,
    closed,
    profession: row.profession,
    functions: row.functions,
    active: row.active,
    suspended: row.suspended,
    you,
  };
};

/** What the people service asks of the way in. */
export interface Doorkeeper {
  /** Sessions carry functions and memberships: what is remembered of them is out of date. */
  forgetSessions(): void;
  /** Only where no organisation is open to the account any more. */
  signOutStranded(accountId: Id): Promise<void>;
}

/** The members of an organisation. */
export class PeopleService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly doorkeeper: Doorkeeper,
    /** A round or a vote is open in the organisation; the rule belongs to rooms further right. */
    private readonly judging: (tx: ReadTransaction) => Promise<boolean>,
  ) {}

  /** Members by name; without those who cannot sign in here unless asked for. */
  async people(tx: ReadTransaction, includeInactive = false): Promise<PersonView[]> {
    if (decideInOrganisation('people.see', tx.actor)) return [];
    const rows = await tx.rows<PersonRow>(
      `select ${personColumns} from member
        where organisation_id = $1 and (${accountOpen('member')} or $2) order by display_name collate "fr-x-icu", id`,
      [tx.actor.organisationId, includeInactive],
    );
    return rows.map((row) => viewOf(row, tx.actor));
  }

  /** One member, also one who can no longer sign in. */
  async person(tx: ReadTransaction, memberId: Id): Promise<PersonView | null> {
    if (!isId(memberId)) return null;
    const [row] = await tx.rows<PersonRow>(`select ${personColumns} from member where id = $1`, [
      memberId,
    ]);
    return row ? viewOf(row, tx.actor) : null;
  }

  /**
   * Changes name, profession, functions and whether she can sign in here. Refused for the last
   * administrator who would cease to be one, also when two of them go at the same moment, and for who
   * would give a function to herself; a sole administrator may, with a reason, never the decision.
   * Whoever has no access any more is kept as she was: `member_inactive` unless access is opened too.
   */
  async changeMember(actor: Actor, input: ChangeMember): Promise<Outcome<Id>> {
    if (!isId(input.memberId)) return refuse('not_found');
    const person = readPerson(input);
    if (isRefusal(person)) return person;
    let closed: Id | null = null;
    const changed = await this.unitOfWork.actInOrganisation(
      actor,
      'people.manage',
      { operationId: input.operationId },
      async (tx) => {
        const administers = input.active && person.functions.includes('administrator');
        const last = await isLastAdministrator(tx, input.memberId);
        if (!administers && last) return refuse('last_administrator');
        const [before] = await tx.rows<MemberBefore>(
          `select display_name as "displayName", profession, functions, active
             from member where id = $1 for update`,
          [input.memberId],
        );
        if (!before) return refuse('not_found');
        if (!before.active && !input.active && !isSame(before, person)) {
          return refuse('member_inactive');
        }
        const own = input.memberId === memberIdOf(actor);
        const refusal = checkFunctions(before.functions, person.functions, {
          own,
          sole: own && last && (await isSoleAdministrator(tx, input.memberId)),
          judging: await this.judging(tx),
        });
        if (refusal) return refusal;
        const gained = person.functions.some((name) => !before.functions.includes(name));
        const reason = parseText((input.reason ?? '').trim(), maxReasonLength);
        if (isRefusal(reason)) return reason;
        if (own && gained && reason === '') return refuse('reason_required');
        const [row] = await tx.rows<{ id: Id; account_id: Id }>(
          `update member set display_name = $2, profession = $3, functions = $4, active = $5,
             self_granted_reason = case when $6 then coalesce($7, self_granted_reason) end,
             closed_at = case when $5 then null when active then $8::timestamptz else closed_at end,
             closed_by = case when $5 then null when active then $9::uuid else closed_by end,
             closed_reason = case when not $5 then closed_reason end
            where id = $1 returning id, account_id`,
          [
            input.memberId,
            person.displayName,
            person.profession,
            person.functions,
            input.active,
            own,
            own && gained ? reason : null,
            tx.now,
            memberIdOf(actor),
          ],
        );
        if (!row) return refuse('not_found');
        closed = input.active ? null : row.account_id;
        await endInvitationsBy(tx, row.id, input.active ? person.functions : null);
        tx.record({
          type: 'member.changed',
          subject: { kind: 'member', id: row.id },
          data: {
            before: before.functions,
            functions: person.functions,
            active: input.active,
            selfGranted: own && gained,
          },
        });
        return row.id;
      },
    );
    if (!isRefusal(changed)) {
      this.doorkeeper.forgetSessions();
      if (closed) await this.doorkeeper.signOutStranded(closed);
    }
    return changed;
  }

  /**
   * Opens the organisation again to a member whose account got a new password elsewhere: an
   * administrator says that it is she who has it.
   */
  async confirmMember(
    actor: Actor,
    input: { operationId: Id; memberId: Id },
  ): Promise<Outcome<Id>> {
    if (!isId(input.memberId)) return refuse('not_found');
    const confirmed = await this.unitOfWork.actInOrganisation(
      actor,
      'people.manage',
      { operationId: input.operationId },
      async (tx) => {
        const [row] = await tx.rows<{ id: Id; was: boolean }>(
          `update member m set suspended_at = null from member before
            where m.organisation_id = $1 and m.id = $2
              and before.organisation_id = m.organisation_id and before.id = m.id
            returning m.id, before.suspended_at is not null as was`,
          [actor.organisationId, input.memberId],
        );
        if (!row) return refuse('not_found');
        if (row.was)
          tx.record({ type: 'member.confirmed', subject: { kind: 'member', id: row.id } });
        return row.id;
      },
    );
    if (!isRefusal(confirmed)) this.doorkeeper.forgetSessions();
    return confirmed;
  }
}

type MemberBefore = PersonDetails & { readonly active: boolean } & Record<string, unknown>;

const isSame = (before: PersonDetails, after: PersonDetails): boolean =>
  before.displayName === after.displayName &&
  before.profession === after.profession &&
  before.functions.length === after.functions.length &&
  before.functions.every((name) => after.functions.includes(name));

/** Name, profession and functions as they may be kept; refused when one is missing. */
export const readPerson = (input: PersonDetails): Outcome<PersonDetails> => {
  const displayName = parseName(input.displayName);
  if (isRefusal(displayName)) return displayName;
  const profession = parseProfession(input.profession);
  if (isRefusal(profession)) return profession;
  return { displayName, profession, functions: [...new Set(input.functions)] };
};
