import { carriesPower, noPower } from '@consilium/domain/access';
import { holdingKey, type HoldingKind } from '@consilium/domain/decisions';
import type { Id } from '@consilium/domain/kernel';
import { freeThreads } from '../../discussion';
import { closeSeat, moveParts, powerOf, seatAt, takeOver, writeChange } from '../../evaluations';
import type { WriteTransaction } from '../../platform/database';
import { handOver } from '../condition-holder';
import type { Heirs } from './heirs';
import type { HeldThing } from './holdings';
import { voidProxies } from './proxies';
import type { Goes } from './who-takes-what';

/** Hands over, or vacates, all that is held on one file. */
export async function leaveFile(
  tx: WriteTransaction,
  evaluationId: Id,
  given: {
    readonly things: readonly HeldThing[];
    readonly goesTo: Goes;
    readonly heirs: Heirs;
    readonly reason: string;
  },
): Promise<void> {
  const { things, goesTo, heirs, reason } = given;
  const of = (kind: HoldingKind) => things.find((one) => one.kind === kind);
  const heirOf = (thing: HeldThing | undefined) =>
    thing ? (goesTo.get(holdingKey(thing)) ?? null) : null;
  const conditions = of('conditions');
  const handConditions = async (owner: Id | null) => {
    for (const conditionId of owner === null ? [] : (conditions?.ids ?? [])) {
      await handOver(tx, evaluationId, { conditionId, seatId: owner as Id, reason });
    }
  };
  const seatId = of('seat')?.ids[0];
  if (!seatId) {
    // Her seat ended before; what she saw to did not.
    await handConditions(placeOf(heirs, evaluationId, heirOf(conditions)));
    return;
  }
  const seat = await seatAt(tx, { seatId });
  if (!seat) throw new Error('who leaves a file has no seat on it');

  if (of('proxies')) await voidProxies(tx, evaluationId, seat.id);
  await freeThreads(tx, evaluationId, seat.id);
  const seatHeir = heirOf(of('seat'));
  const parts = of('parts');
  const partsHeir = heirOf(parts);
  if (seatHeir !== null && parts && partsHeir !== seatHeir) {
    // What goes elsewhere must not follow the seat.
    await moveParts(tx, evaluationId, parts.ids, seat.id, placeOf(heirs, evaluationId, partsHeir));
  }
  let newSeat: Id | null = null;
  if (seatHeir !== null) {
    newSeat = await takeOver(tx, evaluationId, {
      kind: seatHeir === seat.substituteId ? 'substituted' : 'replaced',
      vacant: seat,
      memberId: seatHeir,
      held: await seatAt(tx, { evaluationId, memberId: seatHeir }),
      reason,
    });
  }
  const placed = (to: Id | null) =>
    to !== null && to === seatHeir ? newSeat : placeOf(heirs, evaluationId, to);
  if (parts && (partsHeir === seatHeir || seatHeir === null)) {
    await moveParts(tx, evaluationId, parts.ids, seat.id, placed(partsHeir));
  }
  await handConditions(placed(heirOf(conditions)));
  if (newSeat === null) {
    await closeSeat(tx, seat.id);
    if (carriesPower(seat, []) || seat.placed) {
      await writeChange(tx, evaluationId, {
        kind: 'vacated',
        seatId: seat.id,
        before: powerOf(seat),
        after: { ...noPower, profession: seat.profession },
        reason,
      });
    }
  }
  tx.record({
    type: 'panel.holder_left',
    evaluationId,
    subject: { kind: 'seat', id: seat.id },
    data: { seatIds: newSeat === null ? [] : [newSeat] },
  });
  tx.signal({ topic: 'panel.changed', evaluationId, id: seat.id });
  tx.signal({ topic: 'part.changed', evaluationId });
}

const placeOf = (heirs: Heirs, evaluationId: Id, memberId: Id | null): Id | null =>
  memberId === null ? null : (heirs.seatOf(evaluationId, memberId)?.seatId ?? null);
