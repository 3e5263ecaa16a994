import { fractionOf } from './fraction';

it.each([
  [0.5, 1, 2],
  [0.6667, 2, 3],
  [2 / 3, 2, 3],
  [0.75, 3, 4],
  [0, 0, 1],
  [1, 1, 1],
  [0.512, 512, 1000],
])('reads %d as %d over %d', (share, numerator, denominator) => {
  expect(fractionOf(share)).toEqual({ numerator, denominator });
});
