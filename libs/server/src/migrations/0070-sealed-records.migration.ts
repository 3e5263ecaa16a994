import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rows that belong to an opinion, and what of them goes on after it is adopted. */
const ofAnOpinion = {
  opinion_condition: ['state', 'closed_note', 'closed_at', 'closed_by'],
  vote: [],
  minority_opinion: [],
};

/**
 * Lets nobody, whatever the role, rewrite what an adopted opinion or a sealed file rests on. Taking
 * a trigger off is the only way, and a deliberate one.
 */
export class SealedRecords1795492070000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // An adopted opinion may be left behind by a later cycle, once, and nothing else.
    await runner.query(`
      create function consilium_keep_opinion() returns trigger
        language plpgsql set search_path = public, pg_temp as
      $$ begin
        if tg_op = 'UPDATE' and old.superseded_at is null
           and to_jsonb(new) - 'superseded_at' = to_jsonb(old) - 'superseded_at' then
          return new;
        end if;
        raise exception 'opinion % is adopted and stays as it is', old.id
          using errcode = 'restrict_violation';
      end $$`);
    await runner.query(`
      create trigger kept before update or delete on opinion for each row
        when (old.state = 'adopted') execute function consilium_keep_opinion()`);

    // The lock makes a change that meets an adoption under way wait for it, and see it.
    await runner.query(`
      create function consilium_keep_with_opinion() returns trigger
        language plpgsql set search_path = public, pg_temp as
      $$ declare
        before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
        after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
      begin
        if before - tg_argv = after - tg_argv then
          return new;
        end if;
        perform 1 from (
          select o.state from opinion o
           where o.organisation_id = (coalesce(before, after) ->> 'organisation_id')::uuid
             and o.id in ((before ->> 'opinion_id')::uuid, (after ->> 'opinion_id')::uuid)
             for share offset 0) held
         where held.state = 'adopted';
        if found then
          raise exception '% of an adopted opinion stays as it is', tg_table_name
            using errcode = 'restrict_violation';
        end if;
        return case when tg_op = 'DELETE' then old else new end;
      end $$`);
    for (const [table, goesOn] of Object.entries(ofAnOpinion)) {
      await runner.query(`
        create trigger kept before insert or update or delete on ${table} for each row
          execute function consilium_keep_with_opinion(${goesOn.join(', ')})`);
    }

    // What the chair set aside was sealed with the file, until a new cycle opens it again.
    await runner.query(`
      create function consilium_keep_override() returns trigger
        language plpgsql set search_path = public, pg_temp as
      $$ declare
        kept record := case when tg_op = 'INSERT' then new else old end;
      begin
        perform 1 from evaluation e
          where e.organisation_id = kept.organisation_id and e.id = kept.evaluation_id and e.sealed;
        if found then
          raise exception 'a blocker override of a sealed file stays as it is'
            using errcode = 'restrict_violation';
        end if;
        return kept;
      end $$`);
    await runner.query(`
      create trigger kept before insert or delete on blocker_override for each row
        execute function consilium_keep_override()`);
    await runner.query('revoke update on blocker_override from consilium_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('grant update on blocker_override to consilium_app');
    for (const table of ['blocker_override', ...Object.keys(ofAnOpinion), 'opinion']) {
      await runner.query(`drop trigger kept on ${table}`);
    }
    await runner.query('drop function consilium_keep_override()');
    await runner.query('drop function consilium_keep_with_opinion()');
    await runner.query('drop function consilium_keep_opinion()');
  }
}
