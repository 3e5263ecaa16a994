import type { AnswerRole, Granter, SeatFunction } from '@consilium/domain/access';
import {
  canBeHanded,
  refusalOfCommitteeHeir,
  refusalOfConditionsHeir,
  refusalOfPartsHeir,
  refusalOfSeatHeir,
  type Heir,
} from '@consilium/domain/decisions';
import type { Recusal } from '@consilium/domain/evaluations';
import { refuse, type Id, type Refusal } from '@consilium/domain/kernel';
import { administersAlone, committeesDecidedOn } from '../../access';
import { recusedFromFile } from '../../evaluations';
import {
  accountOpen,
  activeSeat,
  memberIdOf,
  today,
  type ReadTransaction,
} from '../../platform/database';
import { filesOf, type HeldSeat, type HeldThing } from './holdings';

/** Somebody who can sign in, and might take over. */
export interface Candidate {
  readonly memberId: Id;
  readonly displayName: string;
  readonly profession: string;
}

interface FileSeat {
  readonly seatId: Id;
  readonly evaluationId: Id;
  readonly memberId: Id;
  readonly functions: readonly SeatFunction[];
  readonly answerRoles: readonly AnswerRole[];
  readonly votes: boolean;
  readonly active: boolean;
  readonly placed: boolean;
  readonly recusal: Recusal | null;
}

/** An administrator towards a file; whoever is recused from it chooses nobody there. */
type Standing = Omit<Granter, 'own' | 'sole'> & { readonly recused: boolean };

/** Who might take over what, as the rules find it: loaded once for all files. */
export interface Heirs {
  readonly candidates: readonly Candidate[];
  /** The seat of a member on a file, whatever became of it. */
  seatOf(evaluationId: Id, memberId: Id): FileSeat | null;
  /** Why a member may not be handed something; null when she may. */
  refusal(thing: HeldThing, memberId: Id, takesSeat: boolean): Refusal | null;
}

const candidatesStatement = {
  name: 'leaving-candidates',
  text: `select m.id as "memberId", m.display_name as "displayName", m.profession from member m
    where m.organisation_id = $1 and ${accountOpen('m')} and m.id <> $2
    order by m.display_name collate "fr-x-icu", m.id`,
};

const fileSeatsStatement = {
  name: 'leaving-file-seats',
  text: `select s.id as "seatId", s.evaluation_id as "evaluationId", s.member_id as "memberId",
    s.functions, s.answer_roles as "answerRoles", s.votes, ${activeSeat('s')} as active,
    exists (select 1 from electorate_place p where p.organisation_id = $1 and p.seat_id = s.id)
      as placed,
    case when d.assessment is distinct from 'major' then null
      when cardinality(d.recused_sections) = 0 then '"all"'::json
      else to_json(d.recused_sections) end as recusal
  from seat s
  left join declaration d on d.organisation_id = s.organisation_id and d.seat_id = s.id
  where s.organisation_id = $1 and s.evaluation_id = any($2::uuid[])`,
};

const wide = `'{coordinator,decision_maker}'::text[]`;

/** How the administrator `$3` stands to each file: decisions 0011 and 0023. */
const standingStatement = {
  name: 'leaving-standing',
  text: `select e.id as "evaluationId",
    i.functions && ${wide} or exists (select 1 from seat s where s.organisation_id = $1
      and s.evaluation_id = e.id and s.member_id = i.id
      and (s.seated_to is null or s.seated_to >= ${today})
      and (s.votes or cardinality(s.functions) > 0)) as acts,
    'decision_maker' = any(i.functions) or exists (select 1 from seat s where s.organisation_id = $1
      and s.evaluation_id = e.id and s.member_id = i.id
      and (s.seated_to is null or s.seated_to >= ${today})
      and (s.votes or s.functions && '{chair,decision_maker}')) as decides,
    exists (select 1 from round r where r.organisation_id = $1 and r.evaluation_id = e.id
      and r.state = 'open') or exists (select 1 from opinion o where o.organisation_id = $1
      and o.evaluation_id = e.id and o.state = 'voting') as judging,
    ${recusedFromFile('$3')} as recused
  from evaluation e join member i on i.organisation_id = $1 and i.id = $3
  where e.organisation_id = $1 and e.id = any($2::uuid[])`,
};

/** Loads who might take over what a member holds: five statements, however much it is. */
export async function loadHeirs(
  tx: ReadTransaction,
  leaver: Id,
  holdings: readonly HeldThing[],
  seats: readonly HeldSeat[],
  known: 'all' | 'withoutRecusals' = 'all',
): Promise<Heirs> {
  const { organisationId } = tx.actor;
  const files = filesOf(holdings);
  const by = memberIdOf(tx.actor) ?? '';
  const candidates = await tx.rows<Candidate & Record<string, unknown>>(candidatesStatement, [
    organisationId,
    leaver,
  ]);
  const seated = await tx.rows<FileSeat & Record<string, unknown>>(fileSeatsStatement, [
    organisationId,
    files,
  ]);
  const standing = await tx.rows<Standing & { evaluationId: Id } & Record<string, unknown>>(
    standingStatement,
    [organisationId, files, by],
  );
  const inside = await committeesDecidedOn(
    tx,
    holdings.flatMap(({ committeeId }) => committeeId ?? []),
  );
  const sole = await administersAlone(tx, by);
  const open = new Set(candidates.map(({ memberId }) => memberId));
  const bySeat = new Map(seated.map((seat) => [`${seat.evaluationId} ${seat.memberId}`, seat]));
  const seatOf = (file: Id, member: Id) => bySeat.get(`${file} ${member}`) ?? null;
  const left = new Map(seats.map((seat) => [seat.evaluationId, seat]));
  const stands = new Map(standing.map((one) => [one.evaluationId, { ...one, sole }]));

  const refusal = (thing: HeldThing, memberId: Id, takesSeat: boolean): Refusal | null => {
    const { kind, evaluationId } = thing;
    if (!canBeHanded(kind)) return refuse('invalid_input');
    if (!open.has(memberId)) return refuse('successor_inactive');
    const own = memberId === by;
    if (evaluationId === null) {
      return refusalOfCommitteeHeir(
        { own },
        thing.committeeId !== null && inside.includes(thing.committeeId),
      );
    }
    const held = seatOf(evaluationId, memberId);
    const heir: Heir = {
      memberId,
      own,
      held,
      recusal: known === 'all' ? (held?.recusal ?? null) : null,
    };
    const seat = left.get(evaluationId);
    const granter = stands.get(evaluationId);
    if (!granter) throw new Error('what is held belongs to no file');
    if (granter.recused) return refuse('recused');
    if (kind === 'seat') {
      if (!seat) throw new Error('what is held belongs to no seat');
      return refusalOfSeatHeir(seat, heir, granter);
    }
    return kind === 'parts'
      ? refusalOfPartsHeir(thing, heir, takesSeat)
      : refusalOfConditionsHeir(heir, takesSeat, { leaver, by });
  };
  return { candidates, seatOf, refusal };
}
