CREATE TABLE "invoice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"statement_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"invoice_number" text NOT NULL,
	"invoice_day" date NOT NULL,
	"total_cents" bigint NOT NULL,
	"completes_statement" boolean NOT NULL,
	"submitted_by" uuid NOT NULL,
	"submitted_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "invoice_number_is_used_once" UNIQUE("provider_id","invoice_number")
);
--> statement-breakpoint
CREATE TABLE "invoice_line" (
	"invoice_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"amount_cents" bigint NOT NULL,
	CONSTRAINT "invoice_names_a_visit_once" PRIMARY KEY("invoice_id","visit_id")
);
--> statement-breakpoint
CREATE TABLE "statement_visit" (
	"statement_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"organiser_cents" bigint NOT NULL,
	CONSTRAINT "statement_visit_statement_id_visit_id_pk" PRIMARY KEY("statement_id","visit_id")
);
--> statement-breakpoint
CREATE TABLE "provider_approval" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organiser_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"last_day" date,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payment" (
	"statement_id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"creditor_name" text NOT NULL,
	"creditor_iban" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provider_billing" (
	"provider_id" uuid NOT NULL,
	"first_month" text NOT NULL,
	"version" integer NOT NULL,
	"by_unit" boolean NOT NULL,
	"published_by" uuid NOT NULL,
	"published_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "provider_billing_provider_id_first_month_version_pk" PRIMARY KEY("provider_id","first_month","version")
);
--> statement-breakpoint
CREATE TABLE "settlement_terms" (
	"organiser_id" uuid NOT NULL,
	"first_month" text NOT NULL,
	"version" integer NOT NULL,
	"mode" text NOT NULL,
	"carried_runs_max" integer NOT NULL,
	"published_by" uuid NOT NULL,
	"published_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "settlement_terms_organiser_id_first_month_version_pk" PRIMARY KEY("organiser_id","first_month","version"),
	CONSTRAINT "carried_runs_are_0_to_12" CHECK ("settlement_terms"."carried_runs_max" between 0 and 12)
);
--> statement-breakpoint
ALTER TABLE "statement" DROP CONSTRAINT "provider_has_one_statement_a_run";--> statement-breakpoint
ALTER TABLE "statement" DROP CONSTRAINT "payment_has_an_account";--> statement-breakpoint
ALTER TABLE "statement" DROP CONSTRAINT "statement_loses_no_cent";--> statement-breakpoint
ALTER TABLE "statement" ADD COLUMN "billing_unit_id" uuid;--> statement-breakpoint
ALTER TABLE "statement" ADD COLUMN "mode" text DEFAULT 'SELF_BILLED' NOT NULL;--> statement-breakpoint
ALTER TABLE "statement" ADD COLUMN "set_off_cents" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_statement_id_statement_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."statement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_invoice_id_invoice_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_statement_id_statement_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."statement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_run_id_settlement_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."settlement_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invoice_of_statement" ON "invoice" USING btree ("statement_id");--> statement-breakpoint
CREATE INDEX "approval_of_provider" ON "provider_approval" USING btree ("organiser_id","provider_id");--> statement-breakpoint
CREATE INDEX "payment_of_run" ON "payment" USING btree ("run_id");--> statement-breakpoint
-- What was issued with something to pay is in the file of its own run.
INSERT INTO payment SELECT id, run_id, creditor_name, creditor_iban FROM statement WHERE payable_cents > 0 AND state = 'ISSUED';--> statement-breakpoint
ALTER TABLE "statement" DROP COLUMN "state";--> statement-breakpoint
ALTER TABLE "statement" ADD CONSTRAINT "unit_has_one_statement_a_run" UNIQUE NULLS NOT DISTINCT("run_id","provider_id","billing_unit_id");--> statement-breakpoint
ALTER TABLE "statement" ADD CONSTRAINT "statement_loses_no_cent" CHECK ("statement"."brought_forward_cents" + "statement"."organiser_cents" + "statement"."set_off_cents" = "statement"."payable_cents" + "statement"."carried_forward_cents" + "statement"."receivable_cents");--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON statement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON statement_visit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON payment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON invoice FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON invoice_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON settlement_terms FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON provider_billing FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
-- Approvals were announced before there was anybody here to hear: registry is heard again from its beginning, and the newest word about each thing holds.
DELETE FROM parked_event WHERE source = 'registry';--> statement-breakpoint
DELETE FROM inbox WHERE source = 'registry';
