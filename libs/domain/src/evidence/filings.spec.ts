import type { Facts } from '../access';
import { checkFilings } from './filings';

const coordinator: Facts = {
  principal: { kind: 'person', id: 'm1' },
  organisationFunctions: ['coordinator'],
  phase: 'collecting',
  paused: false,
  seats: [],
  assignedParts: [],
  recused: 'no',
  declared: false,
  openRound: null,
  sealed: false,
};
const here = { draft: false, facts: coordinator, subject: {} };

describe('the filings of a document', () => {
  it('let a change through only when each of them does', () => {
    expect(checkFilings('evidence.purge', [here, here])).toBeNull();
    const bound = { code: 'document_bound_elsewhere' };
    for (const other of [
      { ...here, facts: null },
      { ...here, facts: { ...coordinator, organisationFunctions: [] } },
      { ...here, facts: { ...coordinator, sealed: true } },
    ]) {
      expect(checkFilings('evidence.purge', [here, other])).toMatchObject(bound);
      expect(checkFilings('evidence.edit', [other, here])).toMatchObject(bound);
      expect(checkFilings('evidence.edit', [here, { ...other, draft: true }])).toBeNull();
    }
  });
});
