import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Validated minutes keep their sheet whole, with who was awaited and did not come: whoever was on the
 * panel on the day gets a line, so that a seat handed over later changes no sheet of before.
 */
export class WholeSheets1795492180000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      insert into meeting_attendance (organisation_id, meeting_id, seat_id, attendance)
      select m.organisation_id, m.id, s.id, 'absent'
        from meeting m
        join seat s on s.organisation_id = m.organisation_id and s.evaluation_id = m.evaluation_id
          and m.held_on between s.seated_from and coalesce(s.seated_to, 'infinity')
       where m.validated_at is not null
      on conflict do nothing`);
  }

  async down(): Promise<void> {
    // Who has no line was absent as well.
  }
}
