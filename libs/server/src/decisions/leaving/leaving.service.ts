import { decideInOrganisation, type OrganisationFunction } from '@consilium/domain/access';
import {
  canBeHanded,
  changedSince,
  holdingKey,
  type HoldingKind,
} from '@consilium/domain/decisions';
import {
  isId,
  isRefusal,
  parseText,
  refuse,
  type Id,
  type Refusal,
} from '@consilium/domain/kernel';
import { endInvitationsBy, isLastAdministrator } from '../../access';
import {
  memberIdOf,
  type Actor,
  type Outcome,
  type ReadTransaction,
  type UnitOfWork,
} from '../../platform/database';
import { loadHeirs, type Candidate, type Heirs } from './heirs';
import { filesOf, loadHeldSeats, loadHoldings, type HeldSeat, type HeldThing } from './holdings';
import { leaveCommittees } from './leave-committees';
import { leaveFile } from './leave-file';
import { refusalOf, whatChanged } from './who-takes-what';

/** Longest reason, in UTF-16 units. */
const maxReasonLength = 2_000;

/** One line of what somebody holds, as it was seen, and to whom it goes. */
export interface HandedHolding {
  readonly kind: HoldingKind;
  readonly evaluationId?: Id | null | undefined;
  readonly ids: readonly string[];
  /** Null leaves it without a holder. */
  readonly successorId?: Id | null | undefined;
}

export interface LeavingHolding extends HeldThing {
  readonly seat: HeldSeat | null;
  readonly canBeHanded: boolean;
  /** Members who may take it. */
  readonly heirs: readonly Id[];
  /** Whom it would go to unless somebody says otherwise: the substitute. */
  readonly proposed: Id | null;
}

export interface LeavingFile {
  readonly evaluationId: Id;
  readonly reference: string;
  readonly title: string;
  readonly holdings: readonly LeavingHolding[];
}

/** What a member holds, and what may become of it. */
export interface LeavingView {
  readonly memberId: Id;
  readonly displayName: string;
  /** Why she cannot leave now. */
  readonly refusal: Refusal | null;
  readonly files: readonly LeavingFile[];
  readonly committees: readonly LeavingHolding[];
  /** Invitations she sent that nobody has accepted: they end. */
  readonly invitations: number;
  readonly candidates: readonly Candidate[];
}

interface Doorkeeper {
  forgetSessions(): void;
  signOutStranded(accountId: Id): Promise<void>;
}

