import { decide, type Facts } from '@consilium/domain/access';
import {
  digestsOf,
  isRecognisable,
  movementOfFew,
  whoIsMissing,
  type AbstentionReason,
  type CastVote,
  type Digest,
  type Participation,
  type Recomputed,
  type SecondRoundReason,
  type StatementResult,
  type Vote,
} from '@consilium/domain/consensus';
import { expectedOf, mayRate, ratersOf } from '@consilium/domain/evaluations';
import { isRefusal, refuse, type Id, type Refusal, type Texts } from '@consilium/domain/kernel';
import { contextAsRead, isQuestionRead, loadContext, type EvaluationContext } from '../answers';
import { openObjections } from '../discussion';
import type { ReadTransaction, UnitOfWork } from '../platform/database';
import type { TemplateLibrary } from '../templates';
import { loadPanel, type PanelMember } from './panel';
import { recomputedIn, type RoundResults, type StoredStatement } from './results';
import {
  lineOf,
  roundsStatement,
  ownStatement,
  castStatement,
  commentsStatement,
  linkedStatement,
  fileHead,
  type RoundRow,
  type OwnRow,
  type FileHead,
  type RoundLine,
} from './rounds.rows';

/** The person's own word on one statement. */
export interface OwnRating {
  readonly value: number | null;
  readonly abstention: AbstentionReason | null;
  readonly comment: string;
  readonly version: number;
  readonly castAt: string;
  /** An answer of the section changed after the rating: keep it or change it. */
  readonly toConfirm: boolean;
}

/** How the group rated a statement in the round before. */
export interface EarlierResult {
  readonly round: number;
  readonly result: StatementResult;
  readonly reason: SecondRoundReason | null;
}

export interface StatementTexts {
  readonly key: string;
  readonly section: string;
  readonly sectionTitle: Texts;
  readonly text: Texts;
  readonly plain: Texts;
  readonly help: Texts;
  readonly evidence: Texts;
}

export interface SheetStatement extends StatementTexts {
  /** Null for a member who takes no part in the judging. */
  readonly digest: Digest | null;
  readonly mine: OwnRating | null;
  /** The own rating of the round before. */
  readonly before: Pick<OwnRating, 'value' | 'abstention'> | null;
  readonly earlier: EarlierResult | null;
  /** Why this member does not rate it; null when she may. */
  readonly refusal: Refusal | null;
}

/** For whoever runs the open round: how many have finished, and who has not. Never a value. */
export interface RoundParticipation {
  readonly finished: number;
  readonly invited: number;
  readonly missing: readonly {
    readonly seat: Id;
    readonly name: string;
    readonly profession: string;
    readonly left: number;
  }[];
}

/** One person's rating sheet. */
export interface RatingSheet extends RoundLine {
  readonly file: FileHead;
  readonly facts: Facts;
  readonly scale: { readonly lowest: Texts; readonly highest: Texts };
  readonly statements: readonly SheetStatement[];
  /** After closing this person's ratings can be told from the others'. */
  readonly recognisable: boolean;
  /** Why the person cannot rate at all; null when she may. */
  readonly refusal: Refusal | null;
  readonly participation: RoundParticipation | null;
}

export interface RatingComment {
  readonly statement: string;
  /** Null where attribution is anonymous. */
  readonly profession: string | null;
  readonly text: string;
}

/** A closed round as its readers see it. */
export interface ClosedRound extends RoundLine {
  readonly results: RoundResults;
  readonly comments: readonly RatingComment[];
  /**
   * Statements of an anonymous round of which nothing is told any more, a rater of theirs having been
   * recused since: they are rated again.
   */
  readonly withheld: readonly string[];
  /** Statements of any other round whose class changes without members found to have a link since. */
  readonly withoutLinked: readonly {
    readonly statement: string;
    readonly classBefore: StatementResult['class'];
    readonly classAfter: StatementResult['class'];
  }[];
}

/** Results of all closed rounds, and what can be done about the next one. */
export interface ConsensusPage {
  readonly file: FileHead;
  readonly facts: Facts;
  readonly statements: readonly StatementTexts[];
  readonly rounds: readonly ClosedRound[];
  /** The open round, without anything rated in it. */
  readonly open: (RoundLine & { readonly participation: RoundParticipation | null }) | null;
  /** Why the results stay hidden from this person; null when they are shown. */
  readonly refusal: Refusal | null;
}

