CREATE TABLE "organiser_day" (
	"organiser_id" uuid NOT NULL,
	"day" date NOT NULL,
	"day_class" text,
	"holiday_eve" boolean,
	"version" integer NOT NULL,
	CONSTRAINT "organiser_day_organiser_id_day_pk" PRIMARY KEY("organiser_id","day")
);
--> statement-breakpoint
ALTER TABLE "visit" DROP CONSTRAINT "visit_shares_sum_to_the_total";--> statement-breakpoint
ALTER TABLE "visit" DROP CONSTRAINT "visit_shares_are_not_negative";--> statement-breakpoint
DROP INDEX "visit_external_id_is_unique";--> statement-breakpoint
DROP INDEX "visit_is_recorded_once";--> statement-breakpoint
ALTER TABLE "booking" ADD COLUMN "last_day" date;--> statement-breakpoint
ALTER TABLE "booking" ADD COLUMN "continues" uuid;--> statement-breakpoint
ALTER TABLE "booking" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "service_version" ADD COLUMN "hard_limit_months" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "service_version" ADD COLUMN "sample_percent" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "service_version" ADD COLUMN "approved_editable" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "service_version" ADD COLUMN "proration_policy" text DEFAULT 'CALENDAR_DAYS' NOT NULL;--> statement-breakpoint
ALTER TABLE "service_version" ADD COLUMN "cancellation_terms" jsonb;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "timed" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "kind" text DEFAULT 'NORMAL' NOT NULL;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "content_id" uuid;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "amount" text;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "workers" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "worker_reference" text;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "notice_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "accessories" jsonb;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "extra_service" jsonb;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "unbilled_cents" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "approved_by" text;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "correction_reason" text;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "allocated_version" integer;--> statement-breakpoint
ALTER TABLE "voucher" ADD COLUMN "state" text DEFAULT 'ACTIVE' NOT NULL;--> statement-breakpoint
ALTER TABLE "voucher" ADD COLUMN "suspensions" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "voucher" ADD COLUMN "predecessor_id" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "booking_goes_on_once" ON "booking" USING btree ("continues","voucher_id") WHERE "booking"."continues" is not null;--> statement-breakpoint
CREATE INDEX "booking_of_voucher" ON "booking" USING btree ("voucher_id");--> statement-breakpoint
CREATE INDEX "visit_of_worker" ON "visit" USING btree ("provider_id","worker_reference","starts_at") WHERE "visit"."worker_reference" is not null;--> statement-breakpoint
CREATE INDEX "voucher_that_follows" ON "voucher" USING btree ("predecessor_id") WHERE "voucher"."predecessor_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "visit_external_id_is_unique" ON "visit" USING btree ("provider_id","external_id",coalesce(case when "allocation" = 'REFUSED' then "id"::text end, '')) WHERE "visit"."external_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "visit_is_recorded_once" ON "visit" USING btree ("voucher_id","starts_at","ends_at",coalesce("content_id"::text, ''),coalesce("worker_reference", ''),coalesce("provider_id"::text || ' ' || "external_id", '')) WHERE "visit"."state" <> 'DELETED' and "visit"."allocation" <> 'REFUSED';--> statement-breakpoint
ALTER TABLE "booking" ADD CONSTRAINT "booking_ends_after_it_begins" CHECK ("booking"."last_day" >= "booking"."first_day");--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_has_workers" CHECK ("visit"."workers" > 0);--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_shares_sum_to_the_total" CHECK ("visit"."organiser_cents" + "visit"."client_cents" + "visit"."unbilled_cents" = "visit"."total_cents");--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_shares_are_not_negative" CHECK ("visit"."organiser_cents" >= 0 and "visit"."client_cents" >= 0 and "visit"."unbilled_cents" >= 0);