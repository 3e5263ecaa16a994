import fc from 'fast-check';
import { Client } from 'pg';
import { v7 } from 'uuid';
import {
  decide,
  organisationFunctions,
  seatFunctions,
  type Facts,
  type OrganisationFunction,
  type SeatFunction,
} from '@consilium/domain/access';
import {
  buildHospital,
  startTestServer,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import { visibleTo, type Actor } from '../platform/database';

/** Days from today on which a mandate begins and ends; null while it runs on. */
interface Mandate {
  readonly from: number;
  readonly to: number | null;
  readonly functions: readonly SeatFunction[];
  readonly votes: boolean;
}
interface Somebody {
  readonly active: boolean;
  readonly suspended: boolean;
  readonly functions: readonly OrganisationFunction[];
  /** Her seats, by file; at most one each. */
  readonly mandates: readonly (Mandate | null)[];
}

const files = 4;
const mandate: fc.Arbitrary<Mandate> = fc.record({
  from: fc.integer({ min: -2, max: 2 }),
  to: fc.option(fc.integer({ min: -2, max: 2 })),
  functions: fc.uniqueArray(fc.constantFrom(...seatFunctions), { maxLength: 2 }),
  votes: fc.boolean(),
});
const somebody: fc.Arbitrary<Somebody> = fc.record({
  active: fc.boolean(),
  suspended: fc.boolean(),
  functions: fc.uniqueArray(fc.constantFrom(...organisationFunctions), { maxLength: 2 }),
  mandates: fc.array(fc.option(mandate), { minLength: files, maxLength: files }),
});

const runsToday = ({ from, to }: Mandate): boolean => from <= 0 && (to === null || to >= 0);

/** Whether the table lets her see the file. One who can no longer sign in holds nothing any more. */
const isShown = (one: Somebody, id: string, seat: Mandate | null): boolean => {
  const open = one.active && !one.suspended;
  const facts: Facts = {
    principal: { kind: 'person', id },
    organisationFunctions: open ? one.functions : [],
    phase: 'collecting',
    paused: false,
    seats:
      open && seat && runsToday(seat)
        ? [
            {
              id: 'seat',
              profession: 'nurse',
              answerRoles: [],
              functions: seat.functions,
              votes: seat.votes,
            },
          ]
        : [],
    assignedParts: [],
    recused: 'no',
    declared: false,
    openRound: null,
    sealed: false,
    practice: false,
  };
  return decide('evaluation.see', facts) === null;
};

describe('the visible set in SQL', () => {
  let started: TestServer;
  let owner: Client;
  let chu: TestHospital;
  let other: TestHospital;
  const evaluations: string[] = [];

  beforeAll(async () => {
    started = await startTestServer();
    chu = await buildHospital(started.ownerUrl, 'chu');
    other = await buildHospital(started.ownerUrl, 'other');
    for (let i = 0; i < files; i += 1) evaluations.push((await chu.addEvaluation()).id);
    await other.addEvaluation();
    owner = new Client({ connectionString: started.ownerUrl });
    await owner.connect();
  });
  afterAll(async () => {
    await owner?.end();
    await started?.close();
  });

  const seat = async (memberId: string, { functions, active, suspended, mandates }: Somebody) => {
    await owner.query(
      `insert into member (organisation_id, id, account_id, display_name, email, locale, profession,
         functions, active, suspended_at)
       select $1::uuid, $2::uuid, account_id, 'x', $2::uuid::text, 'fr', 'nurse', $3, $4,
         case when $6 then now() end from member where id = $5`,
      [chu.id, memberId, functions, active, other.members.chair, suspended],
    );
    for (const [index, one] of mandates.entries()) {
      if (!one) continue;
      await owner.query(
        `insert into seat (organisation_id, id, evaluation_id, member_id, profession, answer_roles,
           functions, votes, seated_from, seated_to)
         select $1, $2, $3, $4, 'nurse', '{}', $5, $6, t.today + $7::int, t.today + $8::int
           from (select (now() at time zone time_zone)::date as today from organisation
             where id = $1) t
          where $8::int is null or $8::int >= $7::int`,
        [chu.id, v7(), evaluations[index], memberId, one.functions, one.votes, one.from, one.to],
      );
    }
  };
  const seenBy = async (memberId: string): Promise<Set<string>> => {
    const actor: Actor = {
      principal: { kind: 'person', id: memberId },
      organisationId: chu.id,
      organisationFunctions: [],
      correlationId: 'test',
    };
    const rows = await started.server.unitOfWork.read(actor, (tx) =>
      tx.rows<{ id: string }>(`select e.id from evaluation e where ${visibleTo('$1::uuid')}`, [
        memberId,
      ]),
    );
    return new Set(rows.map(({ id }) => id));
  };

  it('holds exactly the files that the policy table shows, whoever looks', async () => {
    await fc.assert(
      fc.asyncProperty(somebody, async (one) => {
        const memberId = v7();
        try {
          await seat(memberId, one);
          const seen = await seenBy(memberId);
          const shown = evaluations.filter((_, index) => {
            const given = one.mandates[index] ?? null;
            const possible = given && (given.to === null || given.to >= given.from) ? given : null;
            return isShown(one, memberId, possible);
          });
          expect([...seen].sort()).toEqual(shown.sort());
        } finally {
          await owner.query('delete from seat where member_id = $1', [memberId]);
          await owner.query('delete from member where id = $1', [memberId]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('shows a foreign hospital’s coordinator nothing, whichever wall is asked', async () => {
    expect(await seenBy(other.members.coordinator)).toEqual(new Set());
  });
});
