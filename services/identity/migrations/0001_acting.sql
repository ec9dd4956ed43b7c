ALTER TABLE "user_account" DROP CONSTRAINT "roles_fit_the_organisation";--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "assurance" text;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "identified_at" timestamp(3) with time zone;--> statement-breakpoint
-- Until now everybody came in by strong identification, and the session began then.
UPDATE "session" SET "assurance" = 'STRONG', "identified_at" = "started_at";--> statement-breakpoint
ALTER TABLE "session" ALTER COLUMN "assurance" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ALTER COLUMN "identified_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "user_account" ADD CONSTRAINT "people_are_clients_for_themselves_only" CHECK ("user_account"."organisation_kind" <> 'PERSON' or ('CLIENT' = any("user_account"."roles")) = ("user_account"."organisation_id" = "user_account"."person_id")
        and ('CLIENT' <> all("user_account"."roles") or cardinality("user_account"."roles") = 1));--> statement-breakpoint
ALTER TABLE "user_account" ADD CONSTRAINT "roles_fit_the_organisation" CHECK ("user_account"."roles" <@ case "user_account"."organisation_kind"
        when 'ORGANISER' then array['ADMIN','GRANTER','CASE_HANDLER','EVENT_CHECKER','SETTLEMENT_APPROVER','SYSTEM']
        when 'PROVIDER' then array['ADMIN','SIGNATORY','SERVICE_MANAGER','PREPARER','RECORDER','SYSTEM']
        when 'PLATFORM' then array['OPERATOR']
        else array['CLIENT','MANDATE_SEE','MANDATE_ARRANGE','MANDATE_PAY'] end);