/** Reading rounds. Nothing here tells anything of another's rating before its round is closed. */
export class RoundsQueries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
  ) {}

  /** The person's sheet in one round; null when the evaluation is not visible or has no such round. */
  async sheet(tx: ReadTransaction, evaluationId: Id, number: number): Promise<RatingSheet | null> {
    const opened = await this.open(tx, evaluationId);
    if (!opened) return null;
    const { facts, panel, rounds } = opened;
    const round = rounds.find((one) => one.number === number);
    // What is told above a statement, and that it changed since, is what this reader can read.
    const context = await contextAsRead(tx, this.templates, evaluationId);
    if (!round || !context) return null;

    const own = await tx.rows<OwnRow>(ownStatement, [
      evaluationId,
      facts.seats.map(({ id }) => id),
    ]);
    const seat = panel.find((one) => facts.seats.some(({ id }) => id === one.seat));
    const objections = await openObjections(tx, this.templates, evaluationId, facts);
    const texts = statementTexts(context);
    const keys = round.statements.map(({ key }) => key);
    const digests = digestsOf(round.statements, {
      document: context.document,
      facts: context.facts,
      objections,
      today: context.today,
      readable: (question) => isQuestionRead(context, facts, question),
    });
    const changed = lastChanges(context);
    const earlier = rounds.filter(
      (one) => one.number < number && one.state === 'closed' && one.results,
    );
    return {
      ...lineOf(round),
      file: await fileHead(tx, evaluationId),
      facts,
      scale: {
        lowest: context.document.rating.lowest,
        highest: context.document.rating.highest,
      },
      recognisable: seat ? isRecognisable(seat.seat, panel, round.attribution) : false,
      refusal:
        seat === undefined
          ? refuse('not_voting')
          : (mayRate(seat) ??
            decide('rating.cast', facts, {
              round: { id: round.id, closed: round.state === 'closed' },
            })),
      participation: await this.participation(tx, facts, round, panel),
      statements: texts
        .filter(({ key }) => keys.includes(key))
        .map((statement): SheetStatement => {
          const subject = { section: statement.section };
          const hidden = decide('thread.see', facts, subject) !== null;
          const mine = own.find(
            (row) => row.round_id === round.id && row.statement_key === statement.key,
          );
          const last = earlier.findLast(({ results }) =>
            results?.statements.some((one) => one.statement === statement.key),
          );
          const stored = last?.results?.statements.find((one) => one.statement === statement.key);
          const before =
            last &&
            own.find((row) => row.round_id === last.id && row.statement_key === statement.key);
          return {
            ...statement,
            digest: hidden ? null : (digests.get(statement.key) ?? null),
            mine: mine
              ? {
                  value: mine.value,
                  abstention: mine.abstention,
                  comment: mine.comment,
                  version: mine.version,
                  castAt: mine.cast_at.toISOString(),
                  toConfirm:
                    round.state === 'open' &&
                    (changed.get(statement.section) ?? '') > mine.cast_at.toISOString(),
                }
              : null,
            before: before ? { value: before.value, abstention: before.abstention } : null,
            earlier:
              last && stored && !hidden && !last.withheld.includes(statement.key)
                ? { round: last.number, result: stored.result, reason: stored.rateAgain }
                : null,
            refusal: seat ? mayRate(seat, statement.section) : refuse('not_voting'),
          };
        }),
    };
  }

  /** Results of the closed rounds; null when the evaluation is not visible. */
  async consensus(tx: ReadTransaction, evaluationId: Id): Promise<ConsensusPage | null> {
    const opened = await this.open(tx, evaluationId);
    if (!opened) return null;
    const { facts, context, panel, rounds } = opened;
    const closed = rounds.filter(({ state }) => state === 'closed');
    const running = rounds.find(({ state }) => state === 'open');
    const refusal =
      closed.length === 0
        ? running
          ? refuse('round_still_open')
          : refuse('no_closed_round')
        : decide('rating.seeOthers', facts, { round: { id: closed[0]!.id, closed: true } });
    const comments = refusal
      ? []
      : await tx.rows<RatingComment & { round_id: Id }>(commentsStatement, [evaluationId]);
    const again = refusal ? noneAgain : await this.recomputed(tx, evaluationId, closed, panel);
    const withheld = new Set(closed.flatMap((round) => round.withheld));
    const shows = (section: string, round: RoundRow): boolean =>
      decide('rating.seeOthers', facts, { section, round: { id: round.id, closed: true } }) ===
      null;
    const sectionOf = new Map(
      closed.flatMap(({ statements }) => statements.map(({ key, section }) => [key, section])),
    );
    return {
      file: await fileHead(tx, evaluationId),
      facts,
      statements: statementTexts(context).filter(({ key }) => sectionOf.has(key)),
      refusal,
      open: running
        ? {
            ...lineOf(running),
            participation: await this.participation(tx, facts, running, panel),
          }
        : null,
      rounds: refusal
        ? []
        : closed.flatMap((round): ClosedRound[] => {
            if (!round.results) return [];
            const visible = (key: string) => shows(sectionOf.get(key) ?? '', round);
            const changed = (again.get(round.id) ?? []).filter(({ statement }) =>
              visible(statement),
            );
            const told = ({ statement }: { readonly statement: string }) =>
              visible(statement) && !round.withheld.includes(statement);
            return [
              {
                ...lineOf(round),
                results: {
                  ...round.results,
                  statements: movementsTold(round.results, withheld).filter(told),
                },
                comments: comments
                  .filter((one) => one.round_id === round.id && told(one))
                  .map(({ statement, profession, text }) => ({ statement, profession, text })),
                withheld: round.withheld.filter(visible),
                withoutLinked: changed
                  .filter(({ classChanged }) => classChanged)
                  .map(({ statement, before, after }) => ({
                    statement,
                    classBefore: before.class,
                    classAfter: after.class,
                  })),
              },
            ];
          }),
    };
  }

  /** What both pages start from; null when the evaluation is not visible. */
  private async open(tx: ReadTransaction, evaluationId: Id) {
    const decision = await this.unitOfWork.mayRead(tx, 'evaluation.see', {
      kind: 'evaluation',
      id: evaluationId,
    });
    if (isRefusal(decision)) return null;
    const context = await loadContext(tx, this.templates, evaluationId);
    if (!context) return null;
    const rounds = await tx.rows<RoundRow>(roundsStatement, [evaluationId]);
    const panel = await loadPanel(tx, evaluationId);
    return { facts: decision.facts, context, rounds, panel };
  }

  private async participation(
    tx: ReadTransaction,
    facts: Facts,
    round: RoundRow,
    panel: readonly PanelMember[],
  ): Promise<RoundParticipation | null> {
    // Of a round that is closed its results say who took part, as it was then.
    if (round.state === 'closed' || decide('round.seeParticipation', facts, {}) !== null)
      return null;
    const cast = await tx.rows<Participation & { seat: Id }>(castStatement, [round.id]);
    const missing = whoIsMissing(round, panel, cast);
    return {
      invited: expectedOf(panel).length,
      finished: ratersOf(panel).inRound.length - missing.length,
      missing: missing.map(({ seat, profession, statements }) => ({
        seat,
        profession,
        name: panel.find((one) => one.seat === seat)?.name ?? '',
        left: statements.length,
      })),
    };
  }

  /** By round that is not anonymous, what changes without members whose link was found after its closing. */
  private async recomputed(
    tx: ReadTransaction,
    evaluationId: Id,
    closed: readonly RoundRow[],
    panel: readonly PanelMember[],
  ): Promise<Again> {
    const rows = await tx.rows<{
      round_id: Id;
      seat: Id;
      profession: string;
      statement: string;
      value: number | null;
      abstention: AbstentionReason | null;
    }>(linkedStatement, [evaluationId]);
    const votesOf = (round: Id): CastVote[] =>
      rows
        .filter(({ round_id }) => round_id === round)
        .map(({ seat, profession, statement, value, abstention }) => ({
          seat,
          profession,
          statement,
          vote:
            abstention === null
              ? ({ kind: 'rating', value } as Vote)
              : { kind: 'abstention', reason: abstention },
        }));
    return new Map(
      closed.flatMap(({ id, attribution, results }) =>
        results && attribution !== 'anonymous'
          ? [[id, recomputedIn(results, votesOf(id), panel)] as const]
          : [],
      ),
    );
  }
}

