DROP INDEX "visit_external_id_is_unique";--> statement-breakpoint
ALTER TABLE "recurring_visits" ADD COLUMN "group_reference" text;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "group_reference" text;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "approver_id" uuid;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "approved_at" timestamp(3) with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "visit_external_id_stands_once" ON "visit" USING btree ("provider_id","external_id",coalesce(case when "allocation" = 'REFUSED' or "state" = 'DELETED' then "id"::text end, '')) WHERE "visit"."external_id" is not null;