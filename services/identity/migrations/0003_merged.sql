-- SQL has no key, so it cannot seal anew what stands under the old one. Before 1.0 nobody keeps real persons.
DO $$ BEGIN
  IF EXISTS (SELECT FROM "person") THEN
    RAISE EXCEPTION 'this database is of an earlier version: start anew with npm start -- --fresh';
  END IF;
END $$;--> statement-breakpoint
CREATE TABLE "access_block" (
	"number" bigint PRIMARY KEY NOT NULL,
	"form" smallint NOT NULL,
	"row_ids" uuid[] NOT NULL,
	"sealed_at" timestamp(3) with time zone NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "no_two_blocks_follow_the_same" UNIQUE("previous_hash"),
	CONSTRAINT "block_has_rows" CHECK (cardinality("access_block"."row_ids") > 0)
);
--> statement-breakpoint
CREATE TABLE "access_unsealed" (
	"id" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mandate" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"representative_id" uuid NOT NULL,
	"represented_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"roles" text[] NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date,
	"checked_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	"ended_by" text,
	"version" integer NOT NULL,
	CONSTRAINT "one_mandate_of_a_kind" UNIQUE("user_id","kind"),
	CONSTRAINT "nobody_represents_themselves" CHECK ("mandate"."representative_id" <> "mandate"."represented_id"),
	CONSTRAINT "a_mandate_allows_something" CHECK (cardinality("mandate"."roles") > 0 and "mandate"."roles" <@ array['MANDATE_SEE','MANDATE_ARRANGE','MANDATE_PAY']),
	CONSTRAINT "an_end_has_its_cause" CHECK (("mandate"."ended_at" is null) = ("mandate"."ended_by" is null)),
	CONSTRAINT "no_register_knows_paper" CHECK ("mandate"."kind" <> 'PAPER' or "mandate"."checked_at" is null)
);
--> statement-breakpoint
CREATE TABLE "mandate_choice" (
	"session_id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"register_session" text NOT NULL,
	"return_to" text,
	"expires_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "guardianship" (
	"ward_id" uuid NOT NULL,
	"guardian_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"first_day" date,
	"last_day" date,
	CONSTRAINT "guardianship_ward_id_guardian_id_kind_pk" PRIMARY KEY("ward_id","guardian_id","kind"),
	CONSTRAINT "nobody_is_their_own_guardian" CHECK ("guardianship"."ward_id" <> "guardianship"."guardian_id"),
	CONSTRAINT "only_guardians_have_days" CHECK ("guardianship"."kind" = 'GUARDIAN' or num_nonnulls("guardianship"."first_day", "guardianship"."last_day") = 0)
);
--> statement-breakpoint
CREATE TABLE "population_round" (
	"register" text PRIMARY KEY NOT NULL,
	"cursor" text NOT NULL,
	"next_cursor" text,
	"after_person_id" uuid,
	"finished_on" date,
	CONSTRAINT "place_belongs_to_a_night" CHECK ("population_round"."after_person_id" is null or "population_round"."next_cursor" is not null)
);
--> statement-breakpoint
CREATE TABLE "unheard_change" (
	"person_id" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity_code" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"sealed_code" text NOT NULL,
	"replaced" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity_code_mark" (
	"mark" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"code_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person_contact" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"language" text,
	"registered_language" text,
	"sealed_phone" text,
	"sealed_email" text,
	"sealed_address" text,
	"version" integer NOT NULL,
	CONSTRAINT "contact_has_a_version" CHECK ("person_contact"."version" > 0)
);
--> statement-breakpoint
CREATE TABLE "person_key" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"wrapped_key" text NOT NULL,
	"key_version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provider_unit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_id" uuid NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "system_account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"unit_ids" uuid[],
	"version" integer NOT NULL,
	CONSTRAINT "a_limit_names_a_unit" CHECK (cardinality("system_account"."unit_ids") > 0)
);
--> statement-breakpoint
CREATE TABLE "system_key" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"mark" text NOT NULL,
	"place" integer NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL,
	"made_by" uuid,
	"expires_on" date,
	"ended_at" timestamp(3) with time zone,
	"ended_by" uuid,
	"last_used_at" timestamp(3) with time zone,
	CONSTRAINT "place_is_one_of_two" CHECK ("system_key"."place" between 1 and 2)
);
--> statement-breakpoint
ALTER TABLE "person" DROP CONSTRAINT "identity_code_is_unique";--> statement-breakpoint
ALTER TABLE "user_account" DROP CONSTRAINT "systems_have_secrets";--> statement-breakpoint
ALTER TABLE "user_account" DROP CONSTRAINT "systems_and_only_they_have_the_role";--> statement-breakpoint
ALTER TABLE "user_account" DROP CONSTRAINT "roles_fit_the_organisation";--> statement-breakpoint
DROP INDEX "access_to_person";--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "outcome" text;--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "actor_person_id" uuid;--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "organisation_kind" text;--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "roles" text[];--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "acting_by" text;--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "mandate_id" text;--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "network" text;--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "trace_id" text;--> statement-breakpoint
ALTER TABLE "known_organisation" ADD COLUMN "business_id" text NOT NULL;--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_representative_id_person_id_fk" FOREIGN KEY ("representative_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_represented_id_person_id_fk" FOREIGN KEY ("represented_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandate_choice" ADD CONSTRAINT "mandate_choice_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guardianship" ADD CONSTRAINT "guardianship_ward_id_person_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guardianship" ADD CONSTRAINT "guardianship_guardian_id_person_id_fk" FOREIGN KEY ("guardian_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unheard_change" ADD CONSTRAINT "unheard_change_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_code" ADD CONSTRAINT "identity_code_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_code_mark" ADD CONSTRAINT "identity_code_mark_code_id_identity_code_id_fk" FOREIGN KEY ("code_id") REFERENCES "public"."identity_code"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_contact" ADD CONSTRAINT "person_contact_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_key" ADD CONSTRAINT "person_key_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system_account" ADD CONSTRAINT "system_account_id_user_account_id_fk" FOREIGN KEY ("id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system_key" ADD CONSTRAINT "system_key_account_id_system_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."system_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mandate_of_represented" ON "mandate" USING btree ("represented_id");--> statement-breakpoint
CREATE INDEX "mandate_of_representative" ON "mandate" USING btree ("representative_id");--> statement-breakpoint
CREATE INDEX "guardianship_of_guardian" ON "guardianship" USING btree ("guardian_id");--> statement-breakpoint
CREATE INDEX "identity_code_of_person" ON "identity_code" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "mark_of_identity_code" ON "identity_code_mark" USING btree ("code_id","version");--> statement-breakpoint
CREATE INDEX "identity_code_mark_by_version" ON "identity_code_mark" USING btree ("version");--> statement-breakpoint
CREATE INDEX "person_key_by_version" ON "person_key" USING btree ("key_version","person_id");--> statement-breakpoint
CREATE INDEX "key_of_system" ON "system_key" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "key_that_ended" ON "system_key" USING btree ("ended_at");--> statement-breakpoint
CREATE UNIQUE INDEX "system_has_two_keys_at_most" ON "system_key" USING btree ("account_id","place") WHERE "system_key"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "access_by_user" ON "access_log" USING btree ("user_id","at","id");--> statement-breakpoint
CREATE INDEX "access_by_organisation" ON "access_log" USING btree ("organisation_id","at","id");--> statement-breakpoint
CREATE INDEX "organisation_by_business_id" ON "known_organisation" USING btree ("business_id");--> statement-breakpoint
CREATE INDEX "access_to_person" ON "access_log" USING btree ("person_id","at","id");--> statement-breakpoint
ALTER TABLE "person" DROP COLUMN "sealed_identity_code";--> statement-breakpoint
ALTER TABLE "person" DROP COLUMN "identity_code_index";--> statement-breakpoint
-- Each system had one secret without a name, and might do all that a system of its organisation may.
INSERT INTO "system_account" ("id", "name", "version") SELECT "id", "client_id", 1 FROM "user_account" WHERE "client_id" IS NOT NULL;--> statement-breakpoint
INSERT INTO "system_key" ("id", "account_id", "name", "mark", "place", "made_at") SELECT gen_random_uuid(), "id", 'registered', "secret_mark", 1, now() FROM "user_account" WHERE "client_id" IS NOT NULL;--> statement-breakpoint
UPDATE "user_account" SET "roles" = case "organisation_kind"
        when 'ORGANISER' then array['SYSTEM_READ','SYSTEM_GRANT','SYSTEM_FEED']
        else array['SYSTEM_READ','SYSTEM_RECORD','SYSTEM_BILLING'] end WHERE "client_id" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "user_account" DROP COLUMN "secret_mark";--> statement-breakpoint
ALTER TABLE "access_log" ADD CONSTRAINT "reason_is_short" CHECK (length("access_log"."reason") <= 200);--> statement-breakpoint
ALTER TABLE "user_account" ADD CONSTRAINT "systems_and_only_they_have_scopes" CHECK (case when "user_account"."client_id" is null
        then not "user_account"."roles" && array['SYSTEM_READ','SYSTEM_GRANT','SYSTEM_FEED','SYSTEM_RECORD','SYSTEM_BILLING']
        else "user_account"."roles" <@ array['SYSTEM_READ','SYSTEM_GRANT','SYSTEM_FEED','SYSTEM_RECORD','SYSTEM_BILLING'] end);--> statement-breakpoint
ALTER TABLE "user_account" ADD CONSTRAINT "roles_fit_the_organisation" CHECK ("user_account"."roles" <@ case "user_account"."organisation_kind"
        when 'ORGANISER' then array['ADMIN','GRANTER','CASE_HANDLER','EVENT_CHECKER','SETTLEMENT_APPROVER','AUDITOR','SYSTEM_READ','SYSTEM_GRANT','SYSTEM_FEED']
        when 'PROVIDER' then array['ADMIN','SIGNATORY','SERVICE_MANAGER','PREPARER','RECORDER','SYSTEM_READ','SYSTEM_RECORD','SYSTEM_BILLING']
        when 'PLATFORM' then array['OPERATOR']
        else array['CLIENT','MANDATE_SEE','MANDATE_ARRANGE','MANDATE_PAY'] end);--> statement-breakpoint
-- The word of the API.
UPDATE "access_log" SET "action" = 'SIGN_IN_REFUSED' WHERE "action" = 'REFUSED';--> statement-breakpoint
-- Until now the action alone told the outcome.
UPDATE "access_log" SET "outcome" = CASE
  WHEN "action" IN ('SIGN_IN_REFUSED', 'TOKEN_REUSED', 'VOUCHER_NOT_OPENED', 'VOUCHER_NOT_GRANTED', 'VOUCHER_NUMBERS_GUESSED') THEN 'REFUSED'
  WHEN "action" IN ('SIGNED_IN', 'SIGNED_OUT', 'SYSTEM_TOKEN') THEN 'DONE'
  ELSE 'SEEN' END;--> statement-breakpoint
ALTER TABLE "access_log" ALTER COLUMN "outcome" SET NOT NULL;--> statement-breakpoint
-- Rows from before the chain are sealed like new ones.
INSERT INTO "access_unsealed" SELECT "id" FROM "access_log";--> statement-breakpoint
-- Whoever adds a row to the log, a block has to seal it.
CREATE FUNCTION wait_for_block() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO access_unsealed SELECT id FROM added;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER wait_for_block AFTER INSERT ON access_log REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION wait_for_block();--> statement-breakpoint
-- The log only grows. The running role lacks the right to change it; the trigger refuses it to the owner too.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: it only grows', tg_op, tg_table_name USING ERRCODE = 'restrict_violation', TABLE = tg_table_name;
END $$;
--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON access_block FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
