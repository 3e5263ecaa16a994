import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openGap } from './tenancy';

/** SQL: rows of a table that hang on the practice file by a row of another. */
const by = (column: string, table: string): string =>
  `${column} in (select id from ${table} where organisation_id = org and evaluation_id = file)`;
const own = 'evaluation_id = file';
const ofOpinion = by('opinion_id', 'opinion');
const ofAnswers = by('answer_set_id', 'answer_set');

/** Every row of a practice file, what refers to others first. A table that is left out blocks all. */
const rowsOfFile: readonly (readonly [table: string, rows: string])[] = [
  [
    'mail',
    `dedupe_key in (select 'inbox:' || id from inbox_item
       where organisation_id = org and evaluation_id = file)`,
  ],
  ['inbox_item', own],
  ['outbox_item', by('event_id', 'event')],
  ['event_salt', by('event_id', 'event')],
  ['event', own],
  ['evidence_link', own],
  ['filed_document', own],
  ['document_version', 'document_id = any(documents)'],
  ['document', 'practice and id = any(documents)'],
  ['stored_file', 'id = any(files)'],
  [
    'comment_mention',
    `comment_id in (select c.id from comment c join thread t
       on t.organisation_id = c.organisation_id and t.id = c.thread_id
       where t.organisation_id = org and t.evaluation_id = file)`,
  ],
  ['comment', by('thread_id', 'thread')],
  ['thread', own],
  ['report', own],
  ['snapshot', own],
  ['decision', own],
  [
    'condition_step',
    `condition_id in (select k.id from opinion_condition k join opinion o
       on o.organisation_id = k.organisation_id and o.id = k.opinion_id
       where o.organisation_id = org and o.evaluation_id = file)`,
  ],
  ['opinion_condition', ofOpinion],
  ['minority_opinion', ofOpinion],
  ['vote', ofOpinion],
  ['cancelled_vote', ofOpinion],
  ['opinion', own],
  ['late_recusal', own],
  ['meeting_attendance', by('meeting_id', 'meeting')],
  ['meeting', own],
  ['blocker_override', own],
  ['rating', by('round_id', 'round')],
  ['round_result', by('id', 'round')],
  ['round', own],
  ['template_move_made', own],
  ['phase_move_made', own],
  ['panel_change', own],
  ['formal_advice', own],
  [
    'answer_revision',
    `answer_id in (select a.id from answer a join answer_set x
       on x.organisation_id = a.organisation_id and x.id = a.answer_set_id
       where x.organisation_id = org and x.evaluation_id = file)`,
  ],
  ['answer', ofAnswers],
  ['supplier_reply', ofAnswers],
  ['answer_set', own],
  ['part_assignee', by('part_id', 'part')],
  ['part', own],
  ['assessment_proposal', own],
  ['declaration', own],
  ['electorate_place', own],
  ['seat', own],
  ['evaluation_progress', own],
  ['evaluation_phase', own],
  ['evaluation', 'practice and id = file'],
];

/**
 * A practice file is marked at its creation and never afterwards, has devices and documents of its own,
 * and is the only thing that can be deleted whole, sealed records and events included.
 */
export class Practice1795492110000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "device" DROP CONSTRAINT "UQ_41da6430b562ff08c29482a4d98"`);
    await runner.query(`ALTER TABLE "device" ADD "practice" boolean NOT NULL DEFAULT false`);
    await runner.query(`ALTER TABLE "evaluation" ADD "practice" boolean NOT NULL DEFAULT false`);
    await runner.query(`ALTER TABLE "document" ADD "practice" boolean NOT NULL DEFAULT false`);
    await runner.query(
      `ALTER TABLE "evaluation" ADD CONSTRAINT "CHK_bbb74d1cfd602a5ab0bbc2b603" CHECK (practice = (reference like 'EXERCICE-%'))`,
    );
    await runner.query(
      `ALTER TABLE "device" ADD CONSTRAINT "UQ_4fb6b22a19eabd0d432ef365775" UNIQUE ("organisation_id", "manufacturer", "name", "practice")`,
    );
    await keepApart(runner);
    await letGo(runner);
    await openGap(runner, 'consilium_remove_practice(uuid)', removal);
  }

  async down(): Promise<void> {
    throw new Error('practice files do not become real ones: restore a backup instead');
  }
}

/** Nothing becomes real that began as practice, nor the other way; nothing real rests on practice. */
async function keepApart(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create function consilium_keep_practice() returns trigger
      language plpgsql set search_path = public, pg_temp as
    $$ begin
      raise exception 'whether % % is for practice was settled when it was made', tg_table_name, old.id
        using errcode = 'restrict_violation';
    end $$`);
  for (const table of ['device', 'document', 'evaluation']) {
    await runner.query(`
      create trigger keep_practice before update of practice on ${table} for each row
        when (old.practice is distinct from new.practice) execute function consilium_keep_practice()`);
  }
  await runner.query(`
    create function consilium_keep_practice_apart() returns trigger
      language plpgsql set search_path = public, pg_temp as
    $$ declare
      mixed boolean;
    begin
      if tg_table_name = 'evaluation' then
        mixed := exists (select 1 from device_version v
            join device d on d.organisation_id = v.organisation_id and d.id = v.device_id
           where v.organisation_id = new.organisation_id and v.id = new.device_version_id
             and d.practice <> new.practice)
          or exists (select 1 from evaluation p where p.organisation_id = new.organisation_id
             and p.id = new.predecessor_id and p.practice <> new.practice);
      else
        mixed := exists (select 1 from evaluation e
            join document d on d.organisation_id = e.organisation_id and d.id = new.document_id
           where e.organisation_id = new.organisation_id and e.id = new.evaluation_id
             and d.practice <> e.practice);
      end if;
      if mixed then
        raise exception 'practice and real files share nothing: % %', tg_table_name, new.id
          using errcode = 'restrict_violation';
      end if;
      return new;
    end $$`);
  await runner.query(`
    create trigger keep_practice_apart
      before insert or update of device_version_id, predecessor_id on evaluation
      for each row execute function consilium_keep_practice_apart()`);
  await runner.query(`
    create trigger keep_practice_apart
      before insert or update of evaluation_id, document_id on filed_document
      for each row execute function consilium_keep_practice_apart()`);
}

