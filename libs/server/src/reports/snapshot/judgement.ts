import type { Facts } from '@consilium/domain/access';
import {
  defaultParameters,
  fullPanel,
  smallestPanel,
  type CastVote,
  type GroupResult,
  type ResultParameters,
  type StatementResult,
  type Vote,
} from '@consilium/domain/consensus';
import { effectOf, type Gate } from '@consilium/domain/decisions';
import { addMonths, expectedOf, isRecused, placesThrough } from '@consilium/domain/evaluations';
import type { Id } from '@consilium/domain/kernel';
import type {
  SnapshotBlocker,
  SnapshotCondition,
  SnapshotDecision,
  SnapshotDistribution,
  SnapshotIndices,
  SnapshotLateRecusal,
  SnapshotMeeting,
  SnapshotMethod,
  SnapshotOpinion,
  SnapshotRound,
  SnapshotStatementResult,
} from '@consilium/domain/reports';
import { blockersOf, leadRoleOf } from '@consilium/domain/templates';
import type { EvaluationContext } from '../../answers';
import { recomputedIn, type PanelMember, type RoundResults } from '../../consensus';
import { electorsAt } from '../../decisions';
import { answerInWords } from './content';
import { instant, instantOrNull, type People } from './people';
import type { HeadRow, JudgementRow, OpinionRow, RoundRow } from './rows';

// How the file was judged: rounds, blockers, meetings, opinion, decision.

const indicesOf = (result: GroupResult): SnapshotIndices => ({
  n: result.n,
  distribution: result.distribution as SnapshotDistribution,
  median: result.median,
  p30: result.p30,
  p70: result.p70,
  ipr: result.ipr,
  ipras: result.ipras,
  disagreementIndex: result.di,
  disagreement: result.disagreement,
  agreementClass: result.class,
  hasDegree: result.hasDegree,
});

/**
 * Rounds in their order. Results of a closed one are those computed when it closed; where somebody's
 * link was found since, they are computed again without that member. An open round has none.
 */
export function roundsOf(
  rounds: readonly RoundRow[],
  context: EvaluationContext,
  panel: readonly PanelMember[],
): SnapshotRound[] {
  const texts = new Map(context.document.statements.map((statement) => [statement.key, statement]));
  const medians = new Map<string, number | null>();
  return rounds.map((round) => {
    const { results } = round;
    const base = {
      number: round.number,
      openedAt: instant(round.openedAt),
      closedReason: round.closedReason,
      attribution: round.attribution,
    };
    if (round.state === 'open' || !results) {
      return {
        ...base,
        closedAt: null,
        invited: expectedOf(panel).length,
        participated: round.participated,
        statements: [],
      };
    }
    const again = withoutLinked(round, results, panel);
    const statements = results.statements.map((stored): SnapshotStatementResult => {
      const { result, excluded } = again.get(stored.statement) ?? {
        result: stored.result,
        excluded: 0,
      };
      const text = texts.get(stored.statement);
      const words = { fr: stored.statement, en: stored.statement };
      return {
        key: stored.statement,
        sectionKey: stored.section,
        text: text?.text ?? words,
        plainText: text?.plain ?? words,
        overall: indicesOf(result),
        byProfession: result.professions.map(({ profession, ...indices }) => ({
          profession,
          indices: indicesOf(indices),
        })),
        abstentions: {
          outsideCompetence: result.abstained.outside_competence,
          notEnoughInformation: result.abstained.not_enough_information,
        },
        missing: stored.missing,
        reach: result.reach,
        withheldProfessions: result.withheld.length,
        comments: round.comments
          .filter(({ statement }) => statement === stored.statement)
          .map(({ profession, text: comment }) => ({ profession, text: comment })),
        previousMedian: medians.get(stored.statement) ?? null,
        excludedRatings: excluded,
      };
    });
    for (const { key, overall } of statements) medians.set(key, overall.median);
    return {
      ...base,
      closedAt: instantOrNull(round.closedAt),
      invited: results.invited,
      participated: results.participated,
      statements,
    };
  });
}

function withoutLinked(
  { linked }: RoundRow,
  results: RoundResults,
  panel: readonly PanelMember[],
): Map<string, { result: StatementResult; excluded: number }> {
  const votes = linked.map(({ value, abstention, ...cast }): CastVote => ({
    ...cast,
    vote:
      abstention === null
        ? ({ kind: 'rating', value } as Vote)
        : { kind: 'abstention', reason: abstention },
  }));
  return new Map(
    recomputedIn(results, votes, panel).map(({ statement, after, excluded }) => [
      statement,
      { result: after, excluded },
    ]),
  );
}

