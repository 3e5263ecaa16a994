import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Since when, by whom and why the way in is closed to a member stands with the member. Of those who
 * left before, the record of events still says when and by whom; nobody wrote down why.
 */
export class ClosedAccounts1795492186000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table member add column closed_at timestamptz');
    await runner.query('alter table member add column closed_by uuid');
    await runner.query('alter table member add column closed_reason text');
    await runner.query(
      `alter table member add constraint "FK_44befc7f200ec8ba9fed78c292a"
         foreign key (organisation_id, closed_by) references member (organisation_id, id)`,
    );
    await runner.query(`
      update member m set closed_at = e.occurred_at, closed_by = e.by
        from (select distinct on (v.organisation_id, v.subject_id) v.organisation_id, v.subject_id,
                v.occurred_at, x.id as by
              from event v
              left join member x on x.organisation_id = v.organisation_id
                and v.principal_kind = 'person' and x.id::text = v.principal_id
              where v.type = 'member.left'
                or v.type = 'member.changed' and v.data->>'active' = 'false'
              order by v.organisation_id, v.subject_id, v.occurred_at desc) e
       where e.organisation_id = m.organisation_id and e.subject_id = m.id and not m.active`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table member drop column closed_reason');
    await runner.query('alter table member drop column closed_by');
    await runner.query('alter table member drop column closed_at');
  }
}
