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
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_representative_id_person_id_fk" FOREIGN KEY ("representative_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_represented_id_person_id_fk" FOREIGN KEY ("represented_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandate_choice" ADD CONSTRAINT "mandate_choice_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system_account" ADD CONSTRAINT "system_account_id_user_account_id_fk" FOREIGN KEY ("id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system_key" ADD CONSTRAINT "system_key_account_id_system_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."system_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mandate_of_represented" ON "mandate" USING btree ("represented_id");--> statement-breakpoint
CREATE INDEX "mandate_of_representative" ON "mandate" USING btree ("representative_id");--> statement-breakpoint
CREATE INDEX "key_of_system" ON "system_key" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "key_that_ended" ON "system_key" USING btree ("ended_at");--> statement-breakpoint
CREATE UNIQUE INDEX "system_has_two_keys_at_most" ON "system_key" USING btree ("account_id","place") WHERE "system_key"."ended_at" is null;--> statement-breakpoint
ALTER TABLE "user_account" DROP COLUMN "secret_mark";--> statement-breakpoint
ALTER TABLE "user_account" ADD CONSTRAINT "systems_and_only_they_have_scopes" CHECK (case when "user_account"."client_id" is null
        then not "user_account"."roles" && array['SYSTEM_READ','SYSTEM_GRANT','SYSTEM_FEED','SYSTEM_RECORD','SYSTEM_BILLING']
        else "user_account"."roles" <@ array['SYSTEM_READ','SYSTEM_GRANT','SYSTEM_FEED','SYSTEM_RECORD','SYSTEM_BILLING'] end);--> statement-breakpoint
ALTER TABLE "user_account" ADD CONSTRAINT "roles_fit_the_organisation" CHECK ("user_account"."roles" <@ case "user_account"."organisation_kind"
        when 'ORGANISER' then array['ADMIN','GRANTER','CASE_HANDLER','EVENT_CHECKER','SETTLEMENT_APPROVER','SYSTEM_READ','SYSTEM_GRANT','SYSTEM_FEED']
        when 'PROVIDER' then array['ADMIN','SIGNATORY','SERVICE_MANAGER','PREPARER','RECORDER','SYSTEM_READ','SYSTEM_RECORD','SYSTEM_BILLING']
        when 'PLATFORM' then array['OPERATOR']
        else array['CLIENT','MANDATE_SEE','MANDATE_ARRANGE','MANDATE_PAY'] end);