/** The share that the adopted opinion's vote asked for; null without one. */
export function quorumShareOf({ opinion }: JudgementRow): number | null {
  const asked = opinion?.rules?.quorum;
  return asked ? asked.numerator / asked.denominator : null;
}

/** With every parameter that changes a figure: those of the last round, or the usual ones. */
export function methodOf(
  rounds: readonly RoundRow[],
  context: EvaluationContext,
  quorumShare: number,
  productVersion: string,
): SnapshotMethod {
  const parameters: ResultParameters = rounds.at(-1)?.parameters ?? defaultParameters;
  const { min, max } = context.document.rating;
  return {
    scale: { min, max },
    percentiles: {
      low: parameters.ipras.lower,
      high: parameters.ipras.upper,
      interpolation: parameters.ipras.interpolation,
    },
    ipras: { constant: 2.35, slope: 1.5 },
    maxTrim: parameters.has_degree.maxTrim,
    indicativeBelow: fullPanel,
    medianOnlyBelow: smallestPanel,
    quorumShare,
    productVersion,
  };
}

/** Blockers and points of vigilance as they stand on the day of the decision, or today. */
export function blockersIn(
  head: HeadRow,
  judgement: JudgementRow,
  context: EvaluationContext,
  people: People,
): SnapshotBlocker[] {
  const parts = new Map(head.parts.map((part) => [`${part.section}/${part.leadRole}`, part.id]));
  const decisionDate = judgement.decision?.decidedOn ?? context.today;
  return blockersOf(context.document, context.facts, { decisionDate }).map((finding) => {
    const { question, reason } = finding;
    const effect = effectOf(finding) ?? 'vigilance';
    const override = judgement.overrides.find(
      (one) => one.question === question.key && one.effect === effect,
    );
    return {
      questionKey: question.key,
      question: question.text,
      partId: parts.get(`${question.section}/${leadRoleOf(question)}`) ?? '',
      effect,
      reason,
      answer: answerInWords(question, context.facts.answers[question.key]),
      override: override
        ? { by: people.ofSeat(override.seat), at: instant(override.at), reason: override.reason }
        : null,
    };
  });
}

/**
 * Every seat that came, or counted on the day of the sitting and did not; a seat without a line was
 * absent. Who was recused is read in validated minutes as they found it.
 */
export const meetingsOf = (
  { meetings, places }: JudgementRow,
  panel: readonly PanelMember[],
  people: People,
): SnapshotMeeting[] => {
  const through = placesThrough(places.first, places.replacements);
  return meetings.map((meeting) => {
    const { heldOn, quorum } = meeting;
    const lines = new Map(meeting.attendance.map((line) => [line.seat, line]));
    const counted = electorsAt(
      { panel, places: through },
      {
        heldOn,
        attendance: meeting.attendance.map(({ seat, attendance }) => ({
          seatId: seat,
          attendance,
        })),
      },
    );
    const expected = new Set(
      quorum
        ? [...quorum.missing.map(({ seat }) => seat), ...quorum.recused]
        : counted.map(({ seat }) => seat),
    );
    const wasRecused = (member: PanelMember): boolean =>
      quorum && counted.some(({ seat }) => seat === member.seat)
        ? quorum.recused.includes(member.seat)
        : isRecused(member);
    return {
      heldAt: meeting.heldOn,
      mode: meeting.mode,
      attendance: panel.flatMap((member): SnapshotMeeting['attendance'][number][] => {
        const line = lines.get(member.seat);
        const came = line !== undefined && line.attendance !== 'absent';
        if (!came && !expected.has(member.seat)) return [];
        const presence = wasRecused(member) ? 'recused' : (line?.attendance ?? 'absent');
        const holder = presence === 'represented' ? line?.representedBy : null;
        return [
          {
            person: people.ofSeat(member.seat),
            presence,
            representedBy: holder ? people.ofSeat(holder).name : null,
          },
        ];
      }),
      minutes: meeting.minutes,
      minutesValidated:
        meeting.validatedAt !== null && meeting.validatedBySeat !== null
          ? { by: people.ofSeat(meeting.validatedBySeat), at: instant(meeting.validatedAt) }
          : null,
    };
  });
};

