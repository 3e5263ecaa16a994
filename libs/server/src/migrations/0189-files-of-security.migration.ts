import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openGap } from './tenancy';

/** A line of the security log names the file that it is about, so that administrators can tell which. */
export class FilesOfSecurity1795492189000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "security_line" ADD "evaluation_id" uuid`);
    await runner.query(`
      update security_line l set evaluation_id = e.evaluation_id from event e
       where e.organisation_id = l.organisation_id and e.id = l.id and e.evaluation_id is not null`);
    await runner.query(`
      update security_line set evaluation_id = subject_id
       where evaluation_id is null and subject_kind = 'evaluation'`);
    await runner.query(`
      create or replace function consilium_note_security(p_lines jsonb) returns void
        language sql security definer set search_path = public, pg_temp as
      $$ insert into security_line (id, at, kind, organisation_id, account_id, member_id, evaluation_id,
           subject_kind, subject_id, source, detail)
         select l.id, l.at, l.kind, l."organisationId", l."accountId", l."memberId", l."evaluationId",
           l."subjectKind", l."subjectId", l.source, l.detail
         from jsonb_to_recordset(p_lines) as l(id uuid, at timestamptz, kind text,
           "organisationId" uuid, "accountId" uuid, "memberId" uuid, "evaluationId" uuid,
           "subjectKind" text, "subjectId" uuid, source text, detail text)
         on conflict (id) do nothing $$`);
    await runner.query(`
      create or replace function consilium_note_security_event(p_event uuid, p_kind text) returns void
        language sql security definer set search_path = public, pg_temp as
      $$ insert into security_line (id, at, kind, organisation_id, member_id, evaluation_id, subject_kind,
           subject_id, detail)
         select e.id, e.occurred_at, p_kind, e.organisation_id,
           case when e.principal_kind = 'person' then e.principal_id::uuid end, e.evaluation_id,
           e.subject_kind, e.subject_id, e.type
         from event e where e.organisation_id = consilium_organisation() and e.id = p_event
         on conflict (id) do nothing $$`);
    await runner.query(
      `drop function consilium_security_lines(text[], timestamptz, timestamptz, timestamptz, uuid, integer)`,
    );
    await openGap(
      runner,
      'consilium_security_lines(text[], timestamptz, timestamptz, timestamptz, uuid, integer)',
      `
      create function consilium_security_lines(p_kinds text[], p_since timestamptz, p_until timestamptz,
          p_before timestamptz, p_before_id uuid, p_most integer)
        returns table (id uuid, at timestamptz, kind text, member_id uuid, evaluation_id uuid,
          subject_kind text, subject_id uuid, source text, detail text)
        language sql stable security definer set search_path = public, pg_temp as
      $$ select * from (
           (select l.id, l.at, l.kind, l.member_id, l.evaluation_id, l.subject_kind, l.subject_id,
              l.source, l.detail
              from security_line l
             where l.organisation_id = consilium_organisation() and l.kind = any(p_kinds)
               and l.at >= p_since and l.at < p_until and (l.at, l.id) < (p_before, p_before_id)
             order by l.at desc, l.id desc limit p_most)
           union all
           (select l.id, l.at, l.kind, m.id, null, null, null, l.source, l.detail
              from member m join security_line l on l.account_id = m.account_id
             where m.organisation_id = consilium_organisation() and m.active
               and l.organisation_id is null and l.at >= m.created_at and l.kind = any(p_kinds)
               and l.at >= p_since and l.at < p_until and (l.at, l.id) < (p_before, p_before_id)
             order by l.at desc, l.id desc limit p_most)) seen
         order by 2 desc, 1 desc limit p_most $$`,
    );
  }

  async down(): Promise<void> {
    throw new Error('a security log is not thrown away: restore a backup instead');
  }
}
