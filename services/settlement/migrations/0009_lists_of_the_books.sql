-- The indexes of the lists, and the service of client share statements. What follows the indexes is written by hand.
DROP INDEX "entry_of_month";--> statement-breakpoint
DROP INDEX "reversal_of_voucher";--> statement-breakpoint
ALTER TABLE "client_share_statement" ADD COLUMN "service_id" uuid;--> statement-breakpoint
CREATE INDEX "client_share_of_organiser_and_service" ON "client_share_statement" USING btree ("organiser_id","service_id","id");--> statement-breakpoint
CREATE INDEX "client_share_of_run" ON "client_share_statement" USING btree ("run_id","id");--> statement-breakpoint
CREATE INDEX "client_share_of_voucher" ON "client_share_statement" USING btree ("voucher_id","id");--> statement-breakpoint
CREATE INDEX "entry_of_organiser" ON "ledger_entry" USING btree ("organiser_id","accounting_month","id");--> statement-breakpoint
CREATE INDEX "entry_of_organiser_and_service" ON "ledger_entry" USING btree ("organiser_id","service_id","accounting_month","id");--> statement-breakpoint
CREATE INDEX "entry_of_provider" ON "ledger_entry" USING btree ("provider_id","accounting_month","id");--> statement-breakpoint
CREATE INDEX "entry_of_voucher" ON "ledger_entry" USING btree ("voucher_id","accounting_month","id");--> statement-breakpoint
CREATE INDEX "change_of_organiser" ON "ledger_entry" USING btree ("organiser_id","accounting_month","id","kind","cause","service_id","provider_id") WHERE "ledger_entry"."kind" <> 'ORIGINAL';--> statement-breakpoint
CREATE INDEX "change_of_provider" ON "ledger_entry" USING btree ("provider_id","accounting_month","id","kind","cause","service_id") WHERE "ledger_entry"."kind" <> 'ORIGINAL';--> statement-breakpoint
CREATE INDEX "statement_of_run" ON "statement" USING btree ("run_id","id");--> statement-breakpoint
CREATE INDEX "statement_of_organiser_by_payable" ON "statement" USING btree ("organiser_id","payable_cents","id");--> statement-breakpoint
-- What was stated before gets its service. Nothing that the papers say changes.
ALTER TABLE client_share_statement DISABLE TRIGGER only_grows;
--> statement-breakpoint
UPDATE client_share_statement s SET service_id = v.service_id FROM voucher_service v WHERE v.voucher_id = s.voucher_id;
--> statement-breakpoint
ALTER TABLE client_share_statement ENABLE TRIGGER only_grows;
--> statement-breakpoint
-- The version before, which runs beside this one for a while, states client shares, too, and does not name the service.
CREATE FUNCTION name_service_of_share() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT service_id INTO NEW.service_id FROM voucher_service WHERE voucher_id = NEW.voucher_id;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER share_names_its_service BEFORE INSERT ON client_share_statement FOR EACH ROW WHEN (NEW.service_id IS NULL)
  EXECUTE FUNCTION name_service_of_share();
