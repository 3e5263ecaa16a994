import fc from 'fast-check';
import { Client } from 'pg';
import {
  dateIn,
  declarationStatus,
  isCleared,
  type Declaration,
  type InterestLevel,
} from '@consilium/domain/evaluations';
import {
  buildHospital,
  startTestServer,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import { declarationStatusOf, isClearedBy, mayTakePart } from './declaration-status';

const hour = 3_600_000;
const zones = ['Europe/Paris', 'Pacific/Auckland', 'America/Martinique', 'Indian/Reunion'];

interface Declared {
  readonly declaredAt: Date;
  readonly nothing: boolean;
  readonly level: InterestLevel | null;
  readonly sections: readonly string[];
  readonly assessedAt: Date;
}

describe('the status of a declaration in SQL', () => {
  let started: TestServer;
  let chu: TestHospital;
  let owner: Client;

  beforeAll(async () => {
    started = await startTestServer();
    chu = await buildHospital(started.ownerUrl);
    owner = new Client({ connectionString: started.ownerUrl });
    await owner.connect();
  });
  afterAll(async () => {
    await owner?.end();
    await started?.close();
  });

  /** The day before now, a year ago, and the days around it: where statuses turn. */
  const moments = fc.oneof(
    fc.integer({ min: -48, max: 48 }).map((hours) => {
      const at = new Date();
      at.setUTCFullYear(at.getUTCFullYear() - 1);
      return new Date(at.getTime() + hours * hour);
    }),
    fc.integer({ min: 1, max: 20_000 }).map((hours) => new Date(Date.now() - hours * hour)),
  );
  const declared: fc.Arbitrary<Declared> = fc.record({
    declaredAt: moments,
    nothing: fc.boolean(),
    level: fc.constantFrom(null, 'none', 'minor', 'major'),
    sections: fc.constantFrom([], ['Q02']),
    assessedAt: moments,
  });

  it('is that of the rule, by days of the organisation, whatever was declared and weighed when', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...zones),
        fc.array(declared, { minLength: 20, maxLength: 20 }),
        async (zone, all) => {
          await owner.query('begin');
          await owner.query('update organisation set time_zone = $2 where id = $1', [chu.id, zone]);
          await owner.query(`set local consilium.organisation = '${chu.id}'`);
          const { rows } = await owner.query<{
            now: Date;
            status: string;
            cleared: boolean;
            part: boolean;
          }>(
            `select now() as now, ${declarationStatusOf('d')} as status,
               ${isClearedBy('d')} as cleared, ${mayTakePart('d')} as part
             from jsonb_to_recordset($1::jsonb) as d(id int,
               declared_at timestamptz, nothing_to_declare boolean, assessment text,
               recused_sections text[], assessed_at timestamptz, position int)
             order by d.position`,
            [
              JSON.stringify(
                all.map((one, position) => ({
                  id: 1,
                  position,
                  declared_at: one.declaredAt,
                  nothing_to_declare: one.nothing,
                  assessment: one.level,
                  recused_sections: one.level === 'major' ? one.sections : [],
                  assessed_at: one.level && one.assessedAt,
                })),
              ),
            ],
          );
          await owner.query('rollback');
          for (const [index, one] of all.entries()) {
            const { now, status, cleared, part } = rows[index]!;
            const declaration: Declaration = {
              nothing: one.nothing,
              interests: [],
              confirmedAgainst: [],
              seat: 's',
              declarant: 'm',
              declaredOn: dateIn(zone, one.declaredAt),
              declaredAt: one.declaredAt.toISOString(),
              assessment: one.level && {
                level: one.level,
                recusal:
                  one.level === 'major' ? (one.sections.length ? one.sections : 'all') : null,
                reason: '',
                assessor: 'c',
                at: one.assessedAt.toISOString(),
              },
            };
            const expected = declarationStatus(declaration, zone, now);
            expect([one, status]).toEqual([one, expected]);
            expect(cleared).toBe(isCleared(expected));
            expect(part).toBe(
              isCleared(expected) || (expected === 'assessed_major' && one.sections.length > 0),
            );
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});
