import type { AccountState, AnswerRole } from '@consilium/domain/access';
import type {
  DeclarationStatus,
  Interest,
  InterestLevel,
  InterestParty,
  PanelChangeKind,
  PanelSeat,
} from '@consilium/domain/evaluations';
import type { Id } from '@consilium/domain/kernel';
import {
  accountOpen,
  accountStateOf,
  activeSeat,
  mandateRuns,
  today,
  type ReadTransaction,
} from '../platform/database';
import type { SeatPower } from './panel.entities';
import { declarationStatusOf } from './declaration-status';
import { isElector } from './electorate';
import { leftEmpty } from './left-seats';
import { weighersOf } from './weighers';

/** A declaration as it is kept. */
export interface DeclarationRecord {
  readonly version: number;
  readonly nothing: boolean;
  readonly interests: readonly Interest[] | null;
  readonly confirmedAgainst: readonly InterestParty[];
  readonly declaredAt: string;
  /** The day of the declaration in the organisation's zone. */
  readonly declaredOn: string;
  readonly level: InterestLevel | null;
  readonly recusedSections: readonly string[];
  readonly reason: string | null;
  readonly assessedBy: string | null;
  readonly assessedAt: string | null;
}

/** A seat with who holds it and what she declared, not yet redacted for any reader. */
export interface SeatRecord extends PanelSeat {
  readonly memberId: Id;
  readonly displayName: string;
  readonly answerRoles: readonly AnswerRole[];
  readonly seatedFrom: string;
  readonly seatedTo: string | null;
  /** How long its mandate was given for, if that day is to come; null where nobody said. */
  readonly remainsTo: string | null;
  readonly revision: number;
  /** Its mandate runs today, whoever can sign in. */
  readonly mandated: boolean;
  /** It ended as its holder left, and what it carried has come to nobody. */
  readonly leftEmpty: boolean;
  /** Whether its holder can sign in. */
  readonly account: AccountState;
  /** Who steps in when it is vacated, if she still can. */
  readonly substitute: string | null;
  readonly substituteId: Id | null;
  /** Why a sole administrator gave herself what it carries. */
  readonly selfGrantedReason: string | null;
  readonly declared: DeclarationRecord | null;
  /** Seats that may weigh what it declared. */
  readonly weighers: readonly Id[];
}

interface SeatRow extends Omit<SeatRecord, 'declaration'> {
  readonly status: DeclarationStatus;
}

/** SQL: how long the mandate of the seat `s` was given for, if that day is to come. */
export const remainsTo = `(case when s.seated_to >= ${today} then s.seated_to::text
  when s.mandate_to >= ${today} then s.mandate_to::text end)`;

const seatsStatement = {
  name: 'panel-seats',
  text: `select s.id as seat, s.member_id as "memberId", m.display_name as "displayName", s.profession,
    s.answer_roles as "answerRoles", s.functions, s.votes, s.seated_from::text as "seatedFrom",
    s.seated_to::text as "seatedTo", ${remainsTo} as "remainsTo", s.revision, ${accountStateOf('m')} as account,
    u.display_name as substitute, u.id as "substituteId",
    s.self_granted_reason as "selfGrantedReason", ${activeSeat('s')} as active, ${mandateRuns('s')} as mandated,
    ${leftEmpty} as "leftEmpty",
    ${isElector('e', 's')} as elector,
    ${declarationStatusOf('d')} as status, ${weighersOf('s')} as weighers,
    case when d.assessment is distinct from 'major' then null
      when cardinality(d.recused_sections) = 0 then '"all"'::json
      else to_json(d.recused_sections) end as recusal,
    case when d.id is not null then json_build_object('version', d.version, 'nothing', d.nothing_to_declare,
      'interests', d.interests, 'confirmedAgainst', d.confirmed_against,
      'declaredAt', d.declared_at, 'declaredOn', (d.declared_at at time zone o.time_zone)::date,
      'level', d.assessment, 'recusedSections', d.recused_sections,
      'reason', d.assessment_reason, 'assessedAt', d.assessed_at,
      'assessedBy', (select am.display_name from seat a
        join member am on am.organisation_id = a.organisation_id and am.id = a.member_id
        where a.organisation_id = d.organisation_id and a.id = d.assessed_by_seat)) end as declared
  from seat s
  join evaluation e on e.organisation_id = s.organisation_id and e.id = s.evaluation_id
  join organisation o on o.id = s.organisation_id
  join member m on m.organisation_id = s.organisation_id and m.id = s.member_id
  left join member u on u.organisation_id = s.organisation_id and u.id = s.substitute_id
    and ${accountOpen('u')}
  left join declaration d on d.organisation_id = s.organisation_id and d.seat_id = s.id
  where s.evaluation_id = $1
  order by m.display_name collate "fr-x-icu", s.id`,
};

/** Every seat the file ever had, in one statement. */
export async function loadSeats(tx: ReadTransaction, evaluationId: Id): Promise<SeatRecord[]> {
  const rows = await tx.rows<SeatRow & Record<string, unknown>>(seatsStatement, [evaluationId]);
  return rows.map(({ status, ...row }) => ({ ...row, declaration: status }));
}

/** A change of the panel made in the open, with names as they are now. */
export interface PanelChangeView {
  readonly id: Id;
  readonly kind: PanelChangeKind;
  readonly seatId: Id;
  readonly person: string;
  readonly replaced: string | null;
  readonly before: SeatPower | null;
  readonly after: SeatPower;
  readonly reason: string;
  readonly changedBy: string;
  readonly changedAt: string;
  /** A sole administrator gave it to herself. */
  readonly self: boolean;
}

const changesStatement = {
  name: 'panel-changes',
  text: `select c.id, c.kind, c.seat_id as "seatId", m.display_name as person,
    o.display_name as replaced, c.before, c.after, c.reason, b.display_name as "changedBy",
    c.changed_at, c.changed_by = s.member_id as self
  from panel_change c
  join seat s on s.organisation_id = c.organisation_id and s.id = c.seat_id
  join member m on m.organisation_id = s.organisation_id and m.id = s.member_id
  join member b on b.organisation_id = c.organisation_id and b.id = c.changed_by
  left join seat r on r.organisation_id = c.organisation_id and r.id = c.replaced_seat_id
  left join member o on o.organisation_id = r.organisation_id and o.id = r.member_id
  where c.evaluation_id = $1 order by c.changed_at, c.id`,
};

/** Every change of the panel made in the open, the oldest first. */
export async function loadChanges(
  tx: ReadTransaction,
  evaluationId: Id,
): Promise<PanelChangeView[]> {
  const rows = await tx.rows<Omit<PanelChangeView, 'changedAt'> & { changed_at: Date }>(
    changesStatement,
    [evaluationId],
  );
  return rows.map(({ changed_at, ...row }) => ({ ...row, changedAt: changed_at.toISOString() }));
}
