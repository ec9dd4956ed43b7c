ALTER TABLE "recurring_visits" ADD COLUMN "retry_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "placing_id" uuid;--> statement-breakpoint
CREATE INDEX "visit_with_open_change_of_worker" ON "visit" USING btree ("provider_id",("before" ->> 'workerReference')) WHERE "visit"."before" is not null;