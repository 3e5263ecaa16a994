import type { SeatFunction } from '../access';
import { isRefusal, parseText, type Id, type Refusal, refuse } from '../kernel';
import { addMonths, dateIn, daysBetween, type CalendarDate, type Instant } from './dates';

/** Months for which a declaration holds. Source: domain guide §9, updated at least yearly. */
export const declarationMonths = 12;

/** Years back that a declaration covers. Source: domain guide §9, last five years. */
export const declaredYears = 5;

/** Whom each declaration of a file must be confirmed against. Source: domain guide §9 (2). */
export const interestParties = ['manufacturer', 'distributor', 'competitor'] as const;
export type InterestParty = (typeof interestParties)[number];

export const interestKinds = [
  'employment',
  'consulting',
  'research',
  'speaking',
  'shares',
  'intellectual_property',
  'hospitality',
  'equipment',
  'family',
  'other',
] as const;
export type InterestKind = (typeof interestKinds)[number];

export interface Interest {
  readonly kind: InterestKind;
  readonly party: InterestParty | 'other';
  /** Name of the company or body. */
  readonly with: string;
  readonly description: string;
  readonly fromYear: number;
  /** Null while it lasts. */
  readonly toYear: number | null;
}

/** What a member declares for one file. */
export interface DeclarationInput {
  /** The member states to have nothing to declare. */
  readonly nothing: boolean;
  readonly interests: readonly Interest[];
  /** Parties the member has checked the own links against; all three are needed. */
  readonly confirmedAgainst: readonly InterestParty[];
}

export const interestLevels = ['none', 'minor', 'major'] as const;
export type InterestLevel = (typeof interestLevels)[number];

/** From what a member is taken off: everything, or the named sections. */
export type Recusal = 'all' | readonly string[];

export interface Assessment {
  readonly level: InterestLevel;
  /** Only for a major interest. */
  readonly recusal: Recusal | null;
  readonly reason: string;
  readonly assessor: Id;
  readonly at: Instant;
}

export interface Declaration extends DeclarationInput {
  readonly seat: Id;
  /** Person who declares. */
  readonly declarant: Id;
  readonly declaredOn: CalendarDate;
  readonly declaredAt: Instant;
  readonly assessment: Assessment | null;
}

export const declarationStatuses = [
  'missing',
  'expired',
  'declared_none',
  'declared',
  'assessed_none',
  'assessed_minor',
  'assessed_major',
] as const;
export type DeclarationStatus = (typeof declarationStatuses)[number];

/** Last day on which a declaration holds. */
export const declarationEnds = (declaredOn: CalendarDate): CalendarDate =>
  addMonths(declaredOn, declarationMonths);

/**
 * New interests, declared after a recusal from some sections: until somebody else has weighed them the
 * member is out everywhere, and the recusal stays.
 */
const waitsBesideRecusal = ({ assessment, declaredAt, nothing }: Declaration): boolean =>
  assessment !== null &&
  assessment.recusal !== 'all' &&
  !nothing &&
  Date.parse(declaredAt) > Date.parse(assessment.at);

/**
 * Where a declaration stands today. A major interest stays major when its declaration has expired:
 * a recusal does not lapse by waiting.
 */
export function declarationStatus(
  declaration: Declaration | null,
  zone: string,
  now: Date,
): DeclarationStatus {
  if (declaration === null) return 'missing';
  const { assessment } = declaration;
  const major = assessment?.level === 'major';
  if (major && !waitsBesideRecusal(declaration)) return 'assessed_major';
  if (daysBetween(dateIn(zone, now), declarationEnds(declaration.declaredOn)) < 0) return 'expired';
  if (major) return 'declared';
  if (assessment) return `assessed_${assessment.level}`;
  return declaration.nothing ? 'declared_none' : 'declared';
}

/**
 * Statuses with which a member may rate, answer in the round's sense and vote. Nothing to declare
 * counts at once, and the chair may still assess it otherwise; a declared interest waits for the
 * assessment, which is never the declarant's own.
 */
export const isCleared = (status: DeclarationStatus): boolean =>
  status === 'declared_none' || status === 'assessed_none' || status === 'assessed_minor';

/** Earliest year that can be meant; what is smaller is a slip of the hand. */
const earliestYear = 1900;

export type InterestField = 'with' | 'description' | 'fromYear' | 'toYear';