export function opinionOf(
  { opinion, lateRecusals }: JudgementRow,
  head: HeadRow,
  people: People,
): SnapshotOpinion | null {
  if (!opinion) return null;
  const { tally, quorum } = opinion;
  const cast = new Map(opinion.votes.map((vote) => [vote.seat, vote]));
  const counted = (seat: Id): boolean => !tally?.notCounted.includes(seat);
  return {
    outcome: opinion.outcome,
    reasons: opinion.reasons,
    reasonsByQuestion: opinion.reasonsByQuestion.map(({ question, text }) => ({
      questionKey: question,
      text,
    })),
    adoptedAt: instant(opinion.adoptedAt),
    adoptedBy: opinion.adoptedBySeat
      ? people.ofSeat(opinion.adoptedBySeat)
      : { seatId: null, name: '', profession: '' },
    conditions: opinion.conditions.map((condition) => conditionOf(condition, people)),
    pilot: pilotOf(opinion),
    missingElements: opinion.missingElements,
    quorum: {
      members: quorum?.eligible ?? 0,
      present: quorum?.takingPart ?? 0,
      required: quorum?.needed ?? 0,
      reached: quorum?.met ?? false,
      requiredRoles: (opinion.rules ?? head.committee).requiredRoles.map((role) => ({
        role,
        present: quorum !== null && !quorum.missingRoles.includes(role),
      })),
    },
    ballot: {
      kind: 'open',
      for: tally?.for ?? 0,
      against: tally?.against ?? 0,
      abstain: tally?.abstain ?? 0,
      castingVote: tally !== null && tally.castingVote !== null,
      votes: head.seats.flatMap(({ id }) => {
        const vote = cast.get(id);
        if (!vote || !counted(id)) return [];
        return [
          {
            person: people.ofSeat(id),
            choice: vote.choice,
            ...(vote.as !== null && { castAs: vote.as }),
            ...(vote.by !== id && { castBy: people.ofSeat(vote.by).name }),
          },
        ];
      }),
      notCounted: opinion.cancelledVotes.map(({ seat, at, ...vote }) => ({
        person: people.ofSeat(seat),
        ...vote,
        at: instant(at),
      })),
    },
    lateRecusals: lateRecusalsOf(lateRecusals, people),
    minorityOpinions: opinion.minority.map(({ seat, at, text }) => ({
      by: people.ofSeat(seat),
      at: instant(at),
      text,
    })),
  };
}

export const lateRecusalsOf = (
  late: JudgementRow['lateRecusals'],
  people: People,
): SnapshotLateRecusal[] =>
  late.map(({ seat, foundAt, spoke, rated, voted, byChair, bySecond }) => ({
    person: people.ofSeat(seat),
    foundAt: instant(foundAt),
    spoke,
    rated,
    voted,
    answers: [byChair, bySecond].flatMap((one) =>
      one ? [{ by: people.ofSeat(one.seat), at: instant(one.at), reason: one.reason }] : [],
    ),
  }));

/** By when a condition is to be met, as a snapshot holds it. */
export const gateOf = (gate: Gate | null): Pick<SnapshotCondition, 'gate' | 'months'> => ({
  gate: gate?.kind ?? 'before_go_live',
  months: gate?.kind === 'within_months' ? gate.months : null,
});

const conditionOf = (
  condition: OpinionRow['conditions'][number],
  people: People,
): SnapshotCondition => ({
  text: condition.text,
  owner: condition.ownerSeat ? people.ofSeat(condition.ownerSeat).name : condition.ownerName,
  dueOn: condition.dueOn,
  ...gateOf(condition.gate),
  proof: condition.proof,
  state: condition.state,
  questionKeys: condition.blockers,
  steps: condition.steps.map(({ at, toSeat, ...step }) => ({
    ...step,
    at: instant(at),
    ...(toSeat ? { to: people.ofSeat(toSeat).name } : {}),
  })),
});

function pilotOf({ pilot, adoptedAt }: OpinionRow): SnapshotOpinion['pilot'] {
  if (!pilot) return null;
  return {
    protocol: [pilot.population, ...pilot.indicators.map((line) => `– ${line}`)].join('\n'),
    endsOn: pilot.endsOn ?? addMonths(instant(adoptedAt).slice(0, 10), pilot.durationMonths),
    stopRules: pilot.stopRules.join('\n'),
  };
}

const decidedPhases: readonly Facts['phase'][] = [
  'decided',
  'pilot',
  'in_use',
  'closed',
  'withdrawn',
];

/** The last decision, while it stands: a file sent back or evaluated again after a pilot has none. */
export function decisionOf(
  { decision, opinion }: JudgementRow,
  head: HeadRow,
  people: People,
  seal: 'draft' | 'opinion' | 'decision',
): SnapshotDecision | null {
  if (!decision || seal === 'opinion') return null;
  const ofThisOpinion = decision.opinionId !== null && decision.opinionId === opinion?.id;
  const stands =
    seal === 'decision' || ofThisOpinion || decidedPhases.includes(head.evaluation.phase);
  if (!stands) return null;
  return {
    outcome: decision.decision,
    decidedBy: people.ofMember(decision.decidedBy),
    decidedAt: instant(decision.at),
    reason: decision.reason ?? '',
    differsFromOpinion: decision.differs,
    withoutOpinion: decision.withoutOpinion,
  };
}
