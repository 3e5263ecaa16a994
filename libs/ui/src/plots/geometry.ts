/** How many gave each rating: index 0 counts the 1s, index 8 the 9s. */
export type RatingCounts = readonly number[];

export type Zone = 'low' | 'middle' | 'high';

/** The third of the 1–9 scale a rating or median lies in; 3.5 and 6.5 are in between. */
export function zoneOf(rating: number): Zone {
  if (rating <= 3) return 'low';
  return rating >= 7 ? 'high' : 'middle';
}

export interface Spread {
  readonly n: number;
  readonly min: number | null;
  readonly max: number | null;
}

/** Number of ratings with the lowest and the highest given. */
export function spreadOf(counts: RatingCounts): Spread {
  const given = counts.flatMap((count, index) => (count > 0 ? [index + 1] : []));
  return {
    n: counts.reduce((sum, count) => sum + count, 0),
    min: given[0] ?? null,
    max: given.at(-1) ?? null,
  };
}

export interface DotPlotGeometry {
  readonly width: number;
  readonly height: number;
  /** The line the dots stand on. */
  readonly base: number;
  readonly radius: number;
  readonly dots: readonly { readonly x: number; readonly y: number; readonly rating: number }[];
  readonly ticks: readonly { readonly x: number; readonly rating: number }[];
  readonly zones: readonly { readonly zone: Zone; readonly x: number; readonly width: number }[];
  /** Where a median or own rating stands on the axis; ratings may have halves. */
  at(rating: number): number;
}

const column = 36;
const axis = 26;
const head = 22;

/**
 * One dot per rating, stacked above its value. All lengths are in the units of the view box. `rows`
 * keeps several plots at one height; a taller stack draws its dots closer.
 */
export function dotPlot(counts: RatingCounts, rows = 6): DotPlotGeometry {
  const room = rows * 13;
  const tallest = Math.max(1, ...counts);
  const pitch = Math.min(13, room / tallest);
  const radius = Math.max(1.5, Math.min(5.5, pitch / 2 - 0.5));
  const base = head + room;
  const at = (rating: number) => (rating - 0.5) * column;
  const zones: readonly Zone[] = ['low', 'middle', 'high'];
  return {
    width: 9 * column,
    height: base + axis,
    base,
    radius,
    dots: counts.flatMap((count, index) =>
      Array.from({ length: count }, (_, stacked) => ({
        rating: index + 1,
        x: at(index + 1),
        y: base - pitch / 2 - stacked * pitch,
      })),
    ),
    ticks: Array.from({ length: 9 }, (_, index) => ({ rating: index + 1, x: at(index + 1) })),
    zones: zones.map((zone, index) => ({ zone, x: index * 3 * column, width: 3 * column })),
    at,
  };
}

/** Heights of bars, 0 to 1 of the tallest. */
export function barHeights(counts: RatingCounts): readonly number[] {
  const tallest = Math.max(1, ...counts);
  return counts.map((count) => count / tallest);
}
