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
  practice: false,
};
const here = { draft: false, facts: coordinator, subject: {} };

describe('the filings of a document', () => {
  it('let a change through only when each of them does', () => {
    expect(checkFilings('evidence.purge', [here, here])).toBeNull();
    const bound = { code: 'document_bound_elsewhere' };
    const sealed = { ...here, facts: { ...coordinator, sealed: true } };
    const elsewhere = [
      { ...here, facts: null },
      { ...here, facts: { ...coordinator, organisationFunctions: [] } },
    ];
    for (const other of elsewhere) {
      expect(checkFilings('evidence.purge', [here, other])).toMatchObject(bound);
    }
    for (const other of [...elsewhere, sealed]) {
      expect(checkFilings('evidence.edit', [other, here])).toMatchObject(bound);
      expect(checkFilings('evidence.edit', [here, { ...other, draft: true }])).toBeNull();
    }
  });

  it('let patient data be erased from a sealed one', () => {
    const sealed = { ...here, facts: { ...coordinator, sealed: true } };
    expect(checkFilings('evidence.purge', [here, sealed])).toBeNull();
  });
});
