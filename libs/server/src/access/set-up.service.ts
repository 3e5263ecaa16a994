import { v7 } from 'uuid';
import {
  parseEmail,
  parseName,
  parseProfession,
  parseSlug,
  parseTimeZone,
  type OrganisationFunction,
} from '@consilium/domain/access';
import {
  checkOrder,
  isCalendarDate,
  isLocale,
  isRefusal,
  parseText,
  refuse,
  type Id,
  type Locale,
} from '@consilium/domain/kernel';
import type { Actor, Outcome, UnitOfWork, WriteTransaction } from '../platform/database';
import { translate } from '../platform/texts';
import { Committee, Member } from './access.entities';
import type { AttemptLimit } from './attempt-limit';
import type { Invited, InvitationsService } from './invitations.service';
import { hashPassword } from './passwords';
import { normaliseSetUpCode } from './recovery';
import { digestOf } from './tokens';

/** What the first visitor says. */
export interface SetUp {
  readonly organisation: string;
  readonly slug: string;
  readonly timeZone: string;
  readonly administrator: string;
  readonly email: string;
  readonly password: string;
  readonly locale: string;
  readonly profession?: string | null | undefined;
  /** The act that created the committee, such as a decision of the director, and its day. */
  readonly foundingAct: string;
  readonly foundedOn: string;
  /** Who coordinates, when it is not the founder: invited as the organisation is founded. */
  readonly coordinator?:
    | { readonly displayName: string; readonly email: string; readonly profession: string }
    | null
    | undefined;
}

/** What the first visitor says besides: the code that the server showed as it started. */
export type FirstSetUp = SetUp & { readonly code: string };

/** What else a new organisation begins with, such as its template; part of the same transaction. */
export type FoundingStep = (tx: WriteTransaction) => Promise<unknown>;

export interface Founded {
  readonly organisationId: Id;
  readonly accountId: Id;
  readonly memberId: Id;
  readonly committeeId: Id;
  /** The coordinator's invitation; null when the founder coordinates. */
  readonly coordinator: Invited | null;
}

interface Founder {
  readonly organisation: string;
  readonly slug: string;
  readonly timeZone: string;
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly locale: Locale;
  readonly profession: string;
  readonly foundingAct: string;
  readonly foundedOn: string;
  readonly functions: readonly OrganisationFunction[];
}

/** Longest description of the act that created a committee, in UTF-16 units. */
const longestAct = 500;

/** Professions are an open list; the founder's stands here until somebody says better. */
const usualProfession = 'quality_officer';