type Again = ReadonlyMap<Id, readonly Recomputed[]>;
const noneAgain: Again = new Map();

/**
 * Without the movements of a statement that is withheld in any round, which would say what it was before,
 * and without those that would tell a rating: rounds closed earlier have such ones stored.
 */
const movementsTold = (
  { statements, attribution }: RoundResults,
  withheld: ReadonlySet<string>,
): StoredStatement[] =>
  statements.map((stored) => {
    const { statement, movement } = stored;
    const few = attribution === 'anonymous' && movement !== null && movementOfFew(movement);
    return few || withheld.has(statement) ? { ...stored, movement: null } : stored;
  });

const statementTexts = (context: EvaluationContext): StatementTexts[] =>
  context.document.statements.map(({ key, section, text, plain, help, evidence }) => ({
    key,
    section,
    sectionTitle: context.document.sections.find((one) => one.key === section)?.title ?? {
      fr: section,
      en: section,
    },
    text,
    plain,
    help,
    evidence,
  }));

/** When an answer of each section was last written. */
const lastChanges = ({ document, answers }: EvaluationContext): Map<string, string> => {
  const sections = new Map(document.questions.map(({ key, section }) => [key, section]));
  const latest = new Map<string, string>();
  for (const { questionKey, updatedAt } of answers) {
    const section = sections.get(questionKey);
    const at = new Date(updatedAt).toISOString();
    if (section !== undefined && at > (latest.get(section) ?? '')) latest.set(section, at);
  }
  return latest;
};
