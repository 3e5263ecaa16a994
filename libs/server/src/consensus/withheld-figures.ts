import type { Id } from '@consilium/domain/kernel';
import type { WiderRecusal } from '../evaluations';
import type { ReadTransaction, WriteTransaction } from '../platform/database';

const ratedStatement = {
  name: 'rated-anonymously',
  text: `select exists (select 1 from rating g
    join round r on r.organisation_id = g.organisation_id and r.id = g.round_id
    where r.evaluation_id = $1 and g.seat_id = $2 and r.state = 'closed'
      and r.attribution = 'anonymous') as rated`,
};

/** Whether the holder of a seat rated in an anonymous round that has closed. */
export async function ratedAnonymously(
  tx: ReadTransaction,
  evaluationId: Id,
  seatId: Id,
): Promise<boolean> {
  const [row] = await tx.rows<{ rated: boolean }>(ratedStatement, [evaluationId, seatId]);
  return row?.rated ?? false;
}

const withholdStatement = {
  name: 'withhold-figures',
  text: `with touched as (
    select r.organisation_id, r.id, array(
        select distinct k from unnest(r.withheld_statements || array(
          select s->>'key' from jsonb_array_elements(r.statements) s
           where $3::text[] is null or s->>'section' = any($3))) k order by k) as keys
      from round r
     where r.evaluation_id = $1 and r.state = 'closed' and r.attribution = 'anonymous'
       and exists (select 1 from rating g, jsonb_array_elements(r.statements) s
         where g.organisation_id = r.organisation_id and g.round_id = r.id and g.seat_id = $2
           and s->>'key' = g.statement_key and ($3::text[] is null or s->>'section' = any($3))))
  update round r set withheld_statements = t.keys, withheld_at = $4 from touched t
   where r.organisation_id = t.organisation_id and r.id = t.id
     and r.withheld_statements is distinct from t.keys
  returning r.id, r.number, r.withheld_statements as keys`,
};

/**
 * Takes the figures of closed anonymous rounds away, for good and for everybody, where a rater of
 * theirs is recused: every statement of the sections concerned, whichever of them she rated. With two
 * versions of a figure, with and without her, anybody could subtract her rating.
 */
export async function withholdFigures(
  tx: WriteTransaction,
  evaluationId: Id,
  { seatId, recusal, unconfirmed }: WiderRecusal,
): Promise<void> {
  const withheld = await tx.rows<{ id: Id; number: number; keys: string[] }>(withholdStatement, [
    evaluationId,
    seatId,
    unconfirmed || recusal === 'all' ? null : recusal,
    tx.now,
  ]);
  for (const { id, number, keys } of withheld) {
    tx.record({
      type: 'round.withheld',
      subject: { kind: 'round', id },
      data: { n: number, statements: keys.length, withheldKeys: keys },
    });
    tx.signal({ topic: 'round.closed', id });
  }
}
