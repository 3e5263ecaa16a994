import { isRefusal, parseText, refuse, type Refusal, type RefusalCode } from '../kernel';

/**
 * How the organisation is open to a member: `suspended` until somebody here confirms that it is she who
 * has a new password, `closed` once she left. Only who is `open` is expected or given anything.
 */
export const accountStates = ['open', 'suspended', 'closed'] as const;
export type AccountState = (typeof accountStates)[number];

/** Longest name of a person, organisation, site, committee or profession, in UTF-16 units. */
export const maxNameLength = 200;

/** A name on one line, trimmed; refused when nothing is left. */
export const parseName = (value: string): string | Refusal => onOneLine(value, 'name_missing');

/** A profession, likewise: a code of the shipped list, or its own words. */
export const parseProfession = (value: string): string | Refusal =>
  onOneLine(value, 'profession_missing');

function onOneLine(value: string, missing: RefusalCode): string | Refusal {
  const text = parseText(value, maxNameLength);
  if (isRefusal(text)) return text;
  const line = text.replace(/\s+/g, ' ').trim();
  return line === '' ? refuse(missing) : line;
}

const address = /^[^\s@<>()[\],;:"\\]{1,64}@[^\s@<>()[\],;:"\\]+\.[^\s@<>()[\],;:"\\.]{2,}$/;

/**
 * The one form in which addresses are kept, looked up, compared and counted; the database compares
 * them letter by letter and folds nothing itself.
 */
export const foldAddress = (value: string): string => value.trim().toLowerCase().normalize('NFC');

// What nobody sees would make a second address that looks like the first.
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Co}\p{Cn}]/u;

/** An e-mail address, folded. Whether it reaches anybody only a mail can tell. */
export function parseEmail(value: string): string | Refusal {
  const email = foldAddress(value);
  return email.length <= 254 && address.test(email) && !unseen.test(email)
    ? email
    : refuse('email_malformed');
}

/** What stands in addresses for an organisation: a–z, 0–9 and single hyphens inside. */
export function parseSlug(value: string): string | Refusal {
  const slug = value.trim().toLowerCase();
  return slug.length <= 60 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)
    ? slug
    : refuse('slug_malformed');
}

/** The address an organisation would be given after its name; may be empty, to be chosen by hand. */
export const proposeSlug = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');

/** An IANA time zone this machine knows, such as `Europe/Paris`. */
export function parseTimeZone(value: string): string | Refusal {
  try {
    return value.includes('/') || value === 'UTC'
      ? new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone
      : refuse('time_zone_unknown');
  } catch {
    return refuse('time_zone_unknown');
  }
}

/** Rules of a committee. Source: domain guide §7, shipped as configurable defaults. */
export interface CommitteeRules {
  /** Share of eligible seats that must take part, above 0 and at most 1. */
  readonly quorumShare: number;
  /** Days between the notice of a meeting and the meeting, 0 to 90. */
  readonly noticeDays: number;
}

/** Refuses a quorum of nobody, of more than everybody, or a notice of negative or absurd length. */
export function checkCommitteeRules({ quorumShare, noticeDays }: CommitteeRules): Refusal | null {
  const possible =
    quorumShare > 0 &&
    quorumShare <= 1 &&
    Number.isInteger(noticeDays) &&
    noticeDays >= 0 &&
    noticeDays <= 90;
  return possible ? null : refuse('committee_rules_impossible');
}
