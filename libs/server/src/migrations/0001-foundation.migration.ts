import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Foundation1795491500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "organisation" ("id" uuid NOT NULL, "slug" text NOT NULL, "name" text NOT NULL, "time_zone" text NOT NULL DEFAULT 'Europe/Paris', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "UQ_b800a0efd2f9f19719d0c4d793d" UNIQUE ("slug"), CONSTRAINT "PK_c725ae234ef1b74cce43d2d00c1" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE TABLE "site" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "name" text NOT NULL, CONSTRAINT "PK_6c51d735ae9bb9627503d605267" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE TABLE "account" ("id" uuid NOT NULL, "email" text NOT NULL, "password_hash" text NOT NULL, "locale" text NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "UQ_4c8f96ccf523e9a3faefd5bdd4c" UNIQUE ("email"), CONSTRAINT "PK_54115ee388cdb6d86bb4bf5b2ea" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE TABLE "session" ("id" uuid NOT NULL, "token_hash" bytea NOT NULL, "account_id" uuid NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "UQ_a83507eb0338ac037780e02f2b9" UNIQUE ("token_hash"), CONSTRAINT "PK_f55da76ac1c3ac420f444d2ff11" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_fae5a6b4a57f098e9af8520d49" ON "session"  ("account_id") `,
    );
    await runner.query(
      `CREATE TABLE "member" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "account_id" uuid NOT NULL, "display_name" text NOT NULL, "email" text NOT NULL, "locale" text NOT NULL, "profession" text NOT NULL, "functions" text array NOT NULL, "active" boolean NOT NULL DEFAULT true, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "UQ_d713955c488e0e76a40f58b090c" UNIQUE ("organisation_id", "account_id"), CONSTRAINT "PK_08cde7dd3eba65c713187e62c51" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_a706d6db681a07b5f485eff318" ON "member"  ("account_id") `,
    );
    await runner.query(
      `CREATE TABLE "committee" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "name" text NOT NULL, "quorum_share" double precision NOT NULL DEFAULT '0.5', "required_roles" text array NOT NULL DEFAULT '{}', "notice_days" integer NOT NULL DEFAULT '5', CONSTRAINT "PK_2920d22ae62f2961ece4b3c5d2b" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE TABLE "committee_seat" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "committee_id" uuid NOT NULL, "member_id" uuid NOT NULL, "substitute_id" uuid, "profession" text NOT NULL, "answer_roles" text array NOT NULL, "functions" text array NOT NULL, "votes" boolean NOT NULL, "mandate_from" date NOT NULL, "mandate_to" date, CONSTRAINT "PK_e6ba777d07d4ef2536f81946055" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_8440bb953202dbea96055bacd2" ON "committee_seat"  ("organisation_id", "committee_id") `,
    );
    await runner.query(
      `CREATE TABLE "template_version" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "template_key" text NOT NULL, "version" text NOT NULL, "content_hash" text NOT NULL, "hash_alg" text NOT NULL DEFAULT 'sha-256', "document" text NOT NULL, "published_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "UQ_71253b7370ab9ad955037584832" UNIQUE ("organisation_id", "template_key", "version"), CONSTRAINT "PK_3b79b45234298b898ad0864575c" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE TABLE "device" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "name" text NOT NULL, "manufacturer" text NOT NULL, "intended_purpose" text NOT NULL DEFAULT '', CONSTRAINT "UQ_41da6430b562ff08c29482a4d98" UNIQUE ("organisation_id", "manufacturer", "name"), CONSTRAINT "PK_7a827fab8d6719ac4bedfdb7f62" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE TABLE "device_version" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "device_id" uuid NOT NULL, "version" text NOT NULL, "udi" text NOT NULL DEFAULT '', "risk_class" text NOT NULL DEFAULT '', "certificate_expires_on" date, "profile" jsonb NOT NULL, CONSTRAINT "UQ_a675b0a10e6a73980df459e8c94" UNIQUE ("organisation_id", "device_id", "version"), CONSTRAINT "PK_6a011757ec3593409771504f52a" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE TABLE "evaluation" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "reference" text NOT NULL, "title" text NOT NULL, "phase" text NOT NULL, "paused_reason" text, "paused_at" TIMESTAMP WITH TIME ZONE, "device_version_id" uuid NOT NULL, "template_version_id" uuid NOT NULL, "committee_id" uuid NOT NULL, "predecessor_id" uuid, "created_by" uuid NOT NULL, "need" text NOT NULL, "specialties" text array NOT NULL DEFAULT '{}', "scope_outcome" text, "scope_reason" text, "sealed" boolean NOT NULL DEFAULT false, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, "phase_since" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "UQ_2c083ce55e51cee342cb31ee884" UNIQUE ("organisation_id", "reference"), CONSTRAINT "PK_bfe1bcb7a9767a300640c10e1de" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_48a39d523d7c97724e06288e77" ON "evaluation"  ("organisation_id", "phase") `,
    );
    await runner.query(
      `CREATE TABLE "evaluation_phase" ("organisation_id" uuid NOT NULL, "evaluation_id" uuid NOT NULL, "phase" text NOT NULL, "planned_on" date, "entered_at" TIMESTAMP WITH TIME ZONE, "left_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_4717e29d08a405968d8692b1b42" PRIMARY KEY ("organisation_id", "evaluation_id", "phase"))`,
    );
    await runner.query(
      `CREATE TABLE "seat" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "evaluation_id" uuid NOT NULL, "member_id" uuid NOT NULL, "profession" text NOT NULL, "answer_roles" text array NOT NULL, "functions" text array NOT NULL, "votes" boolean NOT NULL, "seated_from" date NOT NULL, "seated_to" date, CONSTRAINT "UQ_848dc91f8746f74c9f1a6dee180" UNIQUE ("organisation_id", "evaluation_id", "member_id"), CONSTRAINT "PK_f8f1728afac9e43d78bbd66e7ad" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_2f324374dd1fa4e673e567e038" ON "seat"  ("organisation_id", "member_id") `,
    );
    await runner.query(
      `CREATE TABLE "part" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "evaluation_id" uuid NOT NULL, "section_key" text NOT NULL, "lead_role" text NOT NULL, "state" text NOT NULL DEFAULT 'open', "due_on" date, "clearance" jsonb NOT NULL, "submitted_at" TIMESTAMP WITH TIME ZONE, "submitted_by_seat" uuid, "return_reason" text, "gaps_reason" text, CONSTRAINT "UQ_09b0a8d30e541efd9a822e83b2a" UNIQUE ("organisation_id", "evaluation_id", "section_key", "lead_role"), CONSTRAINT "PK_e5e18f4d92707b822bc5ce38786" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_6a3fbd4c66f98516ace749fb97" ON "part"  ("organisation_id", "due_on") WHERE state <> 'submitted'`,
    );
    await runner.query(
      `CREATE TABLE "part_assignee" ("organisation_id" uuid NOT NULL, "part_id" uuid NOT NULL, "seat_id" uuid NOT NULL, "assigned_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_759944ec665caccfce7e11e8990" PRIMARY KEY ("organisation_id", "part_id", "seat_id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_d7185d677ecd3b8b0e5936e5e7" ON "part_assignee"  ("organisation_id", "seat_id") `,
    );
    await runner.query(
      `CREATE TABLE "declaration" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "evaluation_id" uuid NOT NULL, "seat_id" uuid NOT NULL, "nothing_to_declare" boolean NOT NULL, "statement" text NOT NULL DEFAULT '', "declared_at" TIMESTAMP WITH TIME ZONE NOT NULL, "version" integer NOT NULL DEFAULT '1', "assessment" text, "recused_sections" text array NOT NULL DEFAULT '{}', "assessment_reason" text, "assessed_by_seat" uuid, "assessed_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "UQ_81f18395615b76b63d89a33f749" UNIQUE ("organisation_id", "evaluation_id", "seat_id"), CONSTRAINT "CHK_8f8be25758c07f9c8688a887a9" CHECK (assessment in ('none', 'minor', 'major')), CONSTRAINT "PK_c23e7f880df4c42d05079af668a" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE TABLE "formal_advice" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "evaluation_id" uuid NOT NULL, "seat_id" uuid NOT NULL, "role" text NOT NULL, "position" text NOT NULL, "body" text NOT NULL, "given_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_5b5156e24779b7ad5c7301b9162" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_295f3c7f89c091146e6d395a7e" ON "formal_advice"  ("organisation_id", "evaluation_id") `,
    );
    await runner.query(
      `CREATE TABLE "evaluation_progress" ("organisation_id" uuid NOT NULL, "evaluation_id" uuid NOT NULL, "questions" integer NOT NULL DEFAULT '0', "answered" integer NOT NULL DEFAULT '0', "unknown" integer NOT NULL DEFAULT '0', "parts" integer NOT NULL DEFAULT '0', "parts_submitted" integer NOT NULL DEFAULT '0', "hard_blockers" integer NOT NULL DEFAULT '0', "soft_blockers" integer NOT NULL DEFAULT '0', CONSTRAINT "PK_274b5fd1374fece680554da1c97" PRIMARY KEY ("organisation_id", "evaluation_id"))`,
    );
    await runner.query(
      `CREATE TABLE "answer_set" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "evaluation_id" uuid NOT NULL, CONSTRAINT "UQ_4a8f170136d7a805105b9454315" UNIQUE ("organisation_id", "evaluation_id"), CONSTRAINT "PK_30713f00a9dbfeaa81d44f9aab9" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE TABLE "answer" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "answer_set_id" uuid NOT NULL, "part_id" uuid NOT NULL, "question_key" text NOT NULL, "site_id" uuid, "respondent_seat_id" uuid, "state" text NOT NULL, "value" jsonb, "comment" text NOT NULL DEFAULT '', "version" integer NOT NULL, "revised_version" integer NOT NULL DEFAULT '0', "author_seat_id" uuid NOT NULL, "author_id" uuid NOT NULL, "on_behalf_of" uuid, "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_b8667f82485099d45268e64eb9e" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_798d230a5db048de0932baa523" ON "answer"  ("organisation_id", "part_id") `,
    );
    await runner.query(
      `CREATE TABLE "answer_revision" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "answer_id" uuid NOT NULL, "version" integer NOT NULL, "state" text NOT NULL, "value" jsonb, "comment" text NOT NULL, "author_seat_id" uuid NOT NULL, "author_id" uuid NOT NULL, "on_behalf_of" uuid, "written_at" TIMESTAMP WITH TIME ZONE NOT NULL, "salt" bytea NOT NULL, CONSTRAINT "UQ_43dd5bbe7796d920ae451b1c8a0" UNIQUE ("organisation_id", "answer_id", "version"), CONSTRAINT "PK_2196003049fd7015cf0b6f113c9" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE TABLE "supplier_reply" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "answer_set_id" uuid NOT NULL, "question_key" text NOT NULL, "statement" text NOT NULL, "stated_on" date NOT NULL, "recorded_by_seat" uuid NOT NULL, "recorded_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_36fe18de7d599690f51c21a0b8c" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_868c065a006e3b7684beb3018e" ON "supplier_reply"  ("organisation_id", "answer_set_id", "question_key") `,
    );
    await runner.query(
      `CREATE TABLE "event" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "type" text NOT NULL, "schema_version" integer NOT NULL, "evaluation_id" uuid, "principal_kind" text NOT NULL, "principal_id" text NOT NULL, "seat_id" uuid, "on_behalf_of" uuid, "subject_kind" text NOT NULL, "subject_id" uuid, "data" jsonb NOT NULL, "content_digest" text, "occurred_at" TIMESTAMP WITH TIME ZONE NOT NULL, "sealed" boolean NOT NULL DEFAULT false, CONSTRAINT "PK_4058ffd1fa9ae490a46aac1cc99" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_b830ae011dd41b2a15740ace57" ON "event"  ("organisation_id", "occurred_at") WHERE not sealed`,
    );
    await runner.query(
      `CREATE INDEX "IDX_a45500ba4cbd60c96153b6b500" ON "event"  ("organisation_id", "evaluation_id", "occurred_at") `,
    );
    await runner.query(
      `CREATE TABLE "chain_link" ("organisation_id" uuid NOT NULL, "n" bigint NOT NULL, "event_id" uuid NOT NULL, "event_digest" text NOT NULL, "previous" text NOT NULL, "digest" text NOT NULL, "sealed_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "UQ_bfda8ea685ffa287aa26c833d6f" UNIQUE ("organisation_id", "event_id"), CONSTRAINT "PK_9970834bd5d7f9b13a4cc695cc6" PRIMARY KEY ("organisation_id", "n"))`,
    );
    await runner.query(
      `CREATE TABLE "outbox_item" ("organisation_id" uuid NOT NULL, "event_id" uuid NOT NULL, "type" text NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_f01f69b81e32f93e2d22c5bc5eb" PRIMARY KEY ("organisation_id", "event_id"))`,
    );
    await runner.query(
      `CREATE TABLE "operation" ("organisation_id" uuid NOT NULL, "principal_id" text NOT NULL, "operation_id" uuid NOT NULL, "action" text NOT NULL, "result" jsonb, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_07dc84eb3ad70e94313a63caa9c" PRIMARY KEY ("organisation_id", "principal_id", "operation_id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_980c2c972d3d8acaa6bf9ca3b1" ON "operation"  ("created_at") `,
    );
    await runner.query(
      `CREATE TABLE "mail" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "dedupe_key" text NOT NULL, "member_id" uuid NOT NULL, "recipient" text NOT NULL, "subject" text NOT NULL, "body" text NOT NULL, "locale" text NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, "sent_at" TIMESTAMP WITH TIME ZONE, "failed_at" TIMESTAMP WITH TIME ZONE, "attempts" integer NOT NULL DEFAULT '0', CONSTRAINT "UQ_a546c590c3bf248965358e88ee2" UNIQUE ("organisation_id", "dedupe_key"), CONSTRAINT "PK_9df9ce2c93330c43d24172da9f4" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_e10e4462675f5f3cad2db586a2" ON "mail"  ("created_at") WHERE sent_at is null and failed_at is null`,
    );
    await runner.query(
      `ALTER TABLE "site" ADD CONSTRAINT "FK_9677adb539f4db320b0dce3087c" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "session" ADD CONSTRAINT "FK_fae5a6b4a57f098e9af8520d499" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "member" ADD CONSTRAINT "FK_a706d6db681a07b5f485eff318d" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "member" ADD CONSTRAINT "FK_7594a52369dbe0de68f8ed7168e" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "committee" ADD CONSTRAINT "FK_dd86a0e9295e3bebbfab557344b" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "committee_seat" ADD CONSTRAINT "FK_f911749ee77a3fcbdbd05624ccb" FOREIGN KEY ("organisation_id", "substitute_id") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "committee_seat" ADD CONSTRAINT "FK_c2d8aa16a9abb8def92947ae5c3" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "committee_seat" ADD CONSTRAINT "FK_8440bb953202dbea96055bacd22" FOREIGN KEY ("organisation_id", "committee_id") REFERENCES "committee"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "template_version" ADD CONSTRAINT "FK_44e0461b75cbf9e4a9f951f7958" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "device" ADD CONSTRAINT "FK_7133a1ab8e6de3df40e62bc1faf" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "device_version" ADD CONSTRAINT "FK_bdb55e2e2bebf79125765c96929" FOREIGN KEY ("organisation_id", "device_id") REFERENCES "device"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "evaluation" ADD CONSTRAINT "FK_abae63a75d5c37c0e6f52c2befc" FOREIGN KEY ("organisation_id", "created_by") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "evaluation" ADD CONSTRAINT "FK_60e757420e80c4536ac55bb168d" FOREIGN KEY ("organisation_id", "predecessor_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "evaluation" ADD CONSTRAINT "FK_e94af05e2766e7a4fbe9e1349fc" FOREIGN KEY ("organisation_id", "committee_id") REFERENCES "committee"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "evaluation" ADD CONSTRAINT "FK_c800fbce448cffcce6d898d4d0b" FOREIGN KEY ("organisation_id", "template_version_id") REFERENCES "template_version"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "evaluation" ADD CONSTRAINT "FK_a7e0c8dfb0d8c5bde9a92bff8b6" FOREIGN KEY ("organisation_id", "device_version_id") REFERENCES "device_version"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "evaluation" ADD CONSTRAINT "FK_5fe57fd6f8ecaa865bbb4cace2e" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "evaluation_phase" ADD CONSTRAINT "FK_53f3c37728d4a494209fad4d967" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "seat" ADD CONSTRAINT "FK_2f324374dd1fa4e673e567e038a" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "seat" ADD CONSTRAINT "FK_d8a0ddd5a88d6812764a361bb5d" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "part" ADD CONSTRAINT "FK_e5a5910af372169db37b1cd05f0" FOREIGN KEY ("organisation_id", "submitted_by_seat") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "part" ADD CONSTRAINT "FK_55dd8ec18637e6e767a7ace7738" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "part_assignee" ADD CONSTRAINT "FK_d7185d677ecd3b8b0e5936e5e75" FOREIGN KEY ("organisation_id", "seat_id") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "part_assignee" ADD CONSTRAINT "FK_4229502e2814b9aff236f7e57a0" FOREIGN KEY ("organisation_id", "part_id") REFERENCES "part"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "declaration" ADD CONSTRAINT "FK_308448ee9232e0111fd8260b4ef" FOREIGN KEY ("organisation_id", "assessed_by_seat") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "declaration" ADD CONSTRAINT "FK_688ec48c5eb6cfa6ca245aaad77" FOREIGN KEY ("organisation_id", "seat_id") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "declaration" ADD CONSTRAINT "FK_56a8d2a16cac49798310fc5d5f1" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "formal_advice" ADD CONSTRAINT "FK_a7422583e34f175c896250e5819" FOREIGN KEY ("organisation_id", "seat_id") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "formal_advice" ADD CONSTRAINT "FK_295f3c7f89c091146e6d395a7e0" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "evaluation_progress" ADD CONSTRAINT "FK_274b5fd1374fece680554da1c97" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "answer_set" ADD CONSTRAINT "FK_4a8f170136d7a805105b9454315" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "answer" ADD CONSTRAINT "FK_1dfaf83e839257dbb9d81a262f1" FOREIGN KEY ("organisation_id", "on_behalf_of") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "answer" ADD CONSTRAINT "FK_e1b1841bdf15173f5322042eb21" FOREIGN KEY ("organisation_id", "author_seat_id") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "answer" ADD CONSTRAINT "FK_054551a3511caaa703f5d9a51a5" FOREIGN KEY ("organisation_id", "respondent_seat_id") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "answer" ADD CONSTRAINT "FK_74945e23d6e38a1c4e8cf0bb447" FOREIGN KEY ("organisation_id", "site_id") REFERENCES "site"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "answer" ADD CONSTRAINT "FK_798d230a5db048de0932baa523f" FOREIGN KEY ("organisation_id", "part_id") REFERENCES "part"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "answer" ADD CONSTRAINT "FK_a8cdf824d63bf8002313ffde7e0" FOREIGN KEY ("organisation_id", "answer_set_id") REFERENCES "answer_set"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "answer_revision" ADD CONSTRAINT "FK_da9230e43aff33adfb4d76b41e7" FOREIGN KEY ("organisation_id", "on_behalf_of") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "answer_revision" ADD CONSTRAINT "FK_e8a55b93e5e65412650a02b2123" FOREIGN KEY ("organisation_id", "author_seat_id") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "answer_revision" ADD CONSTRAINT "FK_85c7aa19a0038c1fb05d791e4e9" FOREIGN KEY ("organisation_id", "answer_id") REFERENCES "answer"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "supplier_reply" ADD CONSTRAINT "FK_597cc990f29ac9d63527c664c23" FOREIGN KEY ("organisation_id", "recorded_by_seat") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "supplier_reply" ADD CONSTRAINT "FK_f52387d340ea58e4a96130abcf6" FOREIGN KEY ("organisation_id", "answer_set_id") REFERENCES "answer_set"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "event" ADD CONSTRAINT "FK_ec3e7ac880b8743fba0eb96e639" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "event" ADD CONSTRAINT "FK_035c9a57e7f1391a44b79b6c015" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "chain_link" ADD CONSTRAINT "FK_bfda8ea685ffa287aa26c833d6f" FOREIGN KEY ("organisation_id", "event_id") REFERENCES "event"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "outbox_item" ADD CONSTRAINT "FK_f01f69b81e32f93e2d22c5bc5eb" FOREIGN KEY ("organisation_id", "event_id") REFERENCES "event"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "operation" ADD CONSTRAINT "FK_b4d26df8f40bd47dffddff9e478" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "mail" ADD CONSTRAINT "FK_226ab09034865036b6b07b46564" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "mail" DROP CONSTRAINT "FK_226ab09034865036b6b07b46564"`);
    await runner.query(`ALTER TABLE "operation" DROP CONSTRAINT "FK_b4d26df8f40bd47dffddff9e478"`);
    await runner.query(
      `ALTER TABLE "outbox_item" DROP CONSTRAINT "FK_f01f69b81e32f93e2d22c5bc5eb"`,
    );
    await runner.query(`ALTER TABLE "chain_link" DROP CONSTRAINT "FK_bfda8ea685ffa287aa26c833d6f"`);
    await runner.query(`ALTER TABLE "event" DROP CONSTRAINT "FK_035c9a57e7f1391a44b79b6c015"`);
    await runner.query(`ALTER TABLE "event" DROP CONSTRAINT "FK_ec3e7ac880b8743fba0eb96e639"`);
    await runner.query(
      `ALTER TABLE "supplier_reply" DROP CONSTRAINT "FK_f52387d340ea58e4a96130abcf6"`,
    );
    await runner.query(
      `ALTER TABLE "supplier_reply" DROP CONSTRAINT "FK_597cc990f29ac9d63527c664c23"`,
    );
    await runner.query(
      `ALTER TABLE "answer_revision" DROP CONSTRAINT "FK_85c7aa19a0038c1fb05d791e4e9"`,
    );
    await runner.query(
      `ALTER TABLE "answer_revision" DROP CONSTRAINT "FK_e8a55b93e5e65412650a02b2123"`,
    );
    await runner.query(
      `ALTER TABLE "answer_revision" DROP CONSTRAINT "FK_da9230e43aff33adfb4d76b41e7"`,
    );
    await runner.query(`ALTER TABLE "answer" DROP CONSTRAINT "FK_a8cdf824d63bf8002313ffde7e0"`);
    await runner.query(`ALTER TABLE "answer" DROP CONSTRAINT "FK_798d230a5db048de0932baa523f"`);
    await runner.query(`ALTER TABLE "answer" DROP CONSTRAINT "FK_74945e23d6e38a1c4e8cf0bb447"`);
    await runner.query(`ALTER TABLE "answer" DROP CONSTRAINT "FK_054551a3511caaa703f5d9a51a5"`);
    await runner.query(`ALTER TABLE "answer" DROP CONSTRAINT "FK_e1b1841bdf15173f5322042eb21"`);
    await runner.query(`ALTER TABLE "answer" DROP CONSTRAINT "FK_1dfaf83e839257dbb9d81a262f1"`);
    await runner.query(`ALTER TABLE "answer_set" DROP CONSTRAINT "FK_4a8f170136d7a805105b9454315"`);
    await runner.query(
      `ALTER TABLE "evaluation_progress" DROP CONSTRAINT "FK_274b5fd1374fece680554da1c97"`,
    );
    await runner.query(
      `ALTER TABLE "formal_advice" DROP CONSTRAINT "FK_295f3c7f89c091146e6d395a7e0"`,
    );
    await runner.query(
      `ALTER TABLE "formal_advice" DROP CONSTRAINT "FK_a7422583e34f175c896250e5819"`,
    );
    await runner.query(
      `ALTER TABLE "declaration" DROP CONSTRAINT "FK_56a8d2a16cac49798310fc5d5f1"`,
    );
    await runner.query(
      `ALTER TABLE "declaration" DROP CONSTRAINT "FK_688ec48c5eb6cfa6ca245aaad77"`,
    );
    await runner.query(
      `ALTER TABLE "declaration" DROP CONSTRAINT "FK_308448ee9232e0111fd8260b4ef"`,
    );
    await runner.query(
      `ALTER TABLE "part_assignee" DROP CONSTRAINT "FK_4229502e2814b9aff236f7e57a0"`,
    );
    await runner.query(
      `ALTER TABLE "part_assignee" DROP CONSTRAINT "FK_d7185d677ecd3b8b0e5936e5e75"`,
    );
    await runner.query(`ALTER TABLE "part" DROP CONSTRAINT "FK_55dd8ec18637e6e767a7ace7738"`);
    await runner.query(`ALTER TABLE "part" DROP CONSTRAINT "FK_e5a5910af372169db37b1cd05f0"`);
    await runner.query(`ALTER TABLE "seat" DROP CONSTRAINT "FK_d8a0ddd5a88d6812764a361bb5d"`);
    await runner.query(`ALTER TABLE "seat" DROP CONSTRAINT "FK_2f324374dd1fa4e673e567e038a"`);
    await runner.query(
      `ALTER TABLE "evaluation_phase" DROP CONSTRAINT "FK_53f3c37728d4a494209fad4d967"`,
    );
    await runner.query(`ALTER TABLE "evaluation" DROP CONSTRAINT "FK_5fe57fd6f8ecaa865bbb4cace2e"`);
    await runner.query(`ALTER TABLE "evaluation" DROP CONSTRAINT "FK_a7e0c8dfb0d8c5bde9a92bff8b6"`);
    await runner.query(`ALTER TABLE "evaluation" DROP CONSTRAINT "FK_c800fbce448cffcce6d898d4d0b"`);
    await runner.query(`ALTER TABLE "evaluation" DROP CONSTRAINT "FK_e94af05e2766e7a4fbe9e1349fc"`);
    await runner.query(`ALTER TABLE "evaluation" DROP CONSTRAINT "FK_60e757420e80c4536ac55bb168d"`);
    await runner.query(`ALTER TABLE "evaluation" DROP CONSTRAINT "FK_abae63a75d5c37c0e6f52c2befc"`);
    await runner.query(
      `ALTER TABLE "device_version" DROP CONSTRAINT "FK_bdb55e2e2bebf79125765c96929"`,
    );
    await runner.query(`ALTER TABLE "device" DROP CONSTRAINT "FK_7133a1ab8e6de3df40e62bc1faf"`);
    await runner.query(
      `ALTER TABLE "template_version" DROP CONSTRAINT "FK_44e0461b75cbf9e4a9f951f7958"`,
    );
    await runner.query(
      `ALTER TABLE "committee_seat" DROP CONSTRAINT "FK_8440bb953202dbea96055bacd22"`,
    );
    await runner.query(
      `ALTER TABLE "committee_seat" DROP CONSTRAINT "FK_c2d8aa16a9abb8def92947ae5c3"`,
    );
    await runner.query(
      `ALTER TABLE "committee_seat" DROP CONSTRAINT "FK_f911749ee77a3fcbdbd05624ccb"`,
    );
    await runner.query(`ALTER TABLE "committee" DROP CONSTRAINT "FK_dd86a0e9295e3bebbfab557344b"`);
    await runner.query(`ALTER TABLE "member" DROP CONSTRAINT "FK_7594a52369dbe0de68f8ed7168e"`);
    await runner.query(`ALTER TABLE "member" DROP CONSTRAINT "FK_a706d6db681a07b5f485eff318d"`);
    await runner.query(`ALTER TABLE "session" DROP CONSTRAINT "FK_fae5a6b4a57f098e9af8520d499"`);
    await runner.query(`ALTER TABLE "site" DROP CONSTRAINT "FK_9677adb539f4db320b0dce3087c"`);
    await runner.query(`DROP INDEX "public"."IDX_e10e4462675f5f3cad2db586a2"`);
    await runner.query(`DROP TABLE "mail"`);
    await runner.query(`DROP INDEX "public"."IDX_980c2c972d3d8acaa6bf9ca3b1"`);
    await runner.query(`DROP TABLE "operation"`);
    await runner.query(`DROP TABLE "outbox_item"`);
    await runner.query(`DROP TABLE "chain_link"`);
    await runner.query(`DROP INDEX "public"."IDX_a45500ba4cbd60c96153b6b500"`);
    await runner.query(`DROP INDEX "public"."IDX_b830ae011dd41b2a15740ace57"`);
    await runner.query(`DROP TABLE "event"`);
    await runner.query(`DROP INDEX "public"."IDX_868c065a006e3b7684beb3018e"`);
    await runner.query(`DROP TABLE "supplier_reply"`);
    await runner.query(`DROP TABLE "answer_revision"`);
    await runner.query(`DROP INDEX "public"."IDX_798d230a5db048de0932baa523"`);
    await runner.query(`DROP TABLE "answer"`);
    await runner.query(`DROP TABLE "answer_set"`);
    await runner.query(`DROP TABLE "evaluation_progress"`);
    await runner.query(`DROP INDEX "public"."IDX_295f3c7f89c091146e6d395a7e"`);
    await runner.query(`DROP TABLE "formal_advice"`);
    await runner.query(`DROP TABLE "declaration"`);
    await runner.query(`DROP INDEX "public"."IDX_d7185d677ecd3b8b0e5936e5e7"`);
    await runner.query(`DROP TABLE "part_assignee"`);
    await runner.query(`DROP INDEX "public"."IDX_6a3fbd4c66f98516ace749fb97"`);
    await runner.query(`DROP TABLE "part"`);
    await runner.query(`DROP INDEX "public"."IDX_2f324374dd1fa4e673e567e038"`);
    await runner.query(`DROP TABLE "seat"`);
    await runner.query(`DROP TABLE "evaluation_phase"`);
    await runner.query(`DROP INDEX "public"."IDX_48a39d523d7c97724e06288e77"`);
    await runner.query(`DROP TABLE "evaluation"`);
    await runner.query(`DROP TABLE "device_version"`);
    await runner.query(`DROP TABLE "device"`);
    await runner.query(`DROP TABLE "template_version"`);
    await runner.query(`DROP INDEX "public"."IDX_8440bb953202dbea96055bacd2"`);
    await runner.query(`DROP TABLE "committee_seat"`);
    await runner.query(`DROP TABLE "committee"`);
    await runner.query(`DROP INDEX "public"."IDX_a706d6db681a07b5f485eff318"`);
    await runner.query(`DROP TABLE "member"`);
    await runner.query(`DROP INDEX "public"."IDX_fae5a6b4a57f098e9af8520d49"`);
    await runner.query(`DROP TABLE "session"`);
    await runner.query(`DROP TABLE "account"`);
    await runner.query(`DROP TABLE "site"`);
    await runner.query(`DROP TABLE "organisation"`);
  }
}
