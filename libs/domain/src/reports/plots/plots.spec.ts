import fc from 'fast-check';
import { reportFormat } from '../format';
import { sampleIndices } from '../samples';
import { reportWords } from '../words';
import { distributionFigure, distributionSvg } from './distribution-plot';
import { heatFigure, heatSvg, type HeatRow } from './heat-table';

const fr = reportFormat('fr', 'Europe/Paris');
const en = reportFormat('en', 'Europe/Paris');
const ratings = [1, 1, 1, 1, 5, 9, 9, 9, 9];

/** Tags of a drawing, checked to open and close in order. */
function tagsOf(svg: string): string[] {
  const open: string[] = [];
  const seen: string[] = [];
  for (const [, close, name, self] of svg.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/g)) {
    if (close) expect(open.pop()).toBe(name);
    else {
      seen.push(name ?? '');
      if (!self) open.push(name ?? '');
    }
  }
  expect(open).toEqual([]);
  return seen;
}

describe('the plot of a distribution', () => {
  it('says what it shows in a sentence with its numbers, in both languages', () => {
    const indices = sampleIndices(ratings);
    expect(distributionFigure(indices, 'E2', reportWords('fr'), fr).alt).toBe(
      'Énoncé E2\u00a0: 9 cotes, médiane 5\u00a0; répartition\u00a0: 4 fois 1, 1 fois 5 et 4 fois 9. L’intervalle P30–P70 va de 1 à 9.',
    );
    expect(distributionFigure(indices, 'E2', reportWords('en'), en).alt).toBe(
      'Statement E2: 9 ratings, median 5; spread: 1 4 times, 5 once and 9 4 times. The P30–P70 interval runs from 1 to 9.',
    );
  });

  it('draws one dot for each rating, and bars where there are many', () => {
    const few = distributionSvg(sampleIndices(ratings), 'x');
    expect(few.match(/<circle/g)?.length).toBe(9);
    const many = distributionSvg(sampleIndices([...Array(30).fill(8), 2]), 'x');
    expect(many).not.toContain('<circle');
    expect(many).toContain('>30</text>');
  });

  it('has a table with the same numbers', () => {
    const { table } = distributionFigure(sampleIndices(ratings), 'E2', reportWords('fr'), fr);
    expect(table?.rows.map(([, count]) => count)).toEqual([
      '4',
      '0',
      '0',
      '0',
      '1',
      '0',
      '0',
      '0',
      '4',
    ]);
  });

  it('is well formed and without a missing number for any ratings', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 }), (values) => {
        const svg = distributionSvg(sampleIndices(values), 'x');
        expect(svg).not.toMatch(/NaN|undefined|null|Infinity/);
        tagsOf(svg);
        expect(distributionSvg(sampleIndices(values), 'x')).toBe(svg);
      }),
    );
  });
});

describe('the heat table', () => {
  const row = (label: string, groups: Record<string, number[]>): HeatRow => ({
    label,
    overall: sampleIndices(Object.values(groups).flat()),
    byProfession: Object.entries(groups).map(([profession, values]) => ({
      profession,
      indices: sampleIndices(values, false),
    })),
  });
  const rows = [
    row('E1', { cardiologue: [8, 9], patient: [7] }),
    row('E2', { cardiologue: [9, 9, 9, 9], patient: [1, 1, 1, 1], infirmière: [] }),
  ];

  it('names the lowest median and the disagreements', () => {
    expect(heatFigure(rows, reportWords('fr'), fr).alt).toBe(
      'Tableau des médianes de 2 énoncés pour l’ensemble de la commission et 3 professions. La plus basse est 1, donnée par la profession «\u00a0patient\u00a0» pour E2. Désaccord du groupe\u00a0: E2.',
    );
  });

  it('gives every cell its number and zone, not a shade alone', () => {
    const svg = heatSvg(rows, 'Ensemble', 'x', fr);
    expect(svg).toContain('▲ 9');
    expect(svg).toContain('▼ 1');
    expect(svg).toContain('◆ 5');
    expect(svg.match(/stroke-width="2"/g)?.length).toBe(1);
  });

  it('keeps any name of a profession text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
        const svg = heatSvg([row('E1', { [`${name}<script>`]: [5] })], 'x', name, fr);
        expect([...new Set(tagsOf(svg))].sort()).toEqual(['line', 'rect', 'svg', 'text']);
      }),
    );
  });
});
