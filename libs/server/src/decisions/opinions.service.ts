import {
  castVote,
  defaultReevaluation,
  overrideBlocker,
  checkDraftDays,
  parseDraft,
  writeMinorityOpinion,
  type OpinionDraft,
  type VoteChoice,
} from '@consilium/domain/decisions';
import { isCleared } from '@consilium/domain/evaluations';
import { isId, isRefusal, parseText, refuse, type Id } from '@consilium/domain/kernel';
import type { Actor, Outcome, UnitOfWork, WriteTransaction } from '../platform/database';
import { contentOf, wider } from '../platform/events';
import type { TemplateLibrary } from '../templates';
import { countOf, votersAt } from './counting';
import { loadJudgement, problemsOf, type Judgement } from './judgement';
import { cancelVotes, takeOffSheet } from './cancelled-votes';
import type { PhaseMoves } from './phase-moves';
import { sealSnapshot, type SnapshotSource } from './snapshots';
import { vouchedDissent, vouchedOpinion, vouchedOverride, vouchedVote } from './vouched';
import { writeOpinion } from './write-opinion';

/** Longest written dissent and reason of an override, in UTF-16 units. */
export const maxMinorityText = 10_000;
export const maxOverrideReason = 2_000;

export interface ProposeOpinion extends OpinionDraft {
  readonly operationId: Id;
  readonly evaluationId: Id;
  readonly meetingId: Id | null;
  /** Version the person was looking at; 0 when there was none. */
  readonly baseVersion: number;
}

export interface OpinionSaved {
  readonly id: Id;
  readonly version: number;
}

export interface OpinionAdopted {
  readonly id: Id;
  readonly hash: string;
}

