import { cancelledByRecusal, type LateRecusalStage } from '@consilium/domain/decisions';
import type { Recusal } from '@consilium/domain/evaluations';
import type { Id } from '@consilium/domain/kernel';
import type { WiderRecusal } from '../evaluations';
import type { WriteTransaction } from '../platform/database';
import { contentOf } from '../platform/events';
import { cancelVotes } from './cancelled-votes';
import { reopened } from './judgement';
import { vouchedLateRecusal } from './vouched';

interface Part {
  readonly spoke: boolean;
  readonly rated: boolean;
  readonly opinion_id: Id | null;
  readonly opinion_state: 'draft' | 'voting' | 'adopted' | null;
  readonly stage: LateRecusalStage;
  readonly votes: readonly { readonly seatId: Id; readonly castBySeat: Id }[];
  /** Other ends of proxies by or to the member, on sheets not validated yet. */
  readonly proxies: readonly Id[];
}

/**
 * What a member took part in, in the sections named or, with null, in the whole file. Speaking is
 * writing in a discussion, being at a sitting, or a written dissent.
 */
const partStatement = {
  name: 'part-of-recused',
  text: `select
    exists (select 1 from comment c join thread t on t.organisation_id = c.organisation_id
        and t.id = c.thread_id
      where t.evaluation_id = e.id and c.author_seat = $2
        and ($3::text[] is null or t.section_key = any($3)))
    or $3::text[] is null and (
      exists (select 1 from meeting_attendance a join meeting m
          on m.organisation_id = a.organisation_id and m.id = a.meeting_id
        where m.evaluation_id = e.id and a.seat_id = $2 and a.attendance in ('present', 'remote')
          and m.held_on <= consilium_today())
      or exists (select 1 from minority_opinion w join opinion o
          on o.organisation_id = w.organisation_id and o.id = w.opinion_id
        where o.evaluation_id = e.id and w.seat_id = $2)) as spoke,
    exists (select 1 from rating g join round r on r.organisation_id = g.organisation_id
        and r.id = g.round_id
      where r.evaluation_id = e.id and g.seat_id = $2 and ($3::text[] is null or exists (
        select 1 from jsonb_array_elements(r.statements) s
         where s->>'key' = g.statement_key and s->>'section' = any($3)))) as rated,
    o.id as opinion_id, o.state as opinion_state,
    case when e.phase in ('decided', 'pilot', 'in_use') then 'after_decision'
      when o.state = 'adopted' then 'after_adoption' else 'before_adoption' end as stage,
    (select coalesce(json_agg(json_build_object('seatId', v.seat_id, 'castBySeat', v.cast_by_seat)),
        '[]')
      from vote v where v.organisation_id = o.organisation_id and v.opinion_id = o.id) as votes,
    (select coalesce(json_agg(distinct p.seat), '[]') from meeting m
      join meeting_attendance a on a.organisation_id = m.organisation_id and a.meeting_id = m.id
        and a.attendance = 'represented' and $2 in (a.seat_id, a.represented_by)
      cross join lateral (values (a.seat_id), (a.represented_by)) p(seat)
      where m.evaluation_id = e.id and m.validated_at is null and p.seat is not null) as proxies
  from evaluation e
  left join lateral (select o.* from opinion o where o.organisation_id = e.organisation_id
    and o.evaluation_id = e.id and o.superseded_at is null
    and not (o.state = 'adopted' and ${reopened}) order by o.cycle desc limit 1) o on true
  where e.id = $1`,
};

const sectionsOf = (recusal: Recusal): readonly string[] | null =>
  recusal === 'all' ? null : recusal;

/**
 * Follows a recusal found while, or after, the committee judges. From the whole file: the member's
 * votes on an open ballot and those cast by her hand are cancelled, proxies by or to her are void, and
 * both ends are told. Where she has spoken, rated or voted the recusal came late, which is kept; an
 * adopted opinion on which nothing was decided goes back to the committee.
 */
export async function followRecusalInDecisions(
  tx: WriteTransaction,
  evaluationId: Id,
  { seatId, recusal }: WiderRecusal,
): Promise<{ opinionReturns: boolean }> {
  const [part] = await tx.rows<Part>(partStatement, [evaluationId, seatId, sectionsOf(recusal)]);
  if (!part) throw new Error(`no evaluation ${evaluationId}`);
  const voted =
    recusal === 'all' &&
    part.votes.some((one) => one.seatId === seatId || one.castBySeat === seatId);
  if (recusal === 'all' && part.opinion_id !== null && part.opinion_state === 'voting') {
    await cancelVotes(tx, part.opinion_id, cancelledByRecusal(seatId, part.votes));
  }
  if (recusal === 'all' && part.proxies.length > 0) {
    tx.record({
      type: 'proxy.voided',
      subject: { kind: 'evaluation', id: evaluationId },
      data: { because: 'recused', seats: part.proxies },
    });
  }
  if (!part.spoke && !part.rated && !voted) return { opinionReturns: false };
  const id = tx.newId();
  await tx.rows(
    `insert into late_recusal (organisation_id, id, evaluation_id, seat_id, found, spoke, rated,
       voted, found_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tx.actor.organisationId,
      id,
      evaluationId,
      seatId,
      part.stage,
      part.spoke,
      part.rated,
      voted,
      tx.now,
    ],
  );
  tx.record({
    type: 'recusal.found_late',
    subject: { kind: 'late_recusal', id },
    seatId,
    data: { found: part.stage, spoke: part.spoke, rated: part.rated, voted },
    content: await contentOf(tx, vouchedLateRecusal, id),
  });
  tx.signal({ topic: 'decision.changed' });
  if (part.stage !== 'after_adoption') return { opinionReturns: false };
  await tx.rows('update opinion set superseded_at = $2 where id = $1', [part.opinion_id, tx.now]);
  return { opinionReturns: true };
}
