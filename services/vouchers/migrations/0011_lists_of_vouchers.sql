DROP INDEX "voucher_of_organiser";--> statement-breakpoint
DROP INDEX "voucher_of_organiser_and_service";--> statement-breakpoint
CREATE INDEX "voucher_of_organiser_by_last_day" ON "voucher" USING btree ("organiser_id","last_day","id","granted_at","state","arrangement_kind");--> statement-breakpoint
CREATE INDEX "voucher_of_organiser_and_service_by_last_day" ON "voucher" USING btree ("organiser_id","service_id","last_day","id","granted_at","state","arrangement_kind");--> statement-breakpoint
CREATE INDEX "voucher_that_was_suspended" ON "voucher" USING btree ("organiser_id","id") WHERE "voucher"."suspensions" <> '[]';--> statement-breakpoint
CREATE INDEX "voucher_of_organiser" ON "voucher" USING btree ("organiser_id","id","granted_at","last_day","state","arrangement_kind");--> statement-breakpoint
CREATE INDEX "voucher_of_organiser_and_service" ON "voucher" USING btree ("organiser_id","service_id","id","granted_at","last_day","state","arrangement_kind");