import { groupOf, inOrder, latePeople, pathOfWork, stepsOf, type Work } from '.';

const work = (changes: Partial<Work>): Work => ({
  kind: 'answer',
  id: 'p1',
  evaluationId: 'e1',
  dueOn: null,
  ...changes,
});

describe('what waits for a person', () => {
  it('comes by date, undated last, declarations before ratings', () => {
    const lines = [
      work({ id: 'undated' }),
      work({ id: 'rate', kind: 'rate', dueOn: '2026-12-04' }),
      work({ id: 'declare', kind: 'declaration', dueOn: '2026-12-04' }),
      work({ id: 'late', dueOn: '2026-11-20' }),
    ];
    expect(inOrder(lines).map(({ id }) => id)).toEqual(['late', 'declare', 'rate', 'undated']);
  });

  it.each([
    ['2026-11-23', 'late'],
    ['2026-11-24', 'today'],
    ['2026-12-01', 'week'],
    ['2026-12-02', 'later'],
    [null, 'undated'],
  ])('groups %s as %s', (dueOn, group) => {
    expect(groupOf({ dueOn }, '2026-11-24')).toBe(group);
  });

  it('leads to the exact place', () => {
    expect(pathOfWork(work({}))).toBe('evaluations/e1/answer?part=p1');
    expect(pathOfWork(work({ kind: 'mention', questionKey: 'Q01.need.problem' }))).toBe(
      'evaluations/e1/answer#Q01.need.problem',
    );
    expect(pathOfWork(work({ kind: 'declaration' }))).toBe('evaluations/e1/interests');
    expect(pathOfWork(work({ kind: 'rate', round: 2 }))).toBe('evaluations/e1/rounds/2');
    expect(pathOfWork(work({ kind: 'advice' }))).toBe('evaluations/e1/advice');
    expect(pathOfWork(work({ kind: 'vote' }))).toBe('evaluations/e1/decision#vote');
    expect(pathOfWork(work({ kind: 'condition', id: 'c1' }))).toBe(
      'evaluations/e1/decision#condition-c1',
    );
    expect(pathOfWork(work({ kind: 'confirm', id: 'c1' }))).toBe(
      'evaluations/e1/decision#condition-c1',
    );
  });
});

describe('the way of a file', () => {
  const dates = [
    { phase: 'draft', plannedOn: null, enteredOn: '2026-10-01', leftOn: '2026-10-05' },
    { phase: 'collecting', plannedOn: '2026-11-18', enteredOn: '2026-10-05', leftOn: null },
    { phase: 'rating', plannedOn: '2026-12-04', enteredOn: null, leftOn: null },
  ] as const;
  const options = { rounds: true, pilots: false };

  it('says what is done, skipped, late and still planned', () => {
    const steps = stepsOf({ phase: 'collecting', paused: false }, options, dates, '2026-11-24');
    const of = (phase: string) => steps.find((step) => step.phase === phase);
    expect(of('draft')).toMatchObject({ state: 'done', actual: '2026-10-05' });
    expect(of('screening')).toMatchObject({ state: 'skipped' });
    expect(of('collecting')).toMatchObject({ state: 'current', late: true, actual: '2026-10-05' });
    expect(of('rating')).toMatchObject({ state: 'upcoming', planned: '2026-12-04', late: false });
    expect(of('pilot')).toBeUndefined();
  });

  it('stops the clocks while paused, and ends with an exit', () => {
    const paused = stepsOf({ phase: 'collecting', paused: true }, options, dates, '2026-11-24');
    expect(paused.some(({ late }) => late)).toBe(false);
    const gone = stepsOf({ phase: 'cancelled', paused: false }, options, dates, '2026-11-24');
    expect(gone.map(({ phase }) => phase)).toEqual(['draft', 'collecting', 'cancelled']);
  });
});

describe('late people', () => {
  const parts = [
    { id: 'a', submitted: false, dueOn: '2026-11-20', assignees: [{ seatId: 's1', name: 'Zoé' }] },
    {
      id: 'b',
      submitted: false,
      dueOn: '2026-11-23',
      assignees: [
        { seatId: 's1', name: 'Zoé' },
        { seatId: 's2', name: 'Abel' },
      ],
    },
    { id: 'c', submitted: true, dueOn: '2026-11-01', assignees: [{ seatId: 's3', name: 'Léa' }] },
    { id: 'd', submitted: false, dueOn: '2026-11-24', assignees: [{ seatId: 's3', name: 'Léa' }] },
  ];

  it('are named once, with all they owe, the latest first', () => {
    expect(latePeople(parts, { paused: false, today: '2026-11-24' })).toEqual([
      { seatId: 's1', name: 'Zoé', parts: ['a', 'b'], daysLate: 4 },
      { seatId: 's2', name: 'Abel', parts: ['b'], daysLate: 1 },
    ]);
  });

  it('are nobody while the file waits for its supplier', () => {
    expect(latePeople(parts, { paused: true, today: '2026-11-24' })).toEqual([]);
  });
});
