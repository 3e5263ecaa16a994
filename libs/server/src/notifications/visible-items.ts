import {
  decideInOrganisation,
  lostByRecusal,
  organisationFunctions,
  type OrganisationAction,
} from '@consilium/domain/access';
import { recusedAnywhere, recusedFromFile } from '../evaluations';
import { accountOpen, visibleTo } from '../platform/database';
import {
  accountKindNames,
  accountKindOf,
  fileKindNames,
  fileKindOf,
  type AccountKind,
  type FileKind,
} from './kinds';

/** Who holds one of these may do it, by the policy table. */
const holdersOf = (action: OrganisationAction): string =>
  organisationFunctions
    .filter(
      (name) =>
        decideInOrganisation(action, {
          principal: { kind: 'person', id: '' },
          organisationFunctions: [name],
        }) === null,
    )
    .map((name) => `'${name}'`)
    .join(', ');

/**
 * SQL: an item of a kind about accounts, of the subject given, may be told to the member aliased
 * `reader`. A suspended one is told what happened to her own account: she reads it once she is confirmed.
 */
export const mayBeTold = (kind: AccountKind, subjectId: string): string => {
  const { readers } = accountKindOf(kind);
  return readers === 'herself'
    ? `(reader.active and ${subjectId} = reader.id)`
    : `(${accountOpen('reader')} and reader.functions && array[${holdersOf(readers)}]::text[])`;
};

const aboutAccounts = accountKindNames
  .map((kind) => `i.kind = '${kind}' and ${mayBeTold(kind, 'i.subject_id')}`)
  .join('\n    or ');

const bars = {
  never: () => 'true',
  from_file: (member: string) => `not ${recusedFromFile(member)}`,
  from_anything: (member: string) => `not ${recusedAnywhere(member)}`,
} as const;

/**
 * SQL: no recusal keeps the member given by `member` (a SQL expression) from what a kind opens, in the
 * file aliased `e`. The policy table says which does.
 */
export const opensTo = (kind: FileKind, member: string): string =>
  bars[lostByRecusal(fileKindOf(kind).opens)](member);

const lostBy = (bar: keyof typeof bars): string =>
  `'{${fileKindNames.filter((kind) => lostByRecusal(fileKindOf(kind).opens) === bar).join(',')}}'::text[]`;

/**
 * Items of one member, aliased `i`, of whose file she can still see what they open, or whose account
 * still concerns her:
 * FROM and WHERE, with the organisation as `$1` and the member as `$2`. Lists, counts and marks all
 * start from here.
 */
export const visibleItems = `inbox_item i
join member reader on reader.organisation_id = i.organisation_id and reader.id = i.member_id
left join evaluation e on e.organisation_id = i.organisation_id and e.id = i.evaluation_id
where i.organisation_id = $1 and i.member_id = $2
  and (i.evaluation_id is not null and ${visibleTo('$2::uuid')}
      and (i.kind = any(${lostBy('never')}) or ${bars.from_file('$2::uuid')})
      and (i.kind <> all(${lostBy('from_anything')}) or ${bars.from_anything('$2::uuid')})
    or i.evaluation_id is null and (${aboutAccounts}))`;
