CREATE TABLE "client_share_vat" (
	"statement_id" uuid NOT NULL,
	"vat_permille" integer NOT NULL,
	"gross_cents" bigint NOT NULL,
	"vat_cents" bigint NOT NULL,
	CONSTRAINT "client_share_vat_statement_id_vat_permille_pk" PRIMARY KEY("statement_id","vat_permille")
);
--> statement-breakpoint
CREATE TABLE "extra_service" (
	"visit_id" uuid NOT NULL,
	"visit_version" integer NOT NULL,
	"organiser_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"voucher_id" uuid NOT NULL,
	"service_month" text NOT NULL,
	"accounting_month" text NOT NULL,
	"amount_cents" bigint NOT NULL,
	CONSTRAINT "extra_service_visit_id_visit_version_service_month_pk" PRIMARY KEY("visit_id","visit_version","service_month")
);
--> statement-breakpoint
ALTER TABLE "statement_line" DROP CONSTRAINT "statement_line_statement_id_content_id_service_month_unit_pk";--> statement-breakpoint
ALTER TABLE "client_share_statement" ADD COLUMN "extra_service_cents" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "ledger_line" ADD COLUMN "steps_per_unit" integer;--> statement-breakpoint
-- Written with the table and not as a change of its rows, which only grow: until now the unit told how many steps make one.
ALTER TABLE "ledger_line" ALTER COLUMN "steps_per_unit" TYPE integer USING CASE "unit" WHEN 'HOUR' THEN 60 WHEN 'EURO' THEN 100 ELSE 1000 END;--> statement-breakpoint
ALTER TABLE "ledger_line" ALTER COLUMN "steps_per_unit" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "ledger_line" ADD COLUMN "vat_permille" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "ledger_line" ADD COLUMN "vat_cents" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "statement_line" ADD COLUMN "steps_per_unit" integer;--> statement-breakpoint
-- Written with the table and not as a change of its rows, which only grow: until now the unit told how many steps make one.
ALTER TABLE "statement_line" ALTER COLUMN "steps_per_unit" TYPE integer USING CASE "unit" WHEN 'HOUR' THEN 60 WHEN 'EURO' THEN 100 ELSE 1000 END;--> statement-breakpoint
ALTER TABLE "statement_line" ALTER COLUMN "steps_per_unit" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "statement_line" ADD COLUMN "vat_permille" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "statement_line" ADD COLUMN "organiser_vat_cents" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "statement_line" ADD CONSTRAINT "statement_has_one_line_for_what_is_alike" PRIMARY KEY("statement_id","content_id","service_month","unit","steps_per_unit","vat_permille");--> statement-breakpoint
ALTER TABLE "client_share_vat" ADD CONSTRAINT "client_share_vat_statement_id_client_share_statement_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."client_share_statement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "extra_service_of_month" ON "extra_service" USING btree ("organiser_id","accounting_month");--> statement-breakpoint
CREATE INDEX "reversal_of_voucher" ON "ledger_entry" USING btree ("voucher_id") WHERE "ledger_entry"."kind" = 'REVERSAL';--> statement-breakpoint
ALTER TABLE "ledger_line" ADD CONSTRAINT "amount_contains_its_tax" CHECK ("ledger_line"."vat_cents" between least("ledger_line"."amount_cents", 0) and greatest("ledger_line"."amount_cents", 0));--> statement-breakpoint
ALTER TABLE "ledger_line" ADD CONSTRAINT "no_tax_without_a_rate" CHECK ("ledger_line"."vat_permille" > 0 or "ledger_line"."vat_cents" = 0);--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON extra_service FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON client_share_vat FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
-- Whatever was stated before was free of tax.
INSERT INTO client_share_vat SELECT id, 0, client_cents, 0 FROM client_share_statement WHERE client_cents <> 0;--> statement-breakpoint
-- The tax in what the provider earned is the tax in what the two owe it.
CREATE OR REPLACE FUNCTION require_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  unbalanced uuid;
BEGIN
  SELECT entry_id INTO unbalanced FROM inserted GROUP BY entry_id HAVING sum(amount_cents) <> 0 OR sum(vat_cents) <> 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the lines of entry % do not sum to zero', unbalanced
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_is_balanced', TABLE = 'ledger_line';
  END IF;
  RETURN NULL;
END $$;
