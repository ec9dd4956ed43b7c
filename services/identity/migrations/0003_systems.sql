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
ALTER TABLE "user_account" DROP CONSTRAINT "systems_have_secrets";--> statement-breakpoint
ALTER TABLE "user_account" DROP CONSTRAINT "systems_and_only_they_have_the_role";--> statement-breakpoint
ALTER TABLE "user_account" DROP CONSTRAINT "roles_fit_the_organisation";--> statement-breakpoint
ALTER TABLE "system_account" ADD CONSTRAINT "system_account_id_user_account_id_fk" FOREIGN KEY ("id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system_key" ADD CONSTRAINT "system_key_account_id_system_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."system_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "key_of_system" ON "system_key" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "key_that_ended" ON "system_key" USING btree ("ended_at");--> statement-breakpoint
CREATE UNIQUE INDEX "system_has_two_keys_at_most" ON "system_key" USING btree ("account_id","place") WHERE "system_key"."ended_at" is null;--> statement-breakpoint
-- Each system had one secret without a name, and might do all that a system of its organisation may.
INSERT INTO "system_account" ("id", "name", "version") SELECT "id", "client_id", 1 FROM "user_account" WHERE "client_id" IS NOT NULL;--> statement-breakpoint
INSERT INTO "system_key" ("id", "account_id", "name", "mark", "place", "made_at") SELECT gen_random_uuid(), "id", 'registered', "secret_mark", 1, now() FROM "user_account" WHERE "client_id" IS NOT NULL;--> statement-breakpoint
UPDATE "user_account" SET "roles" = case "organisation_kind"
        when 'ORGANISER' then array['SYSTEM_READ','SYSTEM_GRANT','SYSTEM_FEED']
        else array['SYSTEM_READ','SYSTEM_RECORD','SYSTEM_BILLING'] end WHERE "client_id" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "user_account" DROP COLUMN "secret_mark";--> statement-breakpoint
ALTER TABLE "user_account" ADD CONSTRAINT "systems_and_only_they_have_scopes" CHECK (case when "user_account"."client_id" is null
        then not "user_account"."roles" && array['SYSTEM_READ','SYSTEM_GRANT','SYSTEM_FEED','SYSTEM_RECORD','SYSTEM_BILLING']
        else "user_account"."roles" <@ array['SYSTEM_READ','SYSTEM_GRANT','SYSTEM_FEED','SYSTEM_RECORD','SYSTEM_BILLING'] end);--> statement-breakpoint
ALTER TABLE "user_account" ADD CONSTRAINT "roles_fit_the_organisation" CHECK ("user_account"."roles" <@ case "user_account"."organisation_kind"
        when 'ORGANISER' then array['ADMIN','GRANTER','CASE_HANDLER','EVENT_CHECKER','SETTLEMENT_APPROVER','SYSTEM_READ','SYSTEM_GRANT','SYSTEM_FEED']
        when 'PROVIDER' then array['ADMIN','SIGNATORY','SERVICE_MANAGER','PREPARER','RECORDER','SYSTEM_READ','SYSTEM_RECORD','SYSTEM_BILLING']
        when 'PLATFORM' then array['OPERATOR']
        else array['CLIENT','MANDATE_SEE','MANDATE_ARRANGE','MANDATE_PAY'] end);