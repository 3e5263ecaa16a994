import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Figures of closed anonymous rounds on which one or two people's ratings counted, the others' being left
 * out for their recusal: these told whose rating they were as well.
 */
export class FewCounted1795492165000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      with few as (
        select r.organisation_id, r.id, array_agg(g.statement_key order by g.statement_key) as keys
          from "round" r
          join round_result x on x.organisation_id = r.organisation_id and x.id = r.id
          join lateral (select g.statement_key from rating g
             where g.organisation_id = r.organisation_id and g.round_id = r.id
               and not exists (select 1 from jsonb_array_elements(x.results->'leftOut') l
                 where l->>'seat' = g.seat_id::text and l->>'statement' = g.statement_key)
             group by g.statement_key having count(distinct g.seat_id) < 3) g on true
         where r.state = 'closed' and r.attribution = 'anonymous'
         group by 1, 2)
      update "round" r set withheld_at = now(), withheld_statements = array(
          select distinct k from unnest(r.withheld_statements || f.keys) k order by k)
        from few f
       where r.organisation_id = f.organisation_id and r.id = f.id
         and not f.keys <@ r.withheld_statements`);
  }

  async down(): Promise<void> {
    // What was withheld is told nobody again.
  }
}
