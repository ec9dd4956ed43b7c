CREATE TABLE "calendar_day" (
	"organiser_id" uuid NOT NULL,
	"day" date NOT NULL,
	"version" integer NOT NULL,
	"day_class" text,
	"holiday_eve" boolean,
	"set_by" uuid NOT NULL,
	"set_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "calendar_day_organiser_id_day_version_pk" PRIMARY KEY("organiser_id","day","version"),
	CONSTRAINT "eve_is_no_base_class" CHECK ("calendar_day"."day_class" <> 'HOLIDAY_EVE')
);
--> statement-breakpoint
CREATE TABLE "service_area" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organiser_id" uuid NOT NULL,
	"code" text NOT NULL,
	"names" jsonb NOT NULL,
	CONSTRAINT "area_code_is_unique_within_organiser" UNIQUE("organiser_id","code")
);
--> statement-breakpoint
ALTER TABLE "price_list" DROP CONSTRAINT "price_list_is_decided_by_somebody";--> statement-breakpoint
DROP INDEX "price_list_has_one_version_a_first_day";--> statement-breakpoint
ALTER TABLE "price_list" ADD COLUMN "draft_prices" jsonb;--> statement-breakpoint
ALTER TABLE "service_content_version" ADD COLUMN "kind" text DEFAULT 'SERVICE' NOT NULL;--> statement-breakpoint
ALTER TABLE "service_content_version" ADD COLUMN "vat_treatment" text DEFAULT 'EXEMPT' NOT NULL;--> statement-breakpoint
ALTER TABLE "service_content_version" ADD COLUMN "included_in_price" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "service_content_version" ADD COLUMN "max_steps_per_visit" integer;--> statement-breakpoint
ALTER TABLE "service_content_version" ADD COLUMN "extra_service_allowed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "service_content_version" ADD COLUMN "parallel_allowed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "service_content_version" ADD COLUMN "multi_worker" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "service_version" ADD COLUMN "area_id" uuid;--> statement-breakpoint
ALTER TABLE "service_version" ADD COLUMN "sample_percent" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "service_version" ADD COLUMN "approved_editable" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "service_version" ADD COLUMN "overlap_policy" text DEFAULT 'REASON_NEEDED' NOT NULL;--> statement-breakpoint
ALTER TABLE "service_version" ADD COLUMN "proration_policy" text DEFAULT 'CALENDAR_DAYS' NOT NULL;--> statement-breakpoint
ALTER TABLE "service_version" ADD COLUMN "cancellation_terms" jsonb;--> statement-breakpoint
ALTER TABLE "service_version" ADD COLUMN "price_notice_days" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "service_version" ADD COLUMN "value_notice_days" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "service_version" ADD COLUMN "hard_limit_months" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "service_version" ADD COLUMN "deliberate_gaps" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "calendar_day" ADD CONSTRAINT "calendar_day_organiser_id_organiser_id_fk" FOREIGN KEY ("organiser_id") REFERENCES "public"."organiser"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_area" ADD CONSTRAINT "service_area_organiser_id_organiser_id_fk" FOREIGN KEY ("organiser_id") REFERENCES "public"."organiser"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_version" ADD CONSTRAINT "service_version_area_id_service_area_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."service_area"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "price_list_has_one_version_a_first_day" ON "price_list" USING btree ("unit_id","service_id","first_day") WHERE "price_list"."state" in ('SUBMITTED', 'ACCEPTED');--> statement-breakpoint
ALTER TABLE "price_list" ADD CONSTRAINT "only_drafts_are_rewritten" CHECK (("price_list"."state" = 'DRAFT') = ("price_list"."draft_prices" is not null));--> statement-breakpoint
ALTER TABLE "price_list" ADD CONSTRAINT "price_list_is_decided_by_somebody" CHECK (("price_list"."state" in ('DRAFT', 'SUBMITTED')) = ("price_list"."decided_by" is null));--> statement-breakpoint
ALTER TABLE "service_content_version" ADD CONSTRAINT "most_of_a_visit_is_positive" CHECK ("service_content_version"."max_steps_per_visit" > 0);--> statement-breakpoint
ALTER TABLE "service_content_version" ADD CONSTRAINT "only_accessories_and_travel_come_with_a_visit" CHECK ("service_content_version"."kind" in ('ACCESSORY', 'TRAVEL') or (not "service_content_version"."included_in_price" and "service_content_version"."max_steps_per_visit" is null));--> statement-breakpoint
ALTER TABLE "service_version" ADD CONSTRAINT "sample_is_a_share" CHECK ("service_version"."sample_percent" between 0 and 100);--> statement-breakpoint
ALTER TABLE "service_version" ADD CONSTRAINT "notice_is_not_negative" CHECK ("service_version"."price_notice_days" >= 0 and "service_version"."value_notice_days" >= 0);--> statement-breakpoint
ALTER TABLE "service_version" ADD CONSTRAINT "hard_limit_is_positive" CHECK ("service_version"."hard_limit_months" > 0);