/** What keeps sealed records lets go of those of a practice file while that file is being deleted. */
async function letGo(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create function consilium_is_removing(p_organisation uuid, p_evaluation uuid) returns boolean
      language sql stable set search_path = public, pg_temp as
    $$ select coalesce(current_setting('consilium.removing', true), '') = p_evaluation::text
         and exists (select 1 from evaluation e where e.organisation_id = p_organisation
           and e.id = p_evaluation and e.practice) $$`);
  await runner.query(`
    create or replace function consilium_keep_opinion() returns trigger
      language plpgsql set search_path = public, pg_temp as
    $$ begin
      if tg_op = 'DELETE' and consilium_is_removing(old.organisation_id, old.evaluation_id) then
        return old;
      end if;
      if tg_op = 'UPDATE' and old.superseded_at is null
         and to_jsonb(new) - 'superseded_at' = to_jsonb(old) - 'superseded_at' then
        return new;
      end if;
      raise exception 'opinion % is adopted and stays as it is', old.id
        using errcode = 'restrict_violation';
    end $$`);
  await runner.query(`
    create or replace function consilium_keep_with_opinion() returns trigger
      language plpgsql set search_path = public, pg_temp as
    $$ declare
      before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
      after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
    begin
      if before - tg_argv = after - tg_argv then
        return new;
      end if;
      if tg_op = 'DELETE' and exists (select 1 from opinion o
          where o.organisation_id = (before ->> 'organisation_id')::uuid
            and o.id = (before ->> 'opinion_id')::uuid
            and consilium_is_removing(o.organisation_id, o.evaluation_id)) then
        return old;
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
  await runner.query(`
    create or replace function consilium_keep_override() returns trigger
      language plpgsql set search_path = public, pg_temp as
    $$ declare
      kept record := case when tg_op = 'INSERT' then new else old end;
    begin
      if tg_op = 'DELETE' and consilium_is_removing(kept.organisation_id, kept.evaluation_id) then
        return kept;
      end if;
      perform 1 from evaluation e
        where e.organisation_id = kept.organisation_id and e.id = kept.evaluation_id and e.sealed;
      if found then
        raise exception 'a blocker override of a sealed file stays as it is'
          using errcode = 'restrict_violation';
      end if;
      return kept;
    end $$`);
}

/**
 * Deletes a practice file of the organisation set, whole, or nothing: null where there is no practice
 * file of that id. Says which bytes lie in the stores without a row from now on, and which hashes
 * somebody may still hold.
 */
const removal = `
  create function consilium_remove_practice(p_evaluation uuid) returns jsonb
    language plpgsql security definer set search_path = public, pg_temp as
  $$ declare
    org uuid := consilium_organisation();
    file uuid := p_evaluation;
    device uuid;
    documents uuid[];
    files uuid[];
    removed jsonb;
  begin
    select e.device_version_id into device from evaluation e
      where e.organisation_id = org and e.id = file and e.practice for update;
    if not found then return null; end if;
    perform set_config('consilium.removing', file::text, true);
    select coalesce(array_agg(d.id), '{}') into documents from document d
      where d.organisation_id = org and d.practice
        and (exists (select 1 from filed_document s where s.organisation_id = org
            and s.document_id = d.id and s.evaluation_id = file)
          or exists (select 1 from event v where v.organisation_id = org and v.evaluation_id = file
            and v.type = 'document.added' and v.subject_id = d.id))
        and not exists (select 1 from filed_document s where s.organisation_id = org
          and s.document_id = d.id and s.evaluation_id <> file);
    select coalesce(array_agg(v.file_id), '{}') into files from document_version v
      where v.organisation_id = org and v.document_id = any(documents);
    select jsonb_build_object('files', to_jsonb(files),
      'reports', coalesce((select jsonb_agg(k.id) from (
        select r.id from report r where r.organisation_id = org and r.evaluation_id = file
        union all select r.snapshot_file from report r where r.organisation_id = org
          and r.evaluation_id = file and r.snapshot_file is not null) k), '[]'),
      'hashes', coalesce((select jsonb_agg(h.hash) from (
        select z.hash from snapshot z where z.organisation_id = org and z.evaluation_id = file
        union select r.snapshot_hash from report r where r.organisation_id = org
          and r.evaluation_id = file and r.snapshot_hash is not null) h), '[]')) into removed;
    update evaluation set predecessor_id = null
      where organisation_id = org and predecessor_id = file and practice;
    ${rowsOfFile
      .map(([table, rows]) => `delete from "${table}" where organisation_id = org and ${rows};`)
      .join('\n    ')}
    with gone as (
      delete from device_version v using device d where v.organisation_id = org and v.id = device
        and d.organisation_id = org and d.id = v.device_id and d.practice
        and not exists (select 1 from evaluation e
          where e.organisation_id = org and e.device_version_id = v.id)
        returning v.device_id)
    select g.device_id into device from gone g;
    delete from device d where d.organisation_id = org and d.id = device and d.practice
      and not exists (select 1 from device_version v
        where v.organisation_id = org and v.device_id = d.id);
    perform set_config('consilium.removing', '', true);
    return removed;
  end $$`;