/** Somebody leaves the organisation: what she holds is handed over, or listed as without a holder. */
export class LeavingService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly doorkeeper: Doorkeeper,
  ) {}

  /**
   * What a member holds in files that go on and in committees, and who might take it; of a file its
   * number and title, as lists of panels show them. Null for who does not administer people.
   */
  async preview(tx: ReadTransaction, memberId: Id): Promise<LeavingView | null> {
    if (!isId(memberId) || decideInOrganisation('people.manage', tx.actor)) return null;
    const [member] = await tx.rows<{ name: string; active: boolean; last: boolean; sent: number }>(
      `select m.display_name as name, m.active,
         'administrator' = any(m.functions) and not exists (select 1 from member o
           where o.organisation_id = m.organisation_id and o.id <> m.id and o.active
             and o.suspended_at is null and 'administrator' = any(o.functions)) as last,
         (select count(*)::int from invitation i where i.organisation_id = m.organisation_id
           and i.invited_by = m.id and i.accepted_at is null and i.revoked_at is null) as sent
       from member m where m.id = $1`,
      [memberId],
    );
    if (!member) return null;
    const holdings = await loadHoldings(tx, memberId);
    // Who has rated or is recused is not for who looks at panels from outside: the act alone refuses it.
    const seats = (await loadHeldSeats(tx, holdings)).map((seat) => ({ ...seat, spoken: false }));
    const files = filesOf(holdings);
    const heirs = await loadHeirs(tx, memberId, holdings, seats, 'withoutRecusals');
    const heads = await tx.rows<{ id: Id; reference: string; title: string }>(
      'select id, reference, title from evaluation where id = any($1::uuid[]) order by id desc',
      [files],
    );
    const views = holdings.map((thing) => viewOf(thing, seats, heirs));
    return {
      memberId,
      displayName: member.name,
      refusal: !member.active
        ? refuse('member_inactive')
        : member.last
          ? refuse('last_administrator')
          : null,
      files: heads.map(({ id, reference, title }) => ({
        evaluationId: id,
        reference,
        title,
        holdings: views.filter(({ evaluationId }) => evaluationId === id),
      })),
      committees: views.filter(({ evaluationId }) => evaluationId === null),
      invitations: member.sent,
      candidates: heirs.candidates,
    };
  }

  /**
   * Closes a membership and hands over what it holds, all or nothing. Refused for the last
   * administrator, where something was given or taken since it was looked at, and where somebody may
   * not take what she is handed; what nobody takes has no holder afterwards.
   */
  async leave(
    actor: Actor,
    input: {
      readonly operationId: Id;
      readonly memberId: Id;
      /** Told to the panels, and printed. */
      readonly reason: string;
      readonly holdings: readonly HandedHolding[];
    },
  ): Promise<Outcome<Id>> {
    const { memberId, operationId } = input;
    if (!isId(memberId)) return refuse('not_found');
    const reason = parseText(input.reason.trim(), maxReasonLength);
    if (isRefusal(reason)) return reason;
    if (reason === '') return refuse('reason_required');
    const seen = input.holdings.map(({ kind, evaluationId = null, ids, successorId = null }) => ({
      kind,
      evaluationId,
      ids,
      successorId,
    }));
    const named = seen.flatMap(({ evaluationId, successorId }) => [evaluationId, successorId]);
    if (!named.every((id) => id === null || isId(id))) return refuse('not_found');
    let account: Id | null = null;
    const left = await this.unitOfWork.actInOrganisation(
      actor,
      'people.manage',
      { operationId },
      async (tx) => {
        // Files first, then people: whoever seats somebody locks in the same order.
        const held = filesOf(await loadHoldings(tx, memberId));
        await tx.rows(
          'select 1 from evaluation where id = any($1::uuid[]) order by id for update',
          [held],
        );
        if (await isLastAdministrator(tx, memberId)) return refuse('last_administrator');
        const [member] = await tx.rows<{
          account_id: Id;
          active: boolean;
          functions: OrganisationFunction[];
        }>('select account_id, active, functions from member where id = $1 for update', [memberId]);
        if (!member) return refuse('not_found');
        if (!member.active) return refuse('member_inactive');
        const holdings = await loadHoldings(tx, memberId);
        const changed = changedSince(seen, holdings);
        if (changed.length > 0) return refuse('holdings_changed', await whatChanged(tx, changed));
        const seats = await loadHeldSeats(tx, holdings);
        const heirs = await loadHeirs(tx, memberId, holdings, seats);
        const goesTo = new Map(seen.map((one) => [holdingKey(one), one.successorId]));
        const refusal = await refusalOf(tx, holdings, goesTo, heirs);
        if (refusal) return refusal;
        for (const evaluationId of filesOf(holdings)) {
          const things = holdings.filter((one) => one.evaluationId === evaluationId);
          await leaveFile(tx, evaluationId, { things, goesTo, heirs, reason });
        }
        await leaveCommittees(tx, memberId, holdings, goesTo);
        await endInvitationsBy(tx, memberId, null);
        await tx.rows(
          `update member set active = false, functions = '{}', closed_at = $2, closed_by = $3,
             closed_reason = $4 where id = $1`,
          [memberId, tx.now, memberIdOf(actor), reason],
        );
        account = member.account_id;
        tx.record({
          type: 'member.left',
          subject: { kind: 'member', id: memberId },
          data: {
            before: member.functions,
            handed: [...goesTo].flatMap(([key, to]) => (to === null ? [] : [{ key, to }])),
          },
        });
        return memberId;
      },
    );
    if (!isRefusal(left)) {
      this.doorkeeper.forgetSessions();
      if (account) await this.doorkeeper.signOutStranded(account);
    }
    return left;
  }
}

function viewOf(thing: HeldThing, seats: readonly HeldSeat[], heirs: Heirs): LeavingHolding {
  const seat =
    thing.kind === 'seat' ? (seats.find(({ seatId }) => thing.ids.includes(seatId)) ?? null) : null;
  const handed = canBeHanded(thing.kind);
  const able = handed
    ? heirs.candidates
        .map(({ memberId }) => memberId)
        .filter((memberId) => heirs.refusal(thing, memberId, false) === null)
    : [];
  const substitute = seat ? seat.substituteId : thing.substituteId;
  return {
    ...thing,
    seat,
    canBeHanded: handed,
    heirs: able,
    proposed: substitute !== null && able.includes(substitute) ? substitute : null,
  };
}
