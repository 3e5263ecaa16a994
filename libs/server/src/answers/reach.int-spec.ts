import fc from 'fast-check';
import { Client } from 'pg';
import { v7 } from 'uuid';
import {
  answerRoles,
  decide,
  organisationFunctions,
  seatFunctions,
  type AnswerRole,
  type Clearance,
  type Facts,
  type OrganisationFunction,
  type SeatFunction,
} from '@consilium/domain/access';
import {
  buildHospital,
  startTestServer,
  type TestEvaluation,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import { clearedTo } from '../evidence';
import type { Actor } from '../platform/database';
import { hidesFrom, partReadBy, shownTo } from './reach';

/** Somebody who looks at the file, and what lies in it. */
interface Case {
  readonly open: boolean;
  readonly functions: readonly OrganisationFunction[];
  readonly seat: {
    readonly runs: boolean;
    readonly functions: readonly SeatFunction[];
    readonly roles: readonly AnswerRole[];
  } | null;
  /** Sections of a recusal; empty is the whole file. */
  readonly recused: readonly string[] | null;
  readonly parts: readonly { readonly clearance: Clearance; readonly hers: boolean }[];
  readonly documents: readonly { readonly clearance: Clearance; readonly hers: boolean }[];
}

const some = <T>(of: readonly T[], most: number) =>
  fc.uniqueArray(fc.constantFrom(...of), { maxLength: most });
const clearance: fc.Arbitrary<Clearance> = fc.oneof(
  fc.constant({ level: 'panel' as const }),
  fc.record({ level: fc.constant('roles' as const), roles: some(answerRoles, 2) }),
);
const thing = fc.record({ clearance, hers: fc.boolean() });
const aCase: fc.Arbitrary<Case> = fc.record({
  open: fc.boolean(),
  functions: some(organisationFunctions, 2),
  seat: fc.option(
    fc.record({
      runs: fc.boolean(),
      functions: some(seatFunctions, 2),
      roles: some(answerRoles, 2),
    }),
    { freq: 6 },
  ),
  recused: fc.option(fc.constantFrom([], ['Q02']), { freq: 2 }),
  parts: fc.array(thing, { minLength: 3, maxLength: 3 }),
  documents: fc.array(thing, { minLength: 2, maxLength: 2 }),
});

describe('what a member reads of a file, in SQL', () => {
  let started: TestServer;
  let owner: Client;
  let chu: TestHospital;
  let other: TestHospital;
  let file: TestEvaluation;
  let parts: readonly string[];
  const documents = [v7(), v7()];

  beforeAll(async () => {
    started = await startTestServer();
    chu = await buildHospital(started.ownerUrl, 'chu');
    other = await buildHospital(started.ownerUrl, 'other');
    file = await chu.addEvaluation();
    parts = Object.values(file.parts).slice(0, 3);
    owner = new Client({ connectionString: started.ownerUrl });
    await owner.connect();
    for (const id of documents) {
      await owner.query(
        `insert into document (organisation_id, id, title, kind, clearance, author_id, versions,
           revision, created_at) values ($1, $2, 'x', 'other', '{"level":"panel"}', $3, 1, 1, now())`,
        [chu.id, id, chu.members.chair],
      );
      const stored = v7();
      await owner.query(
        `insert into stored_file (organisation_id, id, name, media_type, size, sha256, scan, uploaded_by,
           uploaded_at) values ($1, $2, 'x', 'text/plain', 1, 'x', 'not_scanned', $3, now())`,
        [chu.id, stored, chu.members.chair],
      );
      await owner.query(
        `insert into document_version (organisation_id, id, document_id, number, file_id, added_by,
           added_at) values ($1, $2, $3, 1, $4, $5, now())`,
        [chu.id, v7(), id, stored, chu.members.chair],
      );
      await owner.query(
        `insert into filed_document (organisation_id, id, evaluation_id, document_id, version_number,
           filed_by_seat, filed_at) values ($1, $2, $3, $4, 1, $5, now())`,
        [chu.id, v7(), file.id, id, file.seats.chair],
      );
    }
  });
  afterAll(async () => {
    await owner?.end();
    await started?.close();
  });

  const happen = async (one: Case, memberId: string, seatId: string): Promise<void> => {
    const { rows } = await owner.query(
      `insert into member (organisation_id, id, account_id, display_name, email, locale, profession,
         functions, active)
       select $1::uuid, $2::uuid, account_id, 'x', $2::uuid::text, 'fr', 'nurse', $3, $4
         from member where id = $5 returning id`,
      [chu.id, memberId, one.functions, one.open, other.members.chair],
    );
    expect(rows).toHaveLength(1);
    if (one.seat) {
      await owner.query(
        `insert into seat (organisation_id, id, evaluation_id, member_id, profession, answer_roles,
           functions, votes, seated_from, seated_to)
         values ($1, $2, $3, $4, 'nurse', $5, $6, false, '2020-01-01', $7)`,
        [
          chu.id,
          seatId,
          file.id,
          memberId,
          one.seat.roles,
          one.seat.functions,
          one.seat.runs ? null : '2020-02-01',
        ],
      );
      await owner.query(
        `insert into declaration (organisation_id, id, evaluation_id, seat_id, nothing_to_declare,
           declared_at, assessment, assessed_by_seat, assessed_at, recused_sections)
         values ($1, $2, $3, $4, false, now(), $5, $6, now(), $7)`,
        [
          chu.id,
          v7(),
          file.id,
          seatId,
          one.recused ? 'major' : 'none',
          file.seats.chair,
          one.recused ?? [],
        ],
      );
    }
    for (const [index, { clearance: level, hers }] of one.parts.entries()) {
      await owner.query('update part set clearance = $2 where id = $1', [parts[index], level]);
      if (hers && one.seat) {
        await owner.query(
          'insert into part_assignee (organisation_id, part_id, seat_id, assigned_at) values ($1, $2, $3, now())',
          [chu.id, parts[index], seatId],
        );
      }
    }
    for (const [index, { clearance: level, hers }] of one.documents.entries()) {
      await owner.query('update document set clearance = $2, author_id = $3 where id = $1', [
        documents[index],
        level,
        hers ? memberId : chu.members.chair,
      ]);
    }
  };
  const undo = async (memberId: string, seatId: string): Promise<void> => {
    await owner.query('update document set author_id = $1 where author_id = $2', [
      chu.members.chair,
      memberId,
    ]);
    await owner.query('delete from part_assignee where seat_id = $1', [seatId]);
    await owner.query('delete from declaration where seat_id = $1', [seatId]);
    await owner.query('delete from seat where id = $1', [seatId]);
    await owner.query('delete from member where id = $1', [memberId]);
  };
  /** The facts as the table is told them, written from the case and from no statement. */
  const factsOf = (one: Case, memberId: string, seatId: string): Facts => {
    const seated = one.open && one.seat?.runs === true;
    return {
      principal: { kind: 'person', id: memberId },
      organisationFunctions: one.open ? one.functions : [],
      phase: 'collecting',
      paused: false,
      seats: seated
        ? [
            {
              id: seatId,
              profession: 'nurse',
              answerRoles: one.seat!.roles,
              functions: one.seat!.functions,
              votes: false,
            },
          ]
        : [],
      assignedParts: seated ? parts.filter((_, index) => one.parts[index]!.hers) : [],
      // A recusal outlives the mandate.
      recused: one.seat && one.recused ? (one.recused.length > 0 ? one.recused : 'all') : 'no',
      declared: true,
      openRound: null,
      sealed: false,
      practice: false,
    };
  };

  const readIn = async (memberId: string) => {
    const actor: Actor = {
      principal: { kind: 'person', id: memberId },
      organisationId: chu.id,
      organisationFunctions: [],
      correlationId: 'test',
    };
    return started.server.unitOfWork.read(actor, async (tx) => {
      const ids = async (sql: string, more: readonly unknown[]) =>
        (await tx.rows<{ id: string }>(sql, [memberId, ...more])).map(({ id }) => id).sort();
      const ofFile = 'from evaluation e join part p on p.evaluation_id = e.id where e.id = $2';
      const filed = `from evaluation e join filed_document f on f.evaluation_id = e.id
        join document d on d.id = f.document_id where e.id = $2`;
      return {
        parts: await ids(
          `select p.id ${ofFile} and p.id = any($3::uuid[]) and ${partReadBy('$1::uuid')}`,
          [file.id, parts],
        ),
        cleared: await ids(`select d.id ${filed} and ${clearedTo('$1::uuid')}`, [file.id]),
        shown: await ids(`select d.id ${filed} and ${shownTo('$1::uuid')}`, [file.id]),
        hides:
          (
            await ids(
              `select e.id from evaluation e where e.id = $2 and ${hidesFrom('$1::uuid')}`,
              [file.id],
            )
          ).length > 0,
      };
    });
  };

  it('is exactly what the policy table lets her read, whoever looks', async () => {
    let [readers, kept] = [0, 0];
    await fc.assert(
      fc.asyncProperty(aCase, async (one) => {
        const [memberId, seatId] = [v7(), v7()];
        try {
          await happen(one, memberId, seatId);
          const facts = factsOf(one, memberId, seatId);
          const read = await readIn(memberId);
          const mayPart = (id: string, index: number) =>
            decide('answer.see', facts, {
              part: { id, section: 'Q01', state: 'open' },
              clearance: one.parts[index]!.clearance,
            }) === null;
          const maySee = (_id: string, index: number) =>
            decide('evidence.see', facts, {
              clearance: one.documents[index]!.clearance,
              authorSeat: one.documents[index]!.hers && one.seat ? seatId : null,
            }) === null;
          const seen = documents.filter(maySee).sort();
          expect(read.cleared).toEqual(seen);
          // The shorter forms are asked about those who see the file, and the second who reads it.
          if (decide('evaluation.see', facts) !== null) return;
          readers += 1;
          expect(read.parts).toEqual(parts.filter(mayPart).sort());
          if (facts.recused === 'all') {
            expect(read.hides).toBe(true);
            return;
          }
          expect(read.shown).toEqual(seen);
          const hides = read.parts.length < parts.length || seen.length < documents.length;
          expect(read.hides).toBe(hides);
          if (hides) kept += 1;
        } finally {
          await undo(memberId, seatId);
        }
      }),
      { numRuns: 120 },
    );
    expect(readers).toBeGreaterThan(20);
    expect(kept).toBeGreaterThan(5);
  });
});
