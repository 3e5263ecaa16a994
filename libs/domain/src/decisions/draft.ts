import {
  isCalendarDate,
  scopePredicates,
  type CalendarDate,
  type ScopePredicate,
} from '../evaluations';
import {
  checkOrder,
  farthestFrom,
  isRefusal,
  parseText,
  refuse,
  RefusedError,
  type Id,
  type NamedDay,
  type Refusal,
} from '../kernel';
import { gateKinds, type Condition, type Gate } from './conditions';
import { outcomeKeys, type Opinion, type OutcomeKey } from './opinion';

/** Longest text of an opinion and longest line in one of its lists, in UTF-16 units. */
export const maxReasons = 20_000;
export const maxLine = 1_000;
export const maxConditions = 50;
export const maxLines = 50;

/** A condition as typed; what is missing in it is said later and keeps no draft from being kept. */
export interface ConditionDraft {
  readonly text: string;
  readonly ownerSeat: Id | null;
  /** For an owner without a seat. */
  readonly ownerName: string;
  readonly dueOn: CalendarDate | null;
  readonly proof: string;
  readonly gate: { readonly kind: string; readonly months: number | null } | null;
  readonly blockers: readonly string[];
}

/** A proposal of an opinion as typed. */
export interface OpinionDraft {
  readonly outcome: string;
  readonly reasons: string;
  readonly reasonsByQuestion: readonly { readonly question: string; readonly text: string }[];
  readonly conditions: readonly ConditionDraft[];
  readonly pilot: {
    readonly durationMonths: number | null;
    readonly population: string;
    readonly indicators: readonly string[];
    readonly stopRules: readonly string[];
    readonly endsOn: CalendarDate | null;
  } | null;
  readonly missingElements: readonly string[];
  readonly failedPredicates: readonly string[];
  readonly reevaluateOn: CalendarDate | null;
}

export interface ParsedCondition extends Omit<Condition, 'id' | 'owner' | 'state'> {
  readonly ownerSeat: Id | null;
  readonly ownerName: string;
}

export interface ParsedDraft extends Omit<Opinion, 'conditions'> {
  readonly conditions: readonly ParsedCondition[];
}

/**
 * Checks the shape of a proposal: known words, dates that exist, texts of bearable length. A draft
 * with gaps is accepted; `validateOpinion` says what is missing.
 */
export function parseDraft(draft: OpinionDraft): ParsedDraft | Refusal {
  try {
    return {
      outcome: known<OutcomeKey>(draft.outcome, outcomeKeys),
      reasons: text(draft.reasons, maxReasons),
      reasonsByQuestion: list(draft.reasonsByQuestion, maxLines)
        .map((one) => ({ question: text(one.question, maxLine), text: text(one.text, maxLine) }))
        .filter((one) => one.text !== ''),
      conditions: list(draft.conditions, maxConditions).map((one) => ({
        text: text(one.text, maxLine),
        ownerSeat: one.ownerSeat,
        ownerName: text(one.ownerName, maxLine),
        dueOn: date(one.dueOn),
        proof: text(one.proof, maxLine),
        gate: gate(one.gate),
        blockers: list(one.blockers, maxLines),
      })),
      pilot: draft.pilot && {
        durationMonths: draft.pilot.durationMonths ?? 0,
        population: text(draft.pilot.population, maxLine),
        indicators: texts(draft.pilot.indicators),
        stopRules: texts(draft.pilot.stopRules),
        endsOn: date(draft.pilot.endsOn),
      },
      missingElements: texts(draft.missingElements),
      failedPredicates: draft.failedPredicates.map((one) =>
        known<ScopePredicate>(one, scopePredicates),
      ),
      reevaluateOn: date(draft.reevaluateOn),
    };
  } catch (error) {
    if (error instanceof RefusedError) return error.refusal;
    throw error;
  }
}

/** Refuses days of a proposal before the file existed, or beyond what anybody plans. */
export function checkDraftDays(
  { conditions, pilot, reevaluateOn }: Pick<ParsedDraft, 'conditions' | 'pilot' | 'reevaluateOn'>,
  file: { readonly openedOn: CalendarDate; readonly today: CalendarDate },
): Refusal | null {
  const days: readonly NamedDay[] = [
    ...conditions.map(({ dueOn }): NamedDay => ['condition_due_on', dueOn]),
    ['pilot_ends_on', pilot?.endsOn ?? null],
    ['reevaluate_on', reevaluateOn],
  ];
  for (const day of days) {
    const wrong = checkOrder(['opened_on', file.openedOn], day, farthestFrom(file.today));
    if (wrong) return wrong;
  }
  return null;
}

function refused(): never {
  throw new RefusedError(refuse('invalid_input'));
}

function text(value: string, max: number): string {
  const parsed = parseText(value, max);
  if (isRefusal(parsed)) throw new RefusedError(parsed);
  return parsed.trim();
}

const list = <T>(items: readonly T[], max: number): readonly T[] =>
  items.length > max ? refused() : items;

const texts = (items: readonly string[]): string[] =>
  list(items, maxLines)
    .map((one) => text(one, maxLine))
    .filter((one) => one !== '');

const known = <T extends string>(value: string, of: readonly T[]): T =>
  of.find((one) => one === value) ?? refused();

const date = (value: CalendarDate | null): CalendarDate | null =>
  value === null || isCalendarDate(value) ? value : refused();

function gate(value: ConditionDraft['gate']): Gate | null {
  if (value === null) return null;
  const kind = known(value.kind, gateKinds);
  return kind === 'within_months' ? { kind, months: value.months ?? 0 } : { kind };
}
