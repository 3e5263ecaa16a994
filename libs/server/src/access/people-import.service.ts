import { parsePeopleFile, type PeopleFile } from '@consilium/domain/access';
import en from '@consilium/domain/messages/en/common.json' with { type: 'json' };
import fr from '@consilium/domain/messages/fr/common.json' with { type: 'json' };
import { isLocale, isRefusal, refuse, type Id, type Refusal } from '@consilium/domain/kernel';
import { type Actor, type Outcome, type UnitOfWork } from '../platform/database';
import type { Invited, InvitationsService } from './invitations.service';

const foldedLabel = (label: string): string => label.trim().normalize('NFC').toLowerCase();

/** Codes of the professions that have a name, in every language. */
const professionCodes: ReadonlyMap<string, string> = new Map(
  [fr, en].flatMap(({ professions }) =>
    Object.entries(professions).map(([code, label]) => [foldedLabel(label), code] as const),
  ),
);

const nobody: ReadonlySet<string> = new Set();

/** Inviting everybody of a file. */
export class PeopleImportService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly invitations: InvitationsService,
  ) {}

  /**
   * Invites all people of a list, or nobody: with any fault it is refused with the line and column of
   * the first, which the browser's preview, by the same parser, shows among the others.
   */
  async importPeople(
    actor: Actor,
    input: { operationId: Id; text: string; locale: string },
  ): Promise<Outcome<Invited[]>> {
    const { operationId, text, locale } = input;
    if (!isLocale(locale)) return refuse('invalid_input');
    const read = (members: ReadonlySet<string>, invited: ReadonlySet<string>) =>
      parsePeopleFile(text, {
        locale,
        members,
        invited,
        professionCode: (name) => professionCodes.get(foldedLabel(name)) ?? name,
      });
    const file = read(nobody, nobody);
    if (isRefusal(file)) return file;
    if (file.faults.length > 0) return firstFault(file);
    const invited = await this.invitations.inviteMany(actor, operationId, file.people);
    if (!isRefusal(invited)) return invited;
    if (invited.code !== 'email_taken' && invited.code !== 'invitation_waiting') return invited;
    // Asked only now, so that the repeat of a request that was carried out is not refused by its effect.
    const known = await this.known(actor);
    const again = read(known.members, known.invited);
    return isRefusal(again) || again.faults.length === 0 ? invited : firstFault(again);
  }

  private async known(actor: Actor): Promise<{ members: Set<string>; invited: Set<string> }> {
    const rows = await this.unitOfWork.read(actor, (tx) =>
      tx.rows<{ email: string; member: boolean }>(
        `select email, true as member from member where organisation_id = $1
         union all select email, false from invitation
          where organisation_id = $1 and accepted_at is null and revoked_at is null`,
        [actor.organisationId],
      ),
    );
    const emails = (member: boolean) =>
      new Set(rows.filter((row) => row.member === member).map(({ email }) => email));
    return { members: emails(true), invited: emails(false) };
  }
}

function firstFault({ faults }: PeopleFile): Refusal {
  const [first] = faults;
  if (!first) throw new Error('a file without faults was refused');
  return refuse('people_file_faulty', {
    count: faults.length,
    line: first.line,
    column: first.column ?? '',
    fault: first.code,
  });
}
