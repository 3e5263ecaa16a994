import type { Clearance } from '@consilium/domain/access';
import type { ConditionState, Gate, LateRecusal } from '@consilium/domain/decisions';
import type { Id } from '@consilium/domain/kernel';
import { nothingSince, type EvaluationSnapshot, type SinceSeal } from '@consilium/domain/reports';
import type { ReadTransaction } from '../platform/database';
import { panelChangeOf, panelChangesOf, type PanelChangeRow } from './snapshot/electorate';
import { gateOf, lateRecusalsOf } from './snapshot/judgement';
import { instant, peopleOf, type MemberRow } from './snapshot/people';
import type { ConditionStepRow, SeatRow } from './snapshot/rows';
import { membersStatement, seatsOfEvaluation } from './snapshot/statements';

interface Proving {
  readonly id: Id;
  readonly title: string;
  readonly sha256: string;
  readonly clearance: Clearance;
  readonly addedBySeat: Id | null;
}

interface SinceRow {
  readonly seats: readonly SeatRow[];
  readonly conditions: readonly {
    readonly number: number;
    readonly text: string;
    readonly ownerSeat: Id | null;
    readonly ownerName: string;
    readonly dueOn: string | null;
    readonly gate: Gate | null;
    readonly state: ConditionState;
    readonly steps: readonly ConditionStepRow[];
    readonly documents: readonly Proving[];
  }[];
  readonly changes: readonly PanelChangeRow[];
  readonly lateRecusals: readonly LateRecusal[];
}

const all = (rows: string): string => `coalesce(json_agg(${rows}), '[]')`;

/** Of the adopted opinion, once a step was taken after the instant given. */
const sinceStatement = {
  name: 'report-since-seal',
  text: `select ${seatsOfEvaluation} as seats,
    (select ${all(`json_build_object('number', (select count(*) from opinion_condition b
          where b.organisation_id = n.organisation_id and b.opinion_id = n.opinion_id
            and (b.position, b.id) <= (n.position, n.id)), 'text', n.text, 'ownerSeat', n.owner_seat,
        'ownerName', n.owner_name, 'dueOn', n.due_on, 'gate', n.gate,
        'state', n.state,
        'steps', (select ${all(`json_build_object('step', k.step, 'note', k.note,
            'by', km.display_name, 'at', k.taken_at, 'documents', k.documents,
            'toSeat', k.holder_seat) order by k.taken_at, k.id`)}
          from condition_step k
          join member km on km.organisation_id = k.organisation_id and km.id = k.taken_by
          where k.organisation_id = n.organisation_id and k.condition_id = n.id),
        'documents', (select ${all(`json_build_object('id', d.id, 'title', d.title,
            'sha256', f.sha256, 'clearance', d.clearance, 'addedBySeat', (select a.id from seat a
              where a.organisation_id = d.organisation_id and a.evaluation_id = e.id
                and a.member_id = d.author_id))`)}
          from filed_document fd
          join document d on d.organisation_id = fd.organisation_id and d.id = fd.document_id
          join document_version v on v.organisation_id = fd.organisation_id
            and v.document_id = fd.document_id and v.number = fd.version_number
          join stored_file f on f.organisation_id = v.organisation_id and f.id = v.file_id
          where fd.organisation_id = n.organisation_id and fd.evaluation_id = e.id
            and exists (select 1 from condition_step g where g.organisation_id = n.organisation_id
              and g.condition_id = n.id and fd.document_id = any(g.documents))))
        order by n.position, n.id`)}
      from opinion_condition n
      join opinion p on p.organisation_id = n.organisation_id and p.id = n.opinion_id
      where p.organisation_id = e.organisation_id and p.evaluation_id = e.id
        and p.state = 'adopted' and p.superseded_at is null
        and exists (select 1 from condition_step s where s.organisation_id = n.organisation_id
          and s.condition_id = n.id and s.taken_at > $2)) as conditions,
    (select ${all(`${panelChangeOf('h')} order by h.changed_at, h.id`)}
      from panel_change h where h.organisation_id = e.organisation_id and h.evaluation_id = e.id
        and h.changed_at > $2) as changes,
    (select ${all(`json_build_object('seat', r.seat_id, 'found', r.found, 'spoke', r.spoke,
        'rated', r.rated, 'voted', r.voted, 'foundAt', r.found_at) order by r.found_at, r.id`)}
      from late_recusal r where r.organisation_id = e.organisation_id
        and r.evaluation_id = e.id and r.found_at > $2) as "lateRecusals"
  from evaluation e where e.id = $1`,
};

/** What was recorded about a sealed file after its seal; nothing of a draft. */
export async function loadSince(
  tx: ReadTransaction,
  { seal, takenAt, evaluation }: EvaluationSnapshot,
): Promise<SinceSeal> {
  if (seal === 'draft') return nothingSince;
  const [row] = await tx.rows<SinceRow & Record<string, unknown>>(sinceStatement, [
    evaluation.id,
    takenAt,
  ]);
  if (!row) return nothingSince;
  const people = peopleOf(
    row.seats,
    await tx.rows<MemberRow & Record<string, unknown>>(membersStatement, [
      row.changes.map(({ by }) => by),
    ]),
  );
  return {
    conditions: row.conditions.map(({ ownerSeat, ownerName, gate, documents, steps, ...rest }) => ({
      ...rest,
      ...gateOf(gate),
      owner: ownerSeat ? people.ofSeat(ownerSeat).name : ownerName,
      steps: steps.map(({ at, toSeat, ...step }) => ({
        ...step,
        at: instant(at),
        ...(toSeat ? { to: people.ofSeat(toSeat).name } : {}),
        documents: step.documents.flatMap((id) => documents.find((one) => one.id === id) ?? []),
      })),
    })),
    panelChanges: panelChangesOf(row.changes, people),
    lateRecusals: lateRecusalsOf(row.lateRecusals, people),
  };
}
