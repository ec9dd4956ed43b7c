CREATE TABLE "approval" (
	"id" uuid PRIMARY KEY NOT NULL,
	"service_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"content_ids" uuid[] NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "booking" (
	"id" uuid PRIMARY KEY NOT NULL,
	"voucher_id" uuid NOT NULL,
	"organiser_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"content_ids" uuid[] NOT NULL,
	"wish" text,
	"first_day" date NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent" (
	"booking_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"given_through" uuid NOT NULL,
	"given_at" timestamp(3) with time zone NOT NULL,
	"channel" text NOT NULL,
	CONSTRAINT "consent_booking_id_kind_pk" PRIMARY KEY("booking_id","kind")
);
--> statement-breakpoint
CREATE TABLE "organiser" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recording_cut_off_day" integer NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "price" (
	"unit_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"content_id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"price_cents" bigint NOT NULL,
	CONSTRAINT "price_unit_id_service_id_content_id_first_day_pk" PRIMARY KEY("unit_id","service_id","content_id","first_day")
);
--> statement-breakpoint
CREATE TABLE "provider_unit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_id" uuid NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "service_version" (
	"service_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"organiser_id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"approval_policy" text NOT NULL,
	"max_visit_minutes" integer NOT NULL,
	"tail_days" integer NOT NULL,
	"contents" jsonb NOT NULL,
	CONSTRAINT "service_version_service_id_version_pk" PRIMARY KEY("service_id","version")
);
--> statement-breakpoint
CREATE TABLE "team" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"service_ids" uuid[] NOT NULL,
	"closed" boolean NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "visit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"booking_id" uuid NOT NULL,
	"organiser_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"voucher_id" uuid NOT NULL,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"ends_at" timestamp(3) with time zone NOT NULL,
	"state" text NOT NULL,
	"allocation" text NOT NULL,
	"refusal" jsonb,
	"lines" jsonb NOT NULL,
	"total_cents" bigint,
	"organiser_cents" bigint,
	"client_cents" bigint,
	"flags" text[] NOT NULL,
	"overlap_reason" text,
	"return_reason" text,
	"external_id" text,
	"before" jsonb,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "visit_ends_after_it_starts" CHECK ("visit"."ends_at" > "visit"."starts_at"),
	CONSTRAINT "visit_moves_on_only_when_allocated" CHECK ("visit"."allocation" = 'MADE' or "visit"."state" in ('RECORDED', 'DELETED')),
	CONSTRAINT "visit_shares_sum_to_the_total" CHECK ("visit"."organiser_cents" + "visit"."client_cents" = "visit"."total_cents"),
	CONSTRAINT "visit_shares_are_not_negative" CHECK ("visit"."organiser_cents" >= 0 and "visit"."client_cents" >= 0)
);
--> statement-breakpoint
CREATE TABLE "voucher" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organiser_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"content_ids" uuid[] NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"version" integer NOT NULL
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
ALTER TABLE "consent" ADD CONSTRAINT "consent_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approval_of_provider" ON "approval" USING btree ("provider_id","service_id");--> statement-breakpoint
CREATE INDEX "booking_of_provider" ON "booking" USING btree ("provider_id","id");--> statement-breakpoint
CREATE INDEX "booking_of_organiser" ON "booking" USING btree ("organiser_id","id");--> statement-breakpoint
CREATE INDEX "booking_of_person" ON "booking" USING btree ("person_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "visit_external_id_is_unique" ON "visit" USING btree ("provider_id","external_id");--> statement-breakpoint
CREATE UNIQUE INDEX "visit_is_recorded_once" ON "visit" USING btree ("voucher_id","starts_at","ends_at") WHERE "visit"."external_id" is null and "visit"."state" <> 'DELETED' and "visit"."allocation" <> 'REFUSED';--> statement-breakpoint
CREATE INDEX "visit_of_booking" ON "visit" USING btree ("booking_id","id");--> statement-breakpoint
CREATE INDEX "visit_under_review" ON "visit" USING btree ("organiser_id","id") WHERE "visit"."state" = 'UNDER_REVIEW';