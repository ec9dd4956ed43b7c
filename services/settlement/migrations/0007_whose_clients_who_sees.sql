-- Two statements at the end are written by hand: a trigger, and the filling of a table from the ledger.
CREATE TABLE "actor_name" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_kind" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"roles" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "team" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"service_ids" uuid[] NOT NULL,
	"closed" boolean NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "voucher_service" (
	"voucher_id" uuid PRIMARY KEY NOT NULL,
	"service_id" uuid NOT NULL
);
--> statement-breakpoint
-- A voucher is of one service for ever, and what was posted before says of which.
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON voucher_service FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
INSERT INTO voucher_service (voucher_id, service_id) SELECT DISTINCT voucher_id, service_id FROM ledger_entry;
