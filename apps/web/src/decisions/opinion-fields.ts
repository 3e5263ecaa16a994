import type {
  Condition as DomainCondition,
  Opinion as DomainOpinion,
  OutcomeKey,
} from '@consilium/domain/decisions';
import { gateKinds } from '@consilium/domain/decisions';
import type { ScopePredicate } from '@consilium/domain/evaluations';
import type { Condition, DecisionPage } from './use-decision-page';

type GateKind = (typeof gateKinds)[number];

/** An owner without a seat, named in words. */
export const someoneElse = 'other';

export interface ConditionFields {
  readonly text: string;
  /** A seat, `other`, or nobody yet. */
  readonly owner: string;
  readonly ownerName: string;
  readonly dueOn: string;
  readonly proof: string;
  readonly gate: GateKind | '';
  readonly months: string;
  readonly blockers: readonly string[];
}

export interface ReasonFields {
  readonly question: string;
  readonly text: string;
}

/** A proposal as typed; lists are written one a line. */
export interface OpinionFields {
  readonly outcome: OutcomeKey | '';
  readonly meetingId: string;
  readonly reasons: string;
  readonly reasonsByQuestion: readonly ReasonFields[];
  readonly conditions: readonly ConditionFields[];
  readonly durationMonths: string;
  readonly population: string;
  readonly indicators: string;
  readonly stopRules: string;
  readonly endsOn: string;
  readonly missingElements: string;
  readonly failedPredicates: readonly ScopePredicate[];
  readonly reevaluateOn: string;
}

export const newCondition = (question?: string): ConditionFields => ({
  text: '',
  owner: '',
  ownerName: '',
  dueOn: '',
  proof: '',
  gate: question === undefined ? '' : 'before_go_live',
  months: '',
  blockers: question === undefined ? [] : [question],
});

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const wholeNumber = (text: string): number | null =>
  /^\d{1,4}$/.test(text.trim()) ? Number(text.trim()) : null;

const conditionFields = (condition: Condition): ConditionFields => ({
  text: condition.text,
  owner: condition.ownerSeat ?? (condition.ownerName === '' ? '' : someoneElse),
  ownerName: condition.ownerName,
  dueOn: condition.dueOn ?? '',
  proof: condition.proof,
  gate: condition.gate?.kind ?? '',
  months: condition.gate?.months ? String(condition.gate.months) : '',
  blockers: condition.blockers,
});

/** What the form begins with: the proposal as saved, or an empty one for the latest meeting. */
export function opinionFields({ opinion, meetings }: DecisionPage): OpinionFields {
  const saved = opinion?.state === 'adopted' ? null : opinion;
  const pilot = saved?.pilot;
  return {
    outcome: saved?.outcome ?? '',
    meetingId: saved ? (saved.meetingId ?? '') : (meetings.at(-1)?.id ?? ''),
    reasons: saved?.reasons ?? '',
    reasonsByQuestion: saved?.reasonsByQuestion ?? [],
    conditions: saved?.conditions.map(conditionFields) ?? [],
    durationMonths: pilot?.durationMonths ? String(pilot.durationMonths) : '',
    population: pilot?.population ?? '',
    indicators: pilot?.indicators.join('\n') ?? '',
    stopRules: pilot?.stopRules.join('\n') ?? '',
    endsOn: pilot?.endsOn ?? '',
    missingElements: saved?.missingElements.join('\n') ?? '',
    failedPredicates: (saved?.failedPredicates ?? []) as readonly ScopePredicate[],
    reevaluateOn: saved?.reevaluateOn ?? '',
  };
}

/** The form as the server takes it. Parts that another outcome asks for are left out. */
export function opinionInput(fields: OpinionFields & { readonly outcome: OutcomeKey }) {
  const { outcome } = fields;
  return {
    outcome,
    meetingId: fields.meetingId || null,
    reasons: fields.reasons,
    reasonsByQuestion: fields.reasonsByQuestion.filter(({ question }) => question !== ''),
    conditions: fields.conditions.map((one) => ({
      text: one.text,
      ownerSeat: one.owner === someoneElse ? null : one.owner || null,
      ownerName: one.owner === someoneElse ? one.ownerName : '',
      dueOn: one.dueOn || null,
      proof: one.proof,
      gate:
        one.gate === ''
          ? null
          : {
              kind: one.gate,
              months: one.gate === 'within_months' ? wholeNumber(one.months) : null,
            },
      blockers: [...one.blockers],
    })),
    pilot:
      outcome === 'pilot'
        ? {
            durationMonths: wholeNumber(fields.durationMonths),
            population: fields.population,
            indicators: lines(fields.indicators),
            stopRules: lines(fields.stopRules),
            endsOn: fields.endsOn || null,
          }
        : null,
    missingElements: outcome === 'deferred' ? lines(fields.missingElements) : [],
    failedPredicates: outcome === 'out_of_scope' ? [...fields.failedPredicates] : [],
    reevaluateOn: fields.reevaluateOn || null,
  };
}

export const conditionKey = (index: number): string => `condition-${index}`;

/** The form as the rules of the domain take it; conditions are named by their place. */
export function opinionToCheck(
  fields: OpinionFields & { readonly outcome: OutcomeKey },
): DomainOpinion {
  const input = opinionInput(fields);
  return {
    ...input,
    pilot: input.pilot && { ...input.pilot, durationMonths: input.pilot.durationMonths ?? 0 },
    conditions: input.conditions.map(
      ({ ownerSeat, ownerName, gate, ...one }, index): DomainCondition => ({
        ...one,
        id: conditionKey(index),
        owner: ownerSeat ?? ownerName,
        gate:
          gate === null
            ? null
            : gate.kind === 'within_months'
              ? { kind: gate.kind, months: gate.months ?? 0 }
              : { kind: gate.kind },
        state: 'open',
      }),
    ),
  };
}