/** How the first organisation comes to be. */
export class SetUpService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly steps: readonly FoundingStep[],
    private readonly invitations: Pick<InvitationsService, 'inviteWithin'>,
    private readonly limit: AttemptLimit,
  ) {}

  /**
   * Founds the organisation with its administrator, template and an empty committee, as long as there
   * is none and the code is the server's. Of two visitors at the same moment one wins; the other is told
   * that it is done. `from` is the network address of the caller.
   */
  async setUp(input: FirstSetUp, from: string, correlationId: string): Promise<Outcome<Founded>> {
    const tooMany = await this.limit.count(from);
    if (tooMany) return tooMany;
    const founded = await this.found(input, correlationId, async (tx) => {
      const [claim] = await tx.rows<{ free: boolean; right: boolean }>(
        'select consilium_claim_set_up() as free, consilium_is_set_up_code($1) as right',
        [digestOf(normaliseSetUpCode(input.code))],
      );
      if (!claim?.free) return refuse('already_set_up');
      return claim.right ? null : refuse('set_up_code_wrong');
    });
    // Only a wrong code is a guess.
    if (!isRefusal(founded) || founded.code !== 'set_up_code_wrong')
      await this.limit.giveBack(from);
    return founded;
  }

  /** A further organisation, for the demo: no screen leads here. */
  async foundAnother(input: SetUp, correlationId: string): Promise<Outcome<Founded>> {
    return this.found(input, correlationId, async () => null);
  }

  private async found(
    input: SetUp,
    correlationId: string,
    claim: (tx: WriteTransaction) => Promise<ReturnType<typeof refuse> | null>,
  ): Promise<Outcome<Founded>> {
    const founder = await readFounder(input);
    if (isRefusal(founder)) return founder;
    const [organisationId, memberId] = [v7(), v7()];
    const actor: Actor = {
      principal: { kind: 'person', id: memberId },
      organisationId,
      organisationFunctions: founder.functions,
      correlationId,
    };
    return this.unitOfWork.actInOrganisation(actor, 'organisation.setUp', {}, async (tx) => {
      const taken = await claim(tx);
      if (taken) return taken;
      await tx.rows('select consilium_found($1, $2, $3, $4)', [
        organisationId,
        founder.slug,
        founder.organisation,
        founder.timeZone,
      ]);
      const [account] = await tx.rows<{ id: Id | null }>(
        'select consilium_new_account($1, $2, $3, $4) as id',
        [tx.newId(), founder.email, founder.passwordHash, founder.locale],
      );
      // Somebody else's account is joined by nobody but its owner.
      if (!account?.id) return refuse('email_taken');
      await tx.repository(Member).insert({
        organisationId,
        id: memberId,
        accountId: account.id,
        displayName: founder.name,
        email: founder.email,
        locale: founder.locale,
        profession: founder.profession,
        functions: [...founder.functions],
      });
      const committeeId = tx.newId();
      await tx.repository(Committee).insert({
        organisationId,
        id: committeeId,
        name: translate(founder.locale, 'access:committees.first'),
        foundingAct: founder.foundingAct,
        foundedOn: founder.foundedOn,
      });
      for (const step of this.steps) await step(tx);
      tx.record({
        type: 'organisation.founded',
        subject: { kind: 'organisation', id: organisationId },
        data: { memberId, committeeId, foundedOn: founder.foundedOn },
      });
      const coordinator = input.coordinator
        ? await this.invitations.inviteWithin(tx, {
            ...input.coordinator,
            functions: ['coordinator'],
            locale: founder.locale,
          })
        : null;
      if (isRefusal(coordinator)) return coordinator;
      return { organisationId, accountId: account.id, memberId, committeeId, coordinator };
    });
  }
}

/** The day it is there, as `YYYY-MM-DD`. */
const dayIn = (timeZone: string, now: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now);

async function readFounder(input: SetUp): Promise<Outcome<Founder>> {
  const organisation = parseName(input.organisation);
  if (isRefusal(organisation)) return organisation;
  const slug = parseSlug(input.slug);
  if (isRefusal(slug)) return slug;
  const timeZone = parseTimeZone(input.timeZone);
  if (isRefusal(timeZone)) return timeZone;
  const name = parseName(input.administrator);
  if (isRefusal(name)) return name;
  const email = parseEmail(input.email);
  if (isRefusal(email)) return email;
  const profession = parseProfession(input.profession ?? usualProfession);
  if (isRefusal(profession)) return profession;
  if (!isLocale(input.locale)) return refuse('invalid_input');
  const foundingAct = parseText(input.foundingAct, longestAct);
  if (isRefusal(foundingAct)) return foundingAct;
  if (foundingAct.trim() === '') return refuse('founding_act_missing');
  if (!isCalendarDate(input.foundedOn)) return refuse('date_impossible');
  const notYet = checkOrder(
    ['founded_on', input.foundedOn],
    ['today', dayIn(timeZone, new Date())],
  );
  if (notYet) return notYet;
  const passwordHash = await hashPassword(input.password, [email, name, organisation]);
  if (isRefusal(passwordHash)) return passwordHash;
  return {
    organisation,
    slug,
    timeZone,
    name,
    email,
    passwordHash,
    profession,
    foundingAct: foundingAct.trim(),
    foundedOn: input.foundedOn,
    functions: input.coordinator ? ['administrator'] : ['administrator', 'coordinator'],
    locale: input.locale,
  };
}
