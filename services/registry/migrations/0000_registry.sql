-- All tables of registry, in the order of `RIGHTS`, each with its keys and indexes.
-- `tables.ts` and `tables/` say what they are for. What drizzle does not know stands at the end, written by hand.
CREATE TABLE "outbox_head" (
	"partition" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"partition" text NOT NULL,
	"seq" bigint NOT NULL,
	"id" uuid NOT NULL,
	"type" text NOT NULL,
	"subject" text NOT NULL,
	"time" timestamp(3) with time zone NOT NULL,
	"actor" text,
	"traceparent" text,
	"data" text NOT NULL,
	CONSTRAINT "outbox_partition_seq_pk" PRIMARY KEY("partition","seq")
);
--> statement-breakpoint
CREATE TABLE "relay" (
	"partition" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"source" text NOT NULL,
	"partition" text NOT NULL,
	"last_seq" bigint NOT NULL,
	"epoch" integer,
	CONSTRAINT "inbox_source_partition_pk" PRIMARY KEY("source","partition")
);
--> statement-breakpoint
CREATE TABLE "parked_event" (
	"source" text NOT NULL,
	"partition" text NOT NULL,
	"seq" bigint NOT NULL,
	"subject" text NOT NULL,
	"envelope" jsonb NOT NULL,
	"fault" text NOT NULL,
	CONSTRAINT "parked_event_source_partition_seq_pk" PRIMARY KEY("source","partition","seq")
);
--> statement-breakpoint
CREATE TABLE "epoch" (
	"number" integer PRIMARY KEY NOT NULL,
	CONSTRAINT "epoch_is_positive" CHECK ("epoch"."number" > 0)
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"organisation" text NOT NULL,
	"key" text NOT NULL,
	"input_hash" text NOT NULL,
	"used_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "idempotency_organisation_key_pk" PRIMARY KEY("organisation","key")
);
--> statement-breakpoint
CREATE TABLE "idempotency_answer" (
	"organisation" text NOT NULL,
	"key" text NOT NULL,
	"answer" jsonb NOT NULL,
	CONSTRAINT "idempotency_answer_organisation_key_pk" PRIMARY KEY("organisation","key")
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "access_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"action" text NOT NULL,
	"user_id" uuid,
	"organisation_id" uuid,
	"person_id" uuid,
	"subject_id" uuid
);
--> statement-breakpoint
CREATE INDEX "access_to_person" ON "access_log" USING btree ("person_id","at");
--> statement-breakpoint
CREATE TABLE "actor_name" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_kind" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"roles" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "proposal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"service_id" uuid,
	"wish" jsonb NOT NULL,
	"preview_id" text,
	"state" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp(3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp(3) with time zone,
	CONSTRAINT "proposal_is_confirmed_by_a_second_person" CHECK ("proposal"."state" <> 'CONFIRMED' or "proposal"."decided_by" <> "proposal"."proposed_by"),
	CONSTRAINT "who_decided_about_a_proposal_is_known" CHECK (num_nonnulls("proposal"."decided_by", "proposal"."decided_at") = case when "proposal"."state" in ('CONFIRMED', 'WITHDRAWN') then 2 else 0 end)
);
--> statement-breakpoint
CREATE UNIQUE INDEX "one_proposal_waits_for_its_subject" ON "proposal" USING btree ("kind","subject_id") WHERE "proposal"."state" = 'PROPOSED';--> statement-breakpoint
CREATE INDEX "proposal_of_organisation" ON "proposal" USING btree ("organisation_id","id");
--> statement-breakpoint
CREATE TABLE "organiser" (
	"id" uuid PRIMARY KEY NOT NULL,
	"business_id" text NOT NULL,
	"names" jsonb NOT NULL,
	"iban" text,
	"settlement_day" integer NOT NULL,
	"recording_cut_off_day" integer NOT NULL,
	"municipality_codes" text[] NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "organiser_has_its_own_business_id" UNIQUE("business_id"),
	CONSTRAINT "settlement_day_is_4_to_8" CHECK ("organiser"."settlement_day" between 4 and 8),
	CONSTRAINT "recording_cut_off_day_is_in_every_month" CHECK ("organiser"."recording_cut_off_day" between 1 and 28)
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
ALTER TABLE "service_area" ADD CONSTRAINT "service_area_organiser_id_organiser_id_fk" FOREIGN KEY ("organiser_id") REFERENCES "public"."organiser"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
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
ALTER TABLE "calendar_day" ADD CONSTRAINT "calendar_day_organiser_id_organiser_id_fk" FOREIGN KEY ("organiser_id") REFERENCES "public"."organiser"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TABLE "provider" (
	"id" uuid PRIMARY KEY NOT NULL,
	"business_id" text NOT NULL,
	"name" text NOT NULL,
	"iban" text,
	"version" integer NOT NULL,
	CONSTRAINT "provider_has_its_own_business_id" UNIQUE("business_id")
);
--> statement-breakpoint
CREATE TABLE "provider_unit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_id" uuid NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "provider_unit" ADD CONSTRAINT "provider_unit_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "unit_of_provider" ON "provider_unit" USING btree ("provider_id");
--> statement-breakpoint
CREATE TABLE "provider_approval" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organiser_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"content_ids" uuid[] NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date,
	"approved_by" uuid NOT NULL,
	"approved_at" timestamp(3) with time zone NOT NULL,
	"withdrawn_at" timestamp(3) with time zone,
	"version" integer NOT NULL,
	CONSTRAINT "approval_ends_after_it_starts" CHECK ("provider_approval"."last_day" >= "provider_approval"."first_day" - 1),
	CONSTRAINT "approval_names_contents" CHECK (cardinality("provider_approval"."content_ids") > 0)
);
--> statement-breakpoint
ALTER TABLE "provider_approval" ADD CONSTRAINT "provider_approval_organiser_id_organiser_id_fk" FOREIGN KEY ("organiser_id") REFERENCES "public"."organiser"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_approval" ADD CONSTRAINT "provider_approval_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approval_of_service" ON "provider_approval" USING btree ("service_id","id");--> statement-breakpoint
CREATE INDEX "approval_of_provider" ON "provider_approval" USING btree ("provider_id","service_id");
--> statement-breakpoint
CREATE TABLE "service" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organiser_id" uuid NOT NULL,
	"code" text NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "service_code_is_unique_within_organiser" UNIQUE("organiser_id","code")
);
--> statement-breakpoint
ALTER TABLE "provider_approval" ADD CONSTRAINT "provider_approval_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service" ADD CONSTRAINT "service_organiser_id_organiser_id_fk" FOREIGN KEY ("organiser_id") REFERENCES "public"."organiser"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TABLE "service_version" (
	"service_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"first_day" date NOT NULL,
	"names" jsonb NOT NULL,
	"arrangement_kind" text NOT NULL,
	"approval_policy" text NOT NULL,
	"max_visit_minutes" integer NOT NULL,
	"increment_minutes" integer DEFAULT 1 NOT NULL,
	"tail_days" integer NOT NULL,
	"published_by" uuid NOT NULL,
	"published_at" timestamp(3) with time zone NOT NULL,
	"area_id" uuid,
	"sample_percent" integer DEFAULT 0 NOT NULL,
	"approved_editable" boolean DEFAULT true NOT NULL,
	"overlap_policy" text DEFAULT 'REASON_NEEDED' NOT NULL,
	"proration_policy" text DEFAULT 'CALENDAR_DAYS' NOT NULL,
	"cancellation_terms" jsonb,
	"price_notice_days" integer DEFAULT 30 NOT NULL,
	"value_notice_days" integer DEFAULT 30 NOT NULL,
	"hard_limit_months" integer DEFAULT 3 NOT NULL,
	"deliberate_gaps" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "service_version_service_id_version_pk" PRIMARY KEY("service_id","version"),
	CONSTRAINT "longest_visit_is_positive" CHECK ("service_version"."max_visit_minutes" > 0),
	CONSTRAINT "increment_is_positive" CHECK ("service_version"."increment_minutes" > 0),
	CONSTRAINT "sample_is_a_share" CHECK ("service_version"."sample_percent" between 0 and 100),
	CONSTRAINT "notice_is_not_negative" CHECK ("service_version"."price_notice_days" >= 0 and "service_version"."value_notice_days" >= 0),
	CONSTRAINT "hard_limit_is_positive" CHECK ("service_version"."hard_limit_months" > 0),
	CONSTRAINT "tail_is_not_negative" CHECK ("service_version"."tail_days" >= 0)
);
--> statement-breakpoint
ALTER TABLE "service_version" ADD CONSTRAINT "service_version_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_version" ADD CONSTRAINT "service_version_area_id_service_area_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."service_area"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TABLE "service_content" (
	"id" uuid PRIMARY KEY NOT NULL,
	"service_id" uuid NOT NULL,
	"code" text NOT NULL,
	"unit" text NOT NULL,
	CONSTRAINT "content_code_is_unique_within_service" UNIQUE("service_id","code"),
	CONSTRAINT "content_is_of_one_service" UNIQUE("service_id","id")
);
--> statement-breakpoint
ALTER TABLE "service_content" ADD CONSTRAINT "service_content_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TABLE "service_content_version" (
	"service_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"content_id" uuid NOT NULL,
	"names" jsonb NOT NULL,
	"deductible_allowed" boolean NOT NULL,
	"kind" text DEFAULT 'SERVICE' NOT NULL,
	"vat_treatment" text DEFAULT 'EXEMPT' NOT NULL,
	"included_in_price" boolean DEFAULT false NOT NULL,
	"max_steps_per_visit" integer,
	"extra_service_allowed" boolean DEFAULT false NOT NULL,
	"parallel_allowed" boolean DEFAULT false NOT NULL,
	"multi_worker" boolean DEFAULT false NOT NULL,
	CONSTRAINT "service_content_version_service_id_version_content_id_pk" PRIMARY KEY("service_id","version","content_id"),
	CONSTRAINT "most_of_a_visit_is_positive" CHECK ("service_content_version"."max_steps_per_visit" > 0),
	CONSTRAINT "only_accessories_and_travel_come_with_a_visit" CHECK ("service_content_version"."kind" in ('ACCESSORY', 'TRAVEL') or (not "service_content_version"."included_in_price" and "service_content_version"."max_steps_per_visit" is null))
);
--> statement-breakpoint
ALTER TABLE "service_content_version" ADD CONSTRAINT "content_version_is_of_a_service_version" FOREIGN KEY ("service_id","version") REFERENCES "public"."service_version"("service_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_content_version" ADD CONSTRAINT "content_version_is_of_the_same_service" FOREIGN KEY ("service_id","content_id") REFERENCES "public"."service_content"("service_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "versions_of_content" ON "service_content_version" USING btree ("content_id");
--> statement-breakpoint
CREATE TABLE "band" (
	"service_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"content_id" uuid NOT NULL,
	"day_class" text NOT NULL,
	"from_minute" integer NOT NULL,
	"to_minute" integer NOT NULL,
	CONSTRAINT "band_service_id_version_day_class_from_minute_pk" PRIMARY KEY("service_id","version","day_class","from_minute"),
	CONSTRAINT "band_lies_within_a_day" CHECK (0 <= "band"."from_minute" and "band"."from_minute" < "band"."to_minute" and "band"."to_minute" <= 1440)
);
--> statement-breakpoint
ALTER TABLE "band" ADD CONSTRAINT "band_is_of_a_content_version" FOREIGN KEY ("service_id","version","content_id") REFERENCES "public"."service_content_version"("service_id","version","content_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TABLE "price_list" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organiser_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"state" text NOT NULL,
	"first_day" date NOT NULL,
	"submitted_by" uuid NOT NULL,
	"submitted_at" timestamp(3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp(3) with time zone,
	"version" integer NOT NULL,
	"reason" text,
	"draft_prices" jsonb,
	"decision_reason" text,
	CONSTRAINT "price_list_is_of_one_service" UNIQUE("id","service_id"),
	CONSTRAINT "price_list_is_decided_by_somebody" CHECK (("price_list"."state" in ('DRAFT', 'SUBMITTED')) = ("price_list"."decided_by" is null)),
	CONSTRAINT "only_a_rejected_price_list_says_why" CHECK ("price_list"."decision_reason" is null or "price_list"."state" = 'REJECTED'),
	CONSTRAINT "only_drafts_are_rewritten" CHECK (("price_list"."state" = 'DRAFT') = ("price_list"."draft_prices" is not null))
);
--> statement-breakpoint
ALTER TABLE "price_list" ADD CONSTRAINT "price_list_organiser_id_organiser_id_fk" FOREIGN KEY ("organiser_id") REFERENCES "public"."organiser"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_list" ADD CONSTRAINT "price_list_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_list" ADD CONSTRAINT "price_list_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_list" ADD CONSTRAINT "price_list_unit_id_provider_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."provider_unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "unit_has_one_price_list_a_first_day" ON "price_list" USING btree ("unit_id","service_id","first_day") WHERE "price_list"."state" = 'ACCEPTED';--> statement-breakpoint
CREATE UNIQUE INDEX "unit_submits_one_price_list_a_first_day" ON "price_list" USING btree ("unit_id","service_id","first_day") WHERE "price_list"."state" = 'SUBMITTED';--> statement-breakpoint
CREATE INDEX "price_list_of_organiser" ON "price_list" USING btree ("organiser_id","id");--> statement-breakpoint
CREATE INDEX "price_list_of_organiser_by_first_day" ON "price_list" USING btree ("organiser_id","first_day","id");--> statement-breakpoint
CREATE INDEX "price_list_of_provider" ON "price_list" USING btree ("provider_id","id");
--> statement-breakpoint
CREATE TABLE "price" (
	"price_list_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"content_id" uuid NOT NULL,
	"price_cents" bigint NOT NULL,
	CONSTRAINT "price_price_list_id_content_id_pk" PRIMARY KEY("price_list_id","content_id"),
	CONSTRAINT "price_is_positive" CHECK ("price"."price_cents" > 0)
);
--> statement-breakpoint
ALTER TABLE "price" ADD CONSTRAINT "price_is_of_a_list" FOREIGN KEY ("price_list_id","service_id") REFERENCES "public"."price_list"("id","service_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price" ADD CONSTRAINT "price_is_of_a_content_of_the_service" FOREIGN KEY ("service_id","content_id") REFERENCES "public"."service_content"("service_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TABLE "unit_value" (
	"content_id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"value_cents" bigint NOT NULL,
	CONSTRAINT "unit_value_content_id_first_day_pk" PRIMARY KEY("content_id","first_day")
);
--> statement-breakpoint
CREATE TABLE "asked_repricing" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organiser_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"cause_id" uuid,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "asked_repricing" ADD CONSTRAINT "asked_repricing_organiser_id_organiser_id_fk" FOREIGN KEY ("organiser_id") REFERENCES "public"."organiser"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "visits_are_taken_again_once_for_a_decision" ON "asked_repricing" USING btree ("cause_id");
--> statement-breakpoint
-- The extension lets ids and ranges stand in one index. A database's owner may create it.
CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
-- Two bands of a version never overlap, so each minute has one price.
ALTER TABLE "band" ADD CONSTRAINT "bands_never_overlap"
  EXCLUDE USING gist (service_id WITH =, version WITH =, day_class WITH =, int4range(from_minute, to_minute) WITH &&);
