import { securitySubjects } from '@consilium/domain/access';
import { roomFacts } from './server';

it('knows a word in the security log for every thing on which an action can be refused', () => {
  const kinds = roomFacts.flatMap(({ subjects }) => Object.keys(subjects));
  expect(kinds).toContain('seat');
  expect(kinds.filter((kind) => !(securitySubjects as readonly string[]).includes(kind))).toEqual(
    [],
  );
});
