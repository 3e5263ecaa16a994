import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openGap } from './tenancy';

/**
 * The security log. Lines about accounts belong to no organisation, so the application role can read
 * the table no more than that of accounts: two functions write, one reads, one forgets.
 */
export class SecurityLog1795492077000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "security_line" ("id" uuid NOT NULL, "at" TIMESTAMP WITH TIME ZONE NOT NULL, "kind" text NOT NULL, "organisation_id" uuid, "account_id" uuid, "member_id" uuid, "subject_kind" text, "subject_id" uuid, "source" text, "detail" text, CONSTRAINT "PK_security_line" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_57dc34927cd35a05b68da4be57" ON "security_line"  ("organisation_id", "at") `,
    );
    await runner.query(
      `CREATE INDEX "IDX_d0212f9b0388f0a609f63f9674" ON "security_line"  ("account_id", "at") `,
    );
    await runner.query(`CREATE INDEX "IDX_7f1c6e2dcbee0fad1df038f0e9" ON "security_line"  ("at") `);
    await runner.query(`alter table security_line enable row level security`);
    await openGap(
      runner,
      'consilium_note_security(jsonb)',
      `
      create function consilium_note_security(p_lines jsonb) returns void
        language sql security definer set search_path = public, pg_temp as
      $$ insert into security_line (id, at, kind, organisation_id, account_id, member_id, subject_kind,
           subject_id, source, detail)
         select l.id, l.at, l.kind, l."organisationId", l."accountId", l."memberId", l."subjectKind",
           l."subjectId", l.source, l.detail
         from jsonb_to_recordset(p_lines) as l(id uuid, at timestamptz, kind text,
           "organisationId" uuid, "accountId" uuid, "memberId" uuid, "subjectKind" text,
           "subjectId" uuid, source text, detail text)
         on conflict (id) do nothing $$`,
    );
    await openGap(
      runner,
      'consilium_note_security_event(uuid, text)',
      `
      create function consilium_note_security_event(p_event uuid, p_kind text) returns void
        language sql security definer set search_path = public, pg_temp as
      $$ insert into security_line (id, at, kind, organisation_id, member_id, subject_kind, subject_id,
           detail)
         select e.id, e.occurred_at, p_kind, e.organisation_id,
           case when e.principal_kind = 'person' then e.principal_id::uuid end, e.subject_kind,
           e.subject_id, e.type
         from event e where e.organisation_id = consilium_organisation() and e.id = p_event
         on conflict (id) do nothing $$`,
    );
    // What happened to an account is told where its owner is a member, from her joining on, and says
    // nothing of other organisations; what nobody's account it was is told nowhere.
    await openGap(
      runner,
      'consilium_security_lines(text[], timestamptz, timestamptz, timestamptz, uuid, integer)',
      `
      create function consilium_security_lines(p_kinds text[], p_since timestamptz, p_until timestamptz,
          p_before timestamptz, p_before_id uuid, p_most integer)
        returns table (id uuid, at timestamptz, kind text, member_id uuid, subject_kind text,
          subject_id uuid, source text, detail text)
        language sql stable security definer set search_path = public, pg_temp as
      $$ select * from (
           (select l.id, l.at, l.kind, l.member_id, l.subject_kind, l.subject_id, l.source, l.detail
              from security_line l
             where l.organisation_id = consilium_organisation() and l.kind = any(p_kinds)
               and l.at >= p_since and l.at < p_until and (l.at, l.id) < (p_before, p_before_id)
             order by l.at desc, l.id desc limit p_most)
           union all
           (select l.id, l.at, l.kind, m.id, null, null, l.source, l.detail
              from member m join security_line l on l.account_id = m.account_id
             where m.organisation_id = consilium_organisation() and m.active
               and l.organisation_id is null and l.at >= m.created_at and l.kind = any(p_kinds)
               and l.at >= p_since and l.at < p_until and (l.at, l.id) < (p_before, p_before_id)
             order by l.at desc, l.id desc limit p_most)) seen
         order by 2 desc, 1 desc limit p_most $$`,
    );
    await openGap(
      runner,
      'consilium_forget_security(integer)',
      `
      create function consilium_forget_security(p_months integer) returns void
        language sql security definer set search_path = public, pg_temp as
      $$ delete from security_line where at < now() - make_interval(months => p_months) $$`,
    );
  }

  async down(): Promise<void> {
    throw new Error('a security log is not thrown away: restore a backup instead');
  }
}