/** Proposing an opinion, voting on it, and adopting it. */
export class OpinionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
    private readonly snapshots: SnapshotSource,
    private readonly moves: PhaseMoves,
  ) {}

  /**
   * Keeps a proposal, gaps and all. Without a date for the next evaluation the default one is set.
   * Refused while members vote on the text.
   */
  async proposeOpinion(actor: Actor, input: ProposeOpinion): Promise<Outcome<OpinionSaved>> {
    const draft = parseDraft(input);
    if (isRefusal(draft)) return draft;
    const ids = [input.meetingId, ...input.conditions.map(({ ownerSeat }) => ownerSeat)];
    if (ids.some((id) => id !== null && !isId(id))) return refuse('invalid_input');
    return this.judge(actor, 'opinion.propose', input, async (tx, evaluationId, judgement) => {
      const { opinion, panel, meetings, openedOn } = judgement;
      const wrongDay = checkDraftDays(draft, { openedOn, today: judgement.context.today });
      if (wrongDay) return wrongDay;
      if (opinion?.state === 'adopted') return refuse('opinion_already_adopted');
      if (opinion?.state === 'voting') return refuse('opinion_under_vote');
      if ((opinion?.version ?? 0) !== input.baseVersion) return refuse('stale_version');
      if (input.meetingId !== null && !meetings.some(({ id }) => id === input.meetingId)) {
        return refuse('invalid_input');
      }
      const owners = draft.conditions.flatMap(({ ownerSeat }) => ownerSeat ?? []);
      if (owners.some((seat) => !panel.some((one) => one.seat === seat))) {
        return refuse('invalid_input');
      }
      const id = opinion?.id ?? tx.newId();
      const version = (opinion?.version ?? 0) + 1;
      if (!opinion) await this.leaveBehind(tx, judgement);
      const reevaluateOn =
        draft.reevaluateOn ??
        (opinion ? null : defaultReevaluation(judgement.context.today, judgement, draft.outcome));
      await writeOpinion(
        tx,
        evaluationId,
        { id, version, meetingId: input.meetingId },
        { ...draft, reevaluateOn },
      );
      tx.record({
        type: 'opinion.proposed',
        subject: { kind: 'opinion', id },
        data: { version, outcome: draft.outcome },
      });
      tx.signal({ topic: 'decision.changed', id });
      return { id, version };
    });
  }

  /** The chair sets a blocker aside, with a reason that the report prints on its first page. */
  async overrideBlocker(
    actor: Actor,
    input: { operationId: Id; evaluationId: Id; questionKey: string; reason: string },
  ): Promise<Outcome<{ questionKey: string }>> {
    const reason = parseText(input.reason, maxOverrideReason);
    if (isRefusal(reason)) return reason;
    return this.judge(
      actor,
      'blocker.override',
      input,
      async (tx, evaluationId, judgement, facts) => {
        const chair = facts.seats.find(({ functions }) => functions.includes('chair'));
        const override = overrideBlocker(
          judgement.blockers,
          { blocker: input.questionKey, reason },
          facts.seats.flatMap(({ functions }) => functions),
        );
        if (isRefusal(override)) return override;
        const blocker = judgement.blockers.find(({ id }) => id === input.questionKey);
        const overrideId = tx.newId();
        await tx.rows(
          'delete from blocker_override where evaluation_id = $1 and question_key = $2',
          [evaluationId, input.questionKey],
        );
        await tx.rows(
          `insert into blocker_override (organisation_id, id, evaluation_id, question_key, effect,
           reason, seat_id, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [
            actor.organisationId,
            overrideId,
            evaluationId,
            input.questionKey,
            blocker?.effect,
            override.reason,
            chair?.id,
            tx.now,
          ],
        );
        tx.record({
          type: 'blocker.overridden',
          subject: { kind: 'evaluation', id: evaluationId },
          seatId: chair?.id ?? null,
          data: { question: input.questionKey, effect: blocker?.effect ?? null, overrideId },
          content: await contentOf(tx, vouchedOverride, overrideId),
        });
        tx.signal({ topic: 'decision.changed' });
        return { questionKey: input.questionKey };
      },
    );
  }

  /** The chair lets a blocker stand again. */
  async restoreBlocker(
    actor: Actor,
    input: { operationId: Id; evaluationId: Id; questionKey: string },
  ): Promise<Outcome<{ questionKey: string }>> {
    return this.judge(actor, 'blocker.override', input, async (tx, evaluationId) => {
      const gone = await tx.rows(
        `delete from blocker_override where evaluation_id = $1 and question_key = $2 returning id`,
        [evaluationId, input.questionKey],
      );
      if (gone.length === 0) return refuse('blocker_unknown');
      tx.record({
        type: 'blocker.restored',
        subject: { kind: 'evaluation', id: evaluationId },
        data: { question: input.questionKey },
      });
      tx.signal({ topic: 'decision.changed' });
      return { questionKey: input.questionKey };
    });
  }

  /**
   * Puts the proposal to the vote: from here on its words stand, and the committee's rules as they
   * are, until it is taken back.
   */
  async openVote(
    actor: Actor,
    input: { operationId: Id; evaluationId: Id },
  ): Promise<Outcome<OpinionSaved>> {
    return this.judge(actor, 'opinion.propose', input, async (tx, _evaluationId, judgement) => {
      const { opinion, meeting, phase, rules } = judgement;
      if (!opinion) return refuse('opinion_not_proposed');
      if (opinion.state === 'adopted') return refuse('opinion_already_adopted');
      if (opinion.state === 'voting') return refuse('opinion_under_vote');
      if (phase !== 'opinion') return refuse('not_at_opinion');
      if (!meeting) return refuse('meeting_missing');
      const problems = problemsOf(judgement);
      const barred = problems.filter(({ code }) => code === 'outcome_barred');
      if (barred.length > 0) return refuse('hard_blocker_open', { count: barred.length });
      if (problems.length > 0) return refuse('opinion_incomplete', { count: problems.length });
      const version = opinion.version + 1;
      await tx.rows(
        `update opinion set state = 'voting', voting_since = $2, version = $3, rules = $4
          where id = $1`,
        [opinion.id, tx.now, version, JSON.stringify(rules)],
      );
      tx.record({
        type: 'opinion.opened',
        subject: { kind: 'opinion', id: opinion.id },
        data: {
          version,
          quorum: `${rules.quorum.numerator}/${rules.quorum.denominator}`,
          requiredRoles: rules.requiredRoles,
        },
      });
      tx.signal({ topic: 'opinion.opened', id: opinion.id });
      return { id: opinion.id, version };
    });
  }

  /**
   * Takes the proposal back to change it; votes cast on its words are cancelled, their voters are told,
   * and who took part by voting in writing is off the sheet again, or absent where the minutes stand.
   */
  async takeBack(
    actor: Actor,
    input: { operationId: Id; evaluationId: Id },
  ): Promise<Outcome<OpinionSaved>> {
    return this.judge(actor, 'opinion.propose', input, async (tx, _evaluationId, { opinion }) => {
      if (!opinion) return refuse('opinion_not_proposed');
      if (opinion.state === 'adopted') return refuse('opinion_already_adopted');
      if (opinion.state === 'draft') return refuse('ballot_not_open');
      const version = opinion.version + 1;
      const cancelled = await cancelVotes(
        tx,
        opinion.id,
        opinion.votes.map(({ seatId }) => ({ seatId, because: 'taken_back' })),
      );
      await takeOffSheet(tx, opinion.meetingId, cancelled);
      await tx.rows(
        `update opinion set state = 'draft', voting_since = null, rules = null, version = $2
          where id = $1`,
        [opinion.id, version],
      );
      tx.record({
        type: 'opinion.taken_back',
        subject: { kind: 'opinion', id: opinion.id },
        data: { version, cancelled: cancelled.length },
      });
      tx.signal({ topic: 'decision.changed', id: opinion.id });
      return { id: opinion.id, version };
    });
  }

  /**
   * One open vote per seat, changeable while the vote is open. The holder of a proxy votes for the
   * member represented. In a written consultation voting is taking part.
   */
  async castVote(
    actor: Actor,
    input: { operationId: Id; opinionId: Id; seatId: Id; choice: VoteChoice },
  ): Promise<Outcome<{ seatId: Id; choice: VoteChoice }>> {
    if (!isId(input.seatId)) return refuse('invalid_input');
    return this.unitOfWork.act(
      actor,
      'opinion.vote',
      { kind: 'opinion', id: input.opinionId },
      { operationId: input.operationId },
      async (tx, { evaluationId, facts }) => {
        const judgement = await loadJudgement(tx, this.templates, evaluationId);
        const opinion = judgement?.opinion;
        if (!judgement || opinion?.id !== input.opinionId) return refuse('ballot_not_open');
        const by = facts.seats.filter(({ votes }) => votes).map(({ id }) => id);
        const { meeting, panel, rules } = judgement;
        const inWriting =
          meeting?.mode === 'written_consultation' &&
          by.includes(input.seatId) &&
          // Where voting is taking part, no line that says "absent" keeps anybody from it.
          meeting.attendance.every(
            ({ seatId, attendance }) => seatId !== input.seatId || attendance === 'absent',
          );
        const voters = votersAt(panel, meeting).map((voter) =>
          inWriting && voter.seat === input.seatId
            ? { ...voter, attendance: 'written' as const }
            : voter,
        );
        const cast = castVote(
          { open: opinion.state === 'voting' },
          voters,
          { seat: input.seatId, choice: input.choice, by },
          rules,
          tx.now,
        );
        if (isRefusal(cast)) return cast;
        if (inWriting) {
          await tx.rows(
            `delete from meeting_attendance
              where meeting_id = $1 and seat_id = $2 and attendance = 'absent'`,
            [meeting.id, input.seatId],
          );
          await tx.rows(
            `insert into meeting_attendance (organisation_id, meeting_id, seat_id, attendance)
             values ($1, $2, $3, 'written') on conflict do nothing`,
            [actor.organisationId, meeting.id, input.seatId],
          );
        }
        const hand = by.includes(cast.seat) ? cast.seat : by[0];
        const [vote] = await tx.rows<{ id: Id; version: number }>(
          `insert into vote as v (organisation_id, id, opinion_id, seat_id, choice, cast_by_seat,
             cast_at, cast_as, cast_roles)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
           on conflict (organisation_id, opinion_id, seat_id) do update
             set choice = excluded.choice, cast_by_seat = excluded.cast_by_seat,
               cast_at = excluded.cast_at, cast_as = excluded.cast_as,
               cast_roles = excluded.cast_roles, version = v.version + 1
           returning id, version`,
          [
            actor.organisationId,
            tx.newId(),
            opinion.id,
            cast.seat,
            cast.choice,
            hand,
            tx.now,
            cast.as,
            cast.roles,
          ],
        );
        if (!vote) throw new Error('a vote was not kept');
        tx.record({
          type: 'opinion.voted',
          subject: { kind: 'opinion', id: opinion.id },
          seatId: hand ?? null,
          onBehalfOf: hand === cast.seat ? null : cast.seat,
          data: { voteId: vote.id, version: vote.version, ...wider },
          content: await contentOf(tx, vouchedVote, vote.id),
        });
        tx.signal({ topic: 'decision.changed', id: opinion.id });
        return { seatId: cast.seat, choice: cast.choice };
      },
    );
  }

  /** A member writes down the own dissent; an empty text takes it back. */
  async writeDissent(
    actor: Actor,
    input: { operationId: Id; opinionId: Id; text: string },
  ): Promise<Outcome<{ written: boolean }>> {
    const text = parseText(input.text, maxMinorityText);
    if (isRefusal(text)) return text;
    return this.unitOfWork.act(
      actor,
      'opinion.dissent',
      { kind: 'opinion', id: input.opinionId },
      { operationId: input.operationId },
      async (tx, { evaluationId, facts }) => {
        const judgement = await loadJudgement(tx, this.templates, evaluationId);
        const opinion = judgement?.opinion;
        if (!judgement || opinion?.id !== input.opinionId) return refuse('opinion_not_proposed');
        const seat = judgement.panel.find((one) => facts.seats.some(({ id }) => id === one.seat));
        if (!seat) return refuse('not_permitted');
        const isTakenBack =
          text.trim() === '' && opinion.minority.some(({ seatId }) => seatId === seat.seat);
        let dissent: { id: Id; version: number } | undefined;
        if (isTakenBack) {
          [dissent] = await tx.rows<{ id: Id; version: number }>(
            `delete from minority_opinion where opinion_id = $1 and seat_id = $2
              returning id, version`,
            [opinion.id, seat.seat],
          );
        } else {
          const written = writeMinorityOpinion(
            {
              seat: seat.seat,
              declared: isCleared(seat.declaration) || seat.declaration === 'assessed_major',
              recusal: seat.recusal,
            },
            text,
            { adopted: opinion.state === 'adopted' },
          );
          if (isRefusal(written)) return written;
          [dissent] = await tx.rows<{ id: Id; version: number }>(
            `insert into minority_opinion as m (organisation_id, id, opinion_id, seat_id, text, written_at)
             values ($1, $2, $3, $4, $5, $6)
             on conflict (organisation_id, opinion_id, seat_id) do update
               set text = excluded.text, written_at = excluded.written_at,
                 version = m.version + 1
             returning id, version`,
            [actor.organisationId, tx.newId(), opinion.id, seat.seat, written.text, tx.now],
          );
        }
        if (!dissent) throw new Error('a dissent was neither kept nor taken back');
        tx.record({
          type: isTakenBack ? 'opinion.dissent_taken_back' : 'opinion.dissented',
          subject: { kind: 'opinion', id: opinion.id },
          seatId: seat.seat,
          data: { dissentId: dissent.id, version: dissent.version },
          ...(!isTakenBack && { content: await contentOf(tx, vouchedDissent, dissent.id) }),
        });
        tx.signal({ topic: 'decision.changed', id: opinion.id });
        return { written: !isTakenBack };
      },
    );
  }

  /**
   * The chair adopts the opinion: no blocker bars it, nothing is missing, quorum and majority are
   * there, the minutes are validated. Seals the file and the first snapshot.
   */
  async adoptOpinion(
    actor: Actor,
    input: { operationId: Id; evaluationId: Id },
  ): Promise<Outcome<OpinionAdopted>> {
    return this.judge(actor, 'opinion.adopt', input, async (tx, evaluationId, judgement, facts) => {
      const { opinion } = judgement;
      const moved = await this.moves.make(tx, evaluationId, { move: 'adopt_opinion' });
      if (isRefusal(moved)) return moved;
      if (!opinion) throw new Error('an opinion was adopted that nobody proposed');
      const chair = facts.seats.find(({ functions }) => functions.includes('chair'));
      const { quorum, tally } = countOf(judgement);
      await tx.rows(
        `update opinion set state = 'adopted', adopted_at = $2, adopted_by_seat = $3, tally = $4,
           quorum = $5, version = version + 1 where id = $1`,
        [opinion.id, tx.now, chair?.id, JSON.stringify(tally), JSON.stringify(quorum)],
      );
      await tx.rows('update evaluation set sealed = true where id = $1', [evaluationId]);
      const snapshot = await sealSnapshot(tx, this.snapshots, evaluationId, {
        kind: 'opinion',
        opinionId: opinion.id,
        decisionId: null,
      });
      tx.record({
        type: 'opinion.adopted',
        subject: { kind: 'opinion', id: opinion.id },
        seatId: chair?.id ?? null,
        data: {
          outcome: opinion.outcome,
          cycle: opinion.cycle,
          snapshot: snapshot.id,
          hash: snapshot.hash,
          hashAlg: snapshot.hashAlg,
        },
        content: await contentOf(tx, vouchedOpinion, opinion.id),
      });
      tx.signal({ topic: 'opinion.adopted', id: opinion.id });
      return { id: opinion.id, hash: snapshot.hash };
    });
  }

  private judge<T>(
    actor: Actor,
    action: 'opinion.propose' | 'blocker.override' | 'opinion.adopt',
    input: { readonly operationId: Id; readonly evaluationId: Id },
    change: (
      tx: WriteTransaction,
      evaluationId: Id,
      judgement: Judgement,
      facts: Parameters<Parameters<UnitOfWork['act']>[4]>[1]['facts'],
    ) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    return this.unitOfWork.act(
      actor,
      action,
      { kind: 'evaluation', id: input.evaluationId },
      { operationId: input.operationId, lock: 'evaluation' },
      async (tx, { evaluationId, facts }) => {
        const judgement = await loadJudgement(tx, this.templates, evaluationId);
        return judgement ? change(tx, evaluationId, judgement, facts) : refuse('not_found');
      },
    );
  }

  /** A new cycle begins: the opinions before it stay as they were adopted. */
  private async leaveBehind(tx: WriteTransaction, { earlier }: Judgement): Promise<void> {
    await tx.rows(
      'update opinion set superseded_at = $2 where id = any($1) and superseded_at is null',
      [earlier.map(({ id }) => id), tx.now],
    );
  }
}
