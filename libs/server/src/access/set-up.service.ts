import { v7 } from 'uuid';
import { parseEmail, parseName, parseSlug, parseTimeZone } from '@consilium/domain/access';
import { isLocale, isRefusal, refuse, type Id, type Locale } from '@consilium/domain/kernel';
import type { Actor, Outcome, UnitOfWork, WriteTransaction } from '../platform/database';
import { translate } from '../platform/texts';
import { Committee, Member } from './access.entities';
import { hashPassword } from './passwords';

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
}

/** What else a new organisation begins with, such as its template; part of the same transaction. */
export type FoundingStep = (tx: WriteTransaction) => Promise<unknown>;

export interface Founded {
  readonly organisationId: Id;
  readonly accountId: Id;
  readonly memberId: Id;
  readonly committeeId: Id;
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
}

/** Professions are an open list; the founder's stands here until somebody says better. */
const usualProfession = 'quality_officer';

/** How the first organisation comes to be. */
export class SetUpService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly steps: readonly FoundingStep[],
  ) {}

  /**
   * Founds the organisation with its administrator, template and an empty committee, as long as there
   * is none. Of two visitors at the same moment one wins; the other is told that it is done.
   */
  async setUp(input: SetUp, correlationId: string): Promise<Outcome<Founded>> {
    return this.found(input, correlationId, async (tx) => {
      const [claim] = await tx.rows<{ free: boolean }>('select consilium_claim_set_up() as free');
      return claim?.free ? null : refuse('already_set_up');
    });
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
      organisationFunctions: ['administrator', 'coordinator'],
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
      const [account] = await tx.rows<{ id: Id }>(
        'select consilium_account($1, $2, $3, $4) as id',
        [tx.newId(), founder.email, founder.passwordHash, founder.locale],
      );
      if (!account) throw new Error('the account was not made');
      await tx.repository(Member).insert({
        organisationId,
        id: memberId,
        accountId: account.id,
        displayName: founder.name,
        email: founder.email,
        locale: founder.locale,
        profession: founder.profession,
        functions: ['administrator', 'coordinator'],
      });
      const committeeId = tx.newId();
      await tx.repository(Committee).insert({
        organisationId,
        id: committeeId,
        name: translate(founder.locale, 'access:committees.first'),
      });
      for (const step of this.steps) await step(tx);
      tx.record({
        type: 'organisation.founded',
        subject: { kind: 'organisation', id: organisationId },
        data: { memberId },
      });
      return { organisationId, accountId: account.id, memberId, committeeId };
    });
  }
}

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
  const profession = parseName(input.profession ?? usualProfession);
  if (isRefusal(profession)) return profession;
  if (!isLocale(input.locale)) return refuse('invalid_input');
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
    locale: input.locale,
  };
}
