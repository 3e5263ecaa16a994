import { createHash } from 'node:crypto';
import { canonicalJson, type Id } from '@consilium/domain/kernel';
import type { WriteTransaction } from '../platform/database';

/** What is being sealed. */
export interface Seal {
  readonly kind: 'opinion' | 'decision';
  readonly takenAt: Date;
}

/**
 * Gives the file as plain JSON, read inside the sealing transaction while the evaluation is locked,
 * so that what is hashed is what was decided on.
 */
export interface SnapshotSource {
  build(tx: WriteTransaction, evaluationId: Id, seal: Seal): Promise<unknown>;
}

export interface SealedSnapshot {
  readonly id: Id;
  readonly hash: string;
  readonly hashAlg: 'sha256';
}

/**
 * Seals the file: the exact bytes of its canonical form (RFC 8785), the same as JSON, and their hash.
 * The last thing of its transaction, so that it holds what the transaction wrote.
 */
export async function sealSnapshot(
  tx: WriteTransaction,
  source: SnapshotSource,
  evaluationId: Id,
  of: {
    readonly kind: Seal['kind'];
    readonly opinionId: Id | null;
    readonly decisionId: Id | null;
  },
): Promise<SealedSnapshot> {
  const content = await source.build(tx, evaluationId, { kind: of.kind, takenAt: tx.now });
  const canonical = canonicalJson(content);
  const hash = createHash('sha256').update(canonical).digest('hex');
  const id = tx.newId();
  await tx.rows(
    `insert into snapshot (organisation_id, id, evaluation_id, kind, opinion_id, decision_id,
       canonical, content, hash, hash_alg, sealed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, 'sha256', $10)`,
    [
      tx.actor.organisationId,
      id,
      evaluationId,
      of.kind,
      of.opinionId,
      of.decisionId,
      canonical,
      canonical,
      hash,
      tx.now,
    ],
  );
  return { id, hash, hashAlg: 'sha256' };
}

const wholeFile = `select jsonb_build_object(
    'evaluation', to_jsonb(e),
    'device', (select to_jsonb(v) || jsonb_build_object('device', to_jsonb(d)) from device_version v
      join device d on d.organisation_id = v.organisation_id and d.id = v.device_id
      where v.organisation_id = e.organisation_id and v.id = e.device_version_id),
    'template', (select jsonb_build_object('key', t.template_key, 'version', t.version,
        'contentHash', t.content_hash) from template_version t
      where t.organisation_id = e.organisation_id and t.id = e.template_version_id),
    'seats', (select coalesce(jsonb_agg(to_jsonb(s) order by s.id), '[]') from seat s
      where s.organisation_id = e.organisation_id and s.evaluation_id = e.id),
    'answers', (select coalesce(jsonb_agg(jsonb_build_object('question', a.question_key,
        'site', a.site_id, 'state', a.state, 'value', a.value, 'comment', a.comment,
        'version', a.version, 'authorSeat', a.author_seat_id) order by a.question_key, a.id), '[]')
      from answer a join answer_set x on x.organisation_id = a.organisation_id
        and x.id = a.answer_set_id
      where x.organisation_id = e.organisation_id and x.evaluation_id = e.id),
    'rounds', (select coalesce(jsonb_agg(jsonb_build_object('number', r.number,
        'openedAt', r.opened_at, 'closedAt', r.closed_at, 'results', x.results)
        order by r.number), '[]')
      from round r join round_result x on x.organisation_id = r.organisation_id and x.id = r.id
      where r.organisation_id = e.organisation_id and r.evaluation_id = e.id),
    'meetings', (select coalesce(jsonb_agg(to_jsonb(m) || jsonb_build_object('attendance',
        (select coalesce(jsonb_agg(to_jsonb(l) order by l.seat_id), '[]') from meeting_attendance l
          where l.organisation_id = m.organisation_id and l.meeting_id = m.id))
        order by m.number), '[]')
      from meeting m where m.organisation_id = e.organisation_id and m.evaluation_id = e.id),
    'overrides', (select coalesce(jsonb_agg(to_jsonb(b) order by b.made_at, b.id), '[]')
      from blocker_override b where b.organisation_id = e.organisation_id
        and b.evaluation_id = e.id),
    'opinions', (select coalesce(jsonb_agg(to_jsonb(o) || jsonb_build_object(
        'conditions', (select coalesce(jsonb_agg(to_jsonb(c) order by c.position), '[]')
          from opinion_condition c where c.organisation_id = o.organisation_id
            and c.opinion_id = o.id),
        'votes', (select coalesce(jsonb_agg(to_jsonb(w) order by w.seat_id), '[]') from vote w
          where w.organisation_id = o.organisation_id and w.opinion_id = o.id),
        'minority', (select coalesce(jsonb_agg(to_jsonb(y) order by y.seat_id), '[]')
          from minority_opinion y where y.organisation_id = o.organisation_id
            and y.opinion_id = o.id)) order by o.cycle), '[]')
      from opinion o where o.organisation_id = e.organisation_id and o.evaluation_id = e.id),
    'decisions', (select coalesce(jsonb_agg(to_jsonb(d) order by d.decided_at), '[]')
      from decision d where d.organisation_id = e.organisation_id and d.evaluation_id = e.id)) as file
  from evaluation e where e.id = $1`;

/** The rows of the file as they stand, without shape of its own. */
export const plainSnapshots: SnapshotSource = {
  build: async (tx, evaluationId, { kind, takenAt }) => {
    const [row] = await tx.rows<{ file: object }>(wholeFile, [evaluationId]);
    if (!row) throw new Error(`no evaluation ${evaluationId}`);
    return { schema: 'consilium.plain/1', seal: kind, takenAt: takenAt.toISOString(), ...row.file };
  },
};
