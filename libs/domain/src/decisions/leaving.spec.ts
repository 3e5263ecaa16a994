import { noPower, type Clearance } from '../access';
import {
  canBeHanded,
  changedSince,
  refusalOfCommitteeHeir,
  refusalOfConditionsHeir,
  refusalOfPartsHeir,
  refusalOfSeatHeir,
  type Heir,
  type LeftSeat,
} from './leaving';

const outside = { sole: false, acts: false, decides: false, judging: false };
const acting = { ...outside, acts: true };
const left = (over: Partial<LeftSeat> = {}): LeftSeat => ({
  functions: ['chair'],
  votes: true,
  answerRoles: ['clinician'],
  substituteId: 'substitute',
  placed: true,
  spoken: false,
  ...over,
});
const heir = (over: Partial<Heir> = {}): Heir => ({
  memberId: 'somebody',
  own: false,
  held: null,
  recusal: null,
  ...over,
});
const seat = (over: Partial<NonNullable<Heir['held']>> = {}) => ({
  ...noPower,
  seatId: 'seat',
  active: true,
  placed: false,
  ...over,
});
const open = (...sections: string[]) => ({ sections, reserved: [] });
const code = (refusal: { code: string } | null) => refusal?.code ?? null;

describe('who takes over the seat of somebody who leaves', () => {
  it('is chosen by an administrator who does not act on the file, and is never herself', () => {
    expect(refusalOfSeatHeir(left(), heir(), outside)).toBeNull();
    expect(code(refusalOfSeatHeir(left(), heir(), acting))).toBe('grants_from_outside');
    expect(code(refusalOfSeatHeir(left(), heir({ own: true }), outside))).toBe('own_power');
    // A sole administrator cannot give herself anything here either.
    expect(code(refusalOfSeatHeir(left(), heir({ own: true }), { ...outside, sole: true }))).toBe(
      'own_power',
    );
  });

  it('may be the substitute whoever hands over: the choice was made when the file began', () => {
    const substitute = heir({ memberId: 'substitute' });
    expect(refusalOfSeatHeir(left(), substitute, acting)).toBeNull();
    expect(code(refusalOfSeatHeir(left(), { ...substitute, own: true }, acting))).toBe('own_power');
    expect(code(refusalOfSeatHeir(left(), { ...substitute, recusal: 'all' }, acting))).toBe(
      'successor_recused',
    );
  });

  it('has no second vote, and takes no place whose voice counts in an open round or vote', () => {
    const voting = heir({ held: seat({ votes: true }) });
    expect(code(refusalOfSeatHeir(left(), voting, outside))).toBe('successor_votes_already');
    const former = heir({ held: seat({ active: false, placed: true }) });
    expect(code(refusalOfSeatHeir(left({ votes: false }), former, outside))).toBe(
      'successor_votes_already',
    );
    const quiet = left({ votes: false, placed: false });
    expect(refusalOfSeatHeir(quiet, voting, outside)).toBeNull();
    expect(code(refusalOfSeatHeir(left({ spoken: true }), heir(), outside))).toBe(
      'place_has_voted',
    );
  });
});

describe('who is given parts and conditions', () => {
  it('sits on the file, or takes the seat in the same act', () => {
    expect(code(refusalOfPartsHeir(open('Q03'), heir(), false))).toBe('seat_ended');
    expect(refusalOfPartsHeir(open('Q03'), heir(), true)).toBeNull();
    expect(refusalOfPartsHeir(open('Q03'), heir({ held: seat() }), false)).toBeNull();
    expect(
      code(refusalOfPartsHeir(open('Q03'), heir({ held: seat({ active: false }) }), false)),
    ).toBe('seat_ended');
    expect(code(refusalOfPartsHeir(open('Q03'), heir({ own: true, held: seat() }), false))).toBe(
      'own_power',
    );
  });

  it('is not taken off the sections of the parts, nor off the file', () => {
    const partly = heir({ held: seat(), recusal: ['Q03'] });
    expect(code(refusalOfPartsHeir(open('Q01', 'Q03'), partly, false))).toBe('successor_recused');
    expect(refusalOfPartsHeir(open('Q01'), partly, false)).toBeNull();
    const who = { leaver: 'leaver', by: 'administrator' };
    expect(refusalOfConditionsHeir(partly, false, who)).toBeNull();
    expect(code(refusalOfConditionsHeir(heir({ held: seat(), recusal: 'all' }), false, who))).toBe(
      'successor_recused',
    );
    expect(
      code(refusalOfConditionsHeir(heir({ memberId: 'administrator', held: seat() }), false, who)),
    ).toBe('own_power');
  });

  it('answers a reserved part already, is named by its clearance, or takes the seat with it', () => {
    const parts = (clearance: Clearance, ...had: string[]) => ({
      sections: ['Q03'],
      reserved: [{ clearance, had }],
    });
    const dpo = { level: 'roles', roles: ['dpo'] } as const;
    const [friend, officer] = [
      heir({ held: seat() }),
      heir({ held: seat({ answerRoles: ['dpo'] }) }),
    ];
    expect(code(refusalOfPartsHeir(parts(dpo), friend, false))).toBe('own_clearance');
    expect(refusalOfPartsHeir(parts(dpo), officer, false)).toBeNull();
    expect(refusalOfPartsHeir(parts(dpo), friend, true)).toBeNull();
    expect(refusalOfPartsHeir(parts(dpo, 'seat'), friend, false)).toBeNull();
    expect(code(refusalOfPartsHeir(parts({ level: 'author' }), officer, false))).toBe(
      'own_clearance',
    );
  });

  it('takes a committee’s seat from an administrator who does not decide there', () => {
    expect(refusalOfCommitteeHeir({ own: false }, false)).toBeNull();
    expect(code(refusalOfCommitteeHeir({ own: false }, true))).toBe('committee_from_outside');
    expect(code(refusalOfCommitteeHeir({ own: true }, false))).toBe('own_power');
  });

  it('never takes a proxy from who administers: it is its giver’s', () => {
    expect(
      ['seat', 'parts', 'conditions', 'committee_seat'].every((kind) =>
        canBeHanded(kind as 'seat'),
      ),
    ).toBe(true);
    expect(canBeHanded('proxies')).toBe(false);
  });
});

describe('what changed since it was looked at', () => {
  const parts = { kind: 'parts', evaluationId: 'file', ids: ['p1', 'p2'] } as const;
  const held = { kind: 'seat', evaluationId: 'file', ids: ['s1'] } as const;

  it('is nothing when the same is held, in whatever order', () => {
    expect(changedSince([held, { ...parts, ids: ['p2', 'p1'] }], [parts, held])).toEqual([]);
  });

  it('is what came, what went, and what is not made of the same any more', () => {
    expect(changedSince([held], [held, parts])).toEqual([parts]);
    expect(changedSince([held, parts], [held])).toEqual([parts]);
    expect(changedSince([parts], [{ ...parts, ids: ['p1'] }])).toEqual([{ ...parts, ids: ['p1'] }]);
    expect(changedSince([parts], [{ ...parts, ids: ['p1', 'p3'] }])).toHaveLength(1);
    expect(
      changedSince(
        [{ kind: 'committee_seat', evaluationId: null, ids: ['k1'] }],
        [{ kind: 'committee_seat', evaluationId: null, ids: ['k2'] }],
      ),
    ).toHaveLength(2);
  });
});
