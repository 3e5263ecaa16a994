import enCommon from '../../messages/en/common.json' with { type: 'json' };
import frCommon from '../../messages/fr/common.json' with { type: 'json' };
import { checkOrder, dateNames, detailsInWords, farthestFrom } from './date-order';

describe('days in order', () => {
  it('follow one another, the same day included, whatever was not given', () => {
    expect(
      checkOrder(
        ['opened_on', '2026-05-01'],
        ['called_on', null],
        ['held_on', '2026-05-01'],
        ['farthest', '2056-12-31'],
      ),
    ).toBeNull();
    expect(checkOrder()).toBeNull();
  });

  it('are refused with the name and the day of both, across what was not given', () => {
    expect(
      checkOrder(['opened_on', '2026-05-01'], ['called_on', null], ['held_on', '1999-12-31']),
    ).toMatchObject({
      code: 'dates_out_of_order',
      details: {
        before: 'opened_on',
        beforeOn: '2026-05-01',
        after: 'held_on',
        afterOn: '1999-12-31',
      },
    });
  });

  it('end thirty years ahead', () => {
    const farthest = farthestFrom('2026-11-30');
    expect(checkOrder(['due_on', '2056-12-31'], farthest)).toBeNull();
    expect(checkOrder(['due_on', '2999-01-01'], farthest)?.details).toMatchObject({
      before: 'due_on',
      after: 'farthest',
    });
  });

  it('have a name in both languages', () => {
    expect(Object.keys(frCommon.dateNames).sort()).toEqual([...dateNames].sort());
    expect(Object.keys(enCommon.dateNames).sort()).toEqual([...dateNames].sort());
  });
});

it('writes the days of a refusal as people do', () => {
  const details = { beforeOn: '2026-05-01', count: 3, before: 'opened_on' };
  expect(detailsInWords(details, 'fr')).toEqual({ ...details, beforeOn: '1er mai 2026' });
  expect(detailsInWords(details, 'en')).toEqual({ ...details, beforeOn: '1 May 2026' });
});
