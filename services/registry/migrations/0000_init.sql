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
CREATE TABLE "organiser" (
	"id" uuid PRIMARY KEY NOT NULL,
	"business_id" text NOT NULL,
	"names" jsonb NOT NULL,
	"iban" text,
	"settlement_day" integer NOT NULL,
	"recording_cut_off_day" integer NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "organiser_has_its_own_business_id" UNIQUE("business_id"),
	CONSTRAINT "settlement_day_is_4_to_8" CHECK ("organiser"."settlement_day" between 4 and 8),
	CONSTRAINT "recording_cut_off_day_is_in_every_month" CHECK ("organiser"."recording_cut_off_day" between 1 and 28)
);
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
	CONSTRAINT "price_list_is_of_one_service" UNIQUE("id","service_id"),
	CONSTRAINT "price_list_is_decided_by_somebody" CHECK (("price_list"."state" = 'SUBMITTED') = ("price_list"."decided_by" is null))
);
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
CREATE TABLE "provider_unit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_id" uuid NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "service" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organiser_id" uuid NOT NULL,
	"code" text NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "service_code_is_unique_within_organiser" UNIQUE("organiser_id","code")
);
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
CREATE TABLE "service_content_version" (
	"service_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"content_id" uuid NOT NULL,
	"names" jsonb NOT NULL,
	"deductible_allowed" boolean NOT NULL,
	CONSTRAINT "service_content_version_service_id_version_content_id_pk" PRIMARY KEY("service_id","version","content_id")
);
--> statement-breakpoint
CREATE TABLE "service_version" (
	"service_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"first_day" date NOT NULL,
	"names" jsonb NOT NULL,
	"arrangement_kind" text NOT NULL,
	"approval_policy" text NOT NULL,
	"max_visit_minutes" integer NOT NULL,
	"tail_days" integer NOT NULL,
	"published_by" uuid NOT NULL,
	"published_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "service_version_service_id_version_pk" PRIMARY KEY("service_id","version"),
	CONSTRAINT "service_has_one_version_a_first_day" UNIQUE("service_id","first_day"),
	CONSTRAINT "longest_visit_is_positive" CHECK ("service_version"."max_visit_minutes" > 0),
	CONSTRAINT "tail_is_not_negative" CHECK ("service_version"."tail_days" >= 0)
);
--> statement-breakpoint
CREATE TABLE "unit_value" (
	"content_id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"value_cents" bigint NOT NULL,
	CONSTRAINT "unit_value_content_id_first_day_pk" PRIMARY KEY("content_id","first_day")
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
CREATE TABLE "inbox" (
	"source" text NOT NULL,
	"partition" text NOT NULL,
	"last_seq" bigint NOT NULL,
	"epoch" integer,
	CONSTRAINT "inbox_source_partition_pk" PRIMARY KEY("source","partition")
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
CREATE TABLE "outbox_head" (
	"partition" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL
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
CREATE TABLE "relay" (
	"partition" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "band" ADD CONSTRAINT "band_is_of_a_content_version" FOREIGN KEY ("service_id","version","content_id") REFERENCES "public"."service_content_version"("service_id","version","content_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price" ADD CONSTRAINT "price_is_of_a_list" FOREIGN KEY ("price_list_id","service_id") REFERENCES "public"."price_list"("id","service_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price" ADD CONSTRAINT "price_is_of_a_content_of_the_service" FOREIGN KEY ("service_id","content_id") REFERENCES "public"."service_content"("service_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_list" ADD CONSTRAINT "price_list_organiser_id_organiser_id_fk" FOREIGN KEY ("organiser_id") REFERENCES "public"."organiser"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_list" ADD CONSTRAINT "price_list_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_list" ADD CONSTRAINT "price_list_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_list" ADD CONSTRAINT "price_list_unit_id_provider_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."provider_unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_approval" ADD CONSTRAINT "provider_approval_organiser_id_organiser_id_fk" FOREIGN KEY ("organiser_id") REFERENCES "public"."organiser"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_approval" ADD CONSTRAINT "provider_approval_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_approval" ADD CONSTRAINT "provider_approval_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_unit" ADD CONSTRAINT "provider_unit_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service" ADD CONSTRAINT "service_organiser_id_organiser_id_fk" FOREIGN KEY ("organiser_id") REFERENCES "public"."organiser"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_content" ADD CONSTRAINT "service_content_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_content_version" ADD CONSTRAINT "content_version_is_of_a_service_version" FOREIGN KEY ("service_id","version") REFERENCES "public"."service_version"("service_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_content_version" ADD CONSTRAINT "content_version_is_of_the_same_service" FOREIGN KEY ("service_id","content_id") REFERENCES "public"."service_content"("service_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_version" ADD CONSTRAINT "service_version_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "price_list_has_one_version_a_first_day" ON "price_list" USING btree ("unit_id","service_id","first_day") WHERE "price_list"."state" <> 'REJECTED';--> statement-breakpoint
CREATE INDEX "approval_of_service" ON "provider_approval" USING btree ("service_id","id");--> statement-breakpoint
CREATE INDEX "approval_of_provider" ON "provider_approval" USING btree ("provider_id","service_id");--> statement-breakpoint
CREATE INDEX "unit_of_provider" ON "provider_unit" USING btree ("provider_id");--> statement-breakpoint
CREATE INDEX "versions_of_content" ON "service_content_version" USING btree ("content_id");