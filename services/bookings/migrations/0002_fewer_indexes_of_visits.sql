DROP INDEX "visit_of_voucher";--> statement-breakpoint
DROP INDEX "visit_external_id_is_unique";--> statement-breakpoint
DROP INDEX "visit_is_recorded_once";--> statement-breakpoint
CREATE UNIQUE INDEX "visit_external_id_is_unique" ON "visit" USING btree ("provider_id","external_id") WHERE "visit"."external_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "visit_is_recorded_once" ON "visit" USING btree ("voucher_id","starts_at","ends_at",coalesce("provider_id"::text || ' ' || "external_id", '')) WHERE "visit"."state" <> 'DELETED' and "visit"."allocation" <> 'REFUSED';