import { barHeights, dotPlot, spreadOf, zoneOf } from './geometry';

describe('zoneOf', () => {
  it('cuts the scale in thirds, halves of medians in between', () => {
    expect([1, 3, 3.5, 5, 6.5, 7, 9].map(zoneOf)).toEqual([
      'low',
      'low',
      'middle',
      'middle',
      'middle',
      'high',
      'high',
    ]);
  });
});

describe('spreadOf', () => {
  it('finds number, lowest and highest', () => {
    expect(spreadOf([0, 0, 1, 0, 0, 0, 2, 0, 0])).toEqual({ n: 3, min: 3, max: 7 });
    expect(spreadOf([0, 0, 0, 0, 0, 0, 0, 0, 0])).toEqual({ n: 0, min: null, max: null });
  });
});

describe('dotPlot', () => {
  it('draws one dot per rating above its value, none outside the box', () => {
    const counts = [4, 0, 0, 0, 1, 0, 0, 0, 40];
    const plot = dotPlot(counts);
    expect(plot.dots).toHaveLength(45);
    for (const dot of plot.dots) {
      expect(dot.x).toBe(plot.at(dot.rating));
      expect(dot.y - plot.radius).toBeGreaterThanOrEqual(0);
      expect(dot.y).toBeLessThan(plot.base);
    }
    expect(plot.at(9)).toBeLessThan(plot.width);
  });

  it('keeps the dots of one stack apart', () => {
    const ys = dotPlot([0, 0, 0, 0, 20, 0, 0, 0, 0]).dots.map(({ y }) => y);
    expect(new Set(ys).size).toBe(20);
  });

  it('places a half between two values', () => {
    const { at } = dotPlot([0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(at(6.5)).toBe((at(6) + at(7)) / 2);
  });
});

describe('barHeights', () => {
  it('measures against the tallest, and survives none', () => {
    expect(barHeights([0, 1, 2])).toEqual([0, 0.5, 1]);
    expect(barHeights([0, 0])).toEqual([0, 0]);
  });
});