/** What is missing from one interest, or cannot be; a year that is none is `NaN`. */
export function gapsOfInterest(
  { with: name, description, fromYear, toYear }: Omit<Interest, 'kind' | 'party'>,
  currentYear: number,
): InterestField[] {
  const gaps: Record<InterestField, boolean> = {
    with: name.trim() === '',
    description: description.trim() === '',
    fromYear: !Number.isInteger(fromYear) || fromYear < earliestYear || fromYear > currentYear,
    toYear: toYear !== null && (!Number.isInteger(toYear) || toYear < fromYear),
  };
  return (Object.keys(gaps) as InterestField[]).filter((field) => gaps[field]);
}

/** Refuses a declaration that contradicts itself, is not confirmed against everyone, or has gaps. */
export function checkDeclaration(input: DeclarationInput, currentYear: number): Refusal | null {
  if (input.nothing === input.interests.length > 0) return refuse('declaration_contradictory');
  const unconfirmed = interestParties.filter((party) => !input.confirmedAgainst.includes(party));
  if (unconfirmed.length > 0) {
    return refuse('declaration_not_confirmed', { parties: unconfirmed.join(' ') });
  }
  const gap = input.interests.findIndex(
    (interest) => gapsOfInterest(interest, currentYear).length > 0,
  );
  return gap < 0 ? null : refuse('interest_incomplete', { number: gap + 1 });
}

/** Longest text about one interest, in UTF-16 units, and most interests of one declaration. */
export const maxInterestLength = 2_000;
export const maxInterests = 50;

/** A declaration as sent, its texts cleaned and its contents checked. */
export function parseDeclaration(
  input: DeclarationInput,
  currentYear: number,
): DeclarationInput | Refusal {
  if (input.interests.length > maxInterests) return refuse('invalid_input');
  const interests: Interest[] = [];
  for (const interest of input.interests) {
    const name = parseText(interest.with, maxInterestLength);
    if (isRefusal(name)) return name;
    const description = parseText(interest.description, maxInterestLength);
    if (isRefusal(description)) return description;
    interests.push({ ...interest, with: name.trim(), description: description.trim() });
  }
  const parsed = { ...input, interests };
  return checkDeclaration(parsed, currentYear) ?? parsed;
}

/**
 * What remains of an assessment when its declarant declares anew. Nobody lifts the own recusal or
 * sheds the own label: a major interest stays until somebody else weighs the new words, and so does a
 * minor one when nothing is declared any more. Newly declared interests otherwise wait for their
 * assessment.
 */
export function assessmentAfter(
  before: Assessment | null,
  declared: Pick<DeclarationInput, 'nothing'>,
): Assessment | null {
  if (before === null || before.level === 'major') return before;
  return declared.nothing ? before : null;
}

export interface Assessor {
  readonly person: Id;
  readonly functions: readonly SeatFunction[];
  /** Weighs in place of chair and ethics lead, none of whom may. */
  readonly standsIn?: boolean;
}

export interface AssessmentInput {
  readonly level: InterestLevel;
  /** For a major interest: everything, or at least one section. */
  readonly recusal?: Recusal | null;
  readonly reason?: string;
}

export interface DeclarationAssessed {
  readonly type: 'declaration.assessed';
  readonly seat: Id;
  readonly level: InterestLevel;
  readonly recusal: Recusal | null;
  readonly at: Instant;
}

/**
 * The chair or the ethics lead weighs a declaration, or who stands in for them. Never one's own; a minor
 * or major interest needs a reason, since it is published in the report; a major one takes the member off
 * the file or off sections of it. A later assessment replaces the earlier. Source: domain guide §9 (3–5).
 */
export function assessDeclaration(
  declaration: Declaration | null,
  assessor: Assessor,
  input: AssessmentInput,
  now: Date,
): { declaration: Declaration; events: readonly [DeclarationAssessed] } | Refusal {
  if (declaration === null) return refuse('nothing_declared_yet');
  const entitled = assessor.functions.some((name) => name === 'chair' || name === 'ethics_lead');
  if (!entitled && !assessor.standsIn) return refuse('not_permitted');
  if (assessor.person === declaration.declarant) return refuse('own_declaration');
  const reason = input.reason?.trim() ?? '';
  if (input.level !== 'none' && reason === '') return refuse('reason_required');
  const recusal = input.level === 'major' ? (input.recusal ?? []) : null;
  if (recusal !== null && recusal.length === 0) return refuse('recusal_without_scope');
  const at = now.toISOString();
  return {
    declaration: {
      ...declaration,
      assessment: { level: input.level, recusal, reason, assessor: assessor.person, at },
    },
    events: [
      {
        type: 'declaration.assessed',
        seat: declaration.seat,
        level: input.level,
        recusal,
        at,
      },
    ],
  };
}
