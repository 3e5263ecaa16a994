import { useState } from 'react';
import { holdingsOf, keyOf, type Holding, type Leaving } from './leaving-operations';

/** Who takes what somebody leaves: as it was proposed, and as the reader chose since. */
export function useSuccessors(leaving: Leaving) {
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const seatHeirOf = (evaluationId: string | null): string | null => {
    const seat = leaving.files
      .find((file) => file.evaluationId === evaluationId)
      ?.holdings.find(({ kind }) => kind === 'seat');
    return seat ? (chosen[keyOf(seat)] ?? seat.proposed ?? '') || null : null;
  };
  /** Parts and conditions follow the seat, unless somebody says otherwise. */
  const heirOf = (one: Holding): string | null => {
    if (!one.canBeHanded) return null;
    const said = chosen[keyOf(one)];
    if (said !== undefined) return said || null;
    return one.kind === 'parts' || one.kind === 'conditions'
      ? seatHeirOf(one.evaluationId)
      : one.proposed;
  };
  const all = holdingsOf(leaving);
  return {
    all,
    heirOf,
    /** Who takes the seat of the same file, and so may take this as well. */
    alsoHeirOf: (one: Holding) => (one.kind === 'seat' ? null : seatHeirOf(one.evaluationId)),
    choose: (one: Holding, to: string) => setChosen((now) => ({ ...now, [keyOf(one)]: to })),
    orphaned: all.filter((one) => one.canBeHanded && heirOf(one) === null),
  };
}

export type Successors = ReturnType<typeof useSuccessors>;
