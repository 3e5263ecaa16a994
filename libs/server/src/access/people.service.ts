import {
  checkFunctions,
  decideInOrganisation,
  parseEmail,
  parseName,
  type OrganisationFunction,
} from '@consilium/domain/access';
import { isId, isLocale, isRefusal, parseText, refuse, type Id } from '@consilium/domain/kernel';
import {
  memberIdOf,
  type Actor,
  type Outcome,
  type ReadTransaction,
  type UnitOfWork,
} from '../platform/database';
import { isLastAdministrator, maxReasonLength } from './administrators';
import { hashPassword } from './passwords';

/** A member as another member sees her. */
export interface PersonView {
  readonly memberId: Id;
  readonly displayName: string;
  /** For administrators, coordinators and oneself. */
  readonly email: string | null;
  readonly profession: string;
  readonly functions: readonly OrganisationFunction[];
  readonly active: boolean;
  readonly you: boolean;
}

interface PersonRow {
  id: Id;
  display_name: string;
  email: string;
  profession: string;
  functions: OrganisationFunction[];
  active: boolean;
}

export interface AddMember {
  readonly operationId: Id;
  readonly email: string;
  readonly displayName: string;
  readonly profession: string;
  readonly functions: readonly OrganisationFunction[];
  readonly initialPassword: string;
  readonly locale: string;
}

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

const personColumns = 'id, display_name, email, profession, functions, active';

const viewOf = (row: PersonRow, reader: Actor): PersonView => {
  const you = row.id === memberIdOf(reader);
  const runs = reader.organisationFunctions.some(
    (name) => name === 'administrator' || name === 'coordinator',
  );
  return {
    memberId: row.id,
    displayName: row.display_name,
    email: you || runs ? row.email : null,
    profession: row.profession,
    functions: row.functions,
    active: row.active,
    you,
  };
};

/** What the people service asks of the way in. */
export interface Doorkeeper {
  /** Sessions carry functions and memberships: what is remembered of them is out of date. */
  forgetSessions(): void;
  signOutEverywhere(accountId: Id): Promise<void>;
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

  /** Members by name. */
  async people(tx: ReadTransaction, includeInactive = false): Promise<PersonView[]> {
    if (decideInOrganisation('people.see', tx.actor)) return [];
    const rows = await tx.rows<PersonRow>(
      `select ${personColumns} from member
        where organisation_id = $1 and (active or $2) order by display_name collate "fr-x-icu", id`,
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
   * Adds a member with an initial password, told to her by the administrator. An address that has an
   * account keeps its own password: it may belong to another organisation. Refused when she is a
   * member already.
   */
  async addMember(
    actor: Actor,
    input: AddMember,
  ): Promise<Outcome<{ memberId: Id; hadAccount: boolean }>> {
    const person = readPerson(input);
    if (isRefusal(person)) return person;
    const email = parseEmail(input.email);
    if (isRefusal(email)) return email;
    if (!isLocale(input.locale)) return refuse('invalid_input');
    const passwordHash = await hashPassword(input.initialPassword, [email, person.displayName]);
    if (isRefusal(passwordHash)) return passwordHash;
    const { operationId, locale } = input;
    const added = await this.unitOfWork.actInOrganisation(
      actor,
      'people.manage',
      { operationId },
      async (tx) => {
        const newAccount = tx.newId();
        const [account] = await tx.rows<{ id: Id }>(
          'select consilium_account($1, $2, $3, $4) as id',
          [newAccount, email, passwordHash, locale],
        );
        if (!account) throw new Error('the account was not made');
        const id = tx.newId();
        const added = await tx.rows(
          `insert into member (organisation_id, id, account_id, display_name, email, locale,
             profession, functions)
           values ($1, $2, $3, $4, $5, $6, $7, $8)
           on conflict (organisation_id, account_id) do nothing returning id`,
          [
            actor.organisationId,
            id,
            account.id,
            person.displayName,
            email,
            locale,
            person.profession,
            person.functions,
          ],
        );
        if (added.length === 0) return refuse('email_taken');
        tx.record({ type: 'member.added', subject: { kind: 'member', id } });
        return { memberId: id, hadAccount: account.id !== newAccount };
      },
    );
    if (!isRefusal(added)) this.doorkeeper.forgetSessions();
    return added;
  }

  /**
   * Changes name, profession, functions and whether she can sign in here. Refused for the last
   * administrator who would cease to be one, also when two of them go at the same moment, and for who
   * would give a function to herself; a sole administrator may, with a reason, never the decision.
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
        const [before] = await tx.rows<{ functions: OrganisationFunction[] }>(
          'select functions from member where id = $1 for update',
          [input.memberId],
        );
        if (!before) return refuse('not_found');
        const own = input.memberId === memberIdOf(actor);
        const refusal = checkFunctions(before.functions, person.functions, {
          own,
          sole: own && last,
          judging: await this.judging(tx),
        });
        if (refusal) return refusal;
        const gained = person.functions.some((name) => !before.functions.includes(name));
        const reason = parseText((input.reason ?? '').trim(), maxReasonLength);
        if (isRefusal(reason)) return reason;
        if (own && gained && reason === '') return refuse('reason_required');
        const [row] = await tx.rows<{ id: Id; account_id: Id }>(
          `update member set display_name = $2, profession = $3, functions = $4, active = $5,
             self_granted_reason = case when $6 then coalesce($7, self_granted_reason) end
            where id = $1 returning id, account_id`,
          [
            input.memberId,
            person.displayName,
            person.profession,
            person.functions,
            input.active,
            own,
            own && gained ? reason : null,
          ],
        );
        if (!row) return refuse('not_found');
        closed = input.active ? null : row.account_id;
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

  /** A new password for who has lost hers; refused when the account opens another organisation too. */
  async resetPassword(
    actor: Actor,
    input: { operationId: Id; memberId: Id; password: string },
  ): Promise<Outcome<true>> {
    if (!isId(input.memberId)) return refuse('not_found');
    const passwordHash = await hashPassword(input.password, []);
    if (isRefusal(passwordHash)) return passwordHash;
    const accountId = await this.unitOfWork.actInOrganisation(
      actor,
      'people.manage',
      { operationId: input.operationId },
      async (tx) => {
        const [member] = await tx.rows<{ account_id: Id }>(
          'select account_id from member where id = $1',
          [input.memberId],
        );
        if (!member) return refuse('not_found');
        const [reset] = await tx.rows<{ done: boolean }>(
          'select consilium_reset_password($1, $2) as done',
          [member.account_id, passwordHash],
        );
        if (!reset?.done) return refuse('account_shared');
        tx.record({
          type: 'member.password_reset',
          subject: { kind: 'member', id: input.memberId },
        });
        return member.account_id;
      },
    );
    if (isRefusal(accountId)) return accountId;
    await this.doorkeeper.signOutEverywhere(accountId);
    return true;
  }
}

const readPerson = (
  input: Pick<AddMember, 'displayName' | 'profession' | 'functions'>,
): Outcome<Pick<AddMember, 'displayName' | 'profession' | 'functions'>> => {
  const displayName = parseName(input.displayName);
  if (isRefusal(displayName)) return displayName;
  const profession = parseName(input.profession);
  if (isRefusal(profession)) return profession;
  return { displayName, profession, functions: [...new Set(input.functions)] };
};
