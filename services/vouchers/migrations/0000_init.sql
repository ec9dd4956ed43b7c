CREATE TABLE "allocation" (
	"visit_id" uuid PRIMARY KEY NOT NULL,
	"visit_version" integer NOT NULL,
	"voucher_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"ends_at" timestamp(3) with time zone NOT NULL,
	"state" text NOT NULL,
	"draws" jsonb NOT NULL,
	CONSTRAINT "allocation_holds_only_when_made" CHECK ("allocation"."state" = 'MADE' or jsonb_array_length("allocation"."draws") = 0)
);
--> statement-breakpoint
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
CREATE TABLE "bucket" (
	"entitlement_id" uuid NOT NULL,
	"period" text NOT NULL,
	"granted" integer NOT NULL,
	"remaining" integer NOT NULL,
	CONSTRAINT "bucket_entitlement_id_period_pk" PRIMARY KEY("entitlement_id","period"),
	CONSTRAINT "bucket_is_never_overdrawn" CHECK ("bucket"."remaining" between 0 and "bucket"."granted")
);
--> statement-breakpoint
CREATE TABLE "entitlement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"voucher_id" uuid NOT NULL,
	"unit" text NOT NULL,
	"steps" integer NOT NULL,
	"recurrence" text NOT NULL,
	CONSTRAINT "entitlement_is_positive" CHECK ("entitlement"."steps" > 0)
);
--> statement-breakpoint
CREATE TABLE "entitlement_content" (
	"voucher_id" uuid NOT NULL,
	"content_id" uuid NOT NULL,
	"entitlement_id" uuid NOT NULL,
	CONSTRAINT "entitlement_content_voucher_id_content_id_pk" PRIMARY KEY("voucher_id","content_id")
);
--> statement-breakpoint
CREATE TABLE "number_series" (
	"letter" text PRIMARY KEY NOT NULL,
	"last" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"protected_address" boolean NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "service" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organiser_id" uuid NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "service_content" (
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"service_id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"unit" text NOT NULL,
	"deductible_allowed" boolean NOT NULL,
	CONSTRAINT "service_content_id_version_pk" PRIMARY KEY("id","version")
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
CREATE TABLE "unit_value" (
	"service_id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"content_id" uuid NOT NULL,
	"value_cents" bigint NOT NULL,
	CONSTRAINT "unit_value_service_id_first_day_content_id_pk" PRIMARY KEY("service_id","first_day","content_id"),
	CONSTRAINT "unit_value_is_not_negative" CHECK ("unit_value"."value_cents" >= 0)
);
--> statement-breakpoint
CREATE TABLE "value_table" (
	"id" uuid PRIMARY KEY NOT NULL,
	"service_id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"published_by" uuid NOT NULL,
	"published_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "value_table_has_one_version_a_day" UNIQUE("service_id","first_day")
);
--> statement-breakpoint
CREATE TABLE "voucher" (
	"id" uuid PRIMARY KEY NOT NULL,
	"voucher_number" text NOT NULL,
	"organiser_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"state" text NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"client_card" jsonb NOT NULL,
	"granted_by" uuid NOT NULL,
	"granted_at" timestamp(3) with time zone NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "voucher_number_is_unique" UNIQUE("voucher_number"),
	CONSTRAINT "voucher_ends_after_it_starts" CHECK ("voucher"."last_day" >= "voucher"."first_day" - 1)
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
ALTER TABLE "bucket" ADD CONSTRAINT "bucket_entitlement_id_entitlement_id_fk" FOREIGN KEY ("entitlement_id") REFERENCES "public"."entitlement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlement" ADD CONSTRAINT "entitlement_voucher_id_voucher_id_fk" FOREIGN KEY ("voucher_id") REFERENCES "public"."voucher"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlement_content" ADD CONSTRAINT "entitlement_content_voucher_id_voucher_id_fk" FOREIGN KEY ("voucher_id") REFERENCES "public"."voucher"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlement_content" ADD CONSTRAINT "entitlement_content_entitlement_id_entitlement_id_fk" FOREIGN KEY ("entitlement_id") REFERENCES "public"."entitlement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "allocation_of_person" ON "allocation" USING btree ("person_id","ends_at");--> statement-breakpoint
CREATE INDEX "approval_of_provider" ON "approval" USING btree ("provider_id","service_id");--> statement-breakpoint
CREATE INDEX "entitlement_of_voucher" ON "entitlement" USING btree ("voucher_id");--> statement-breakpoint
CREATE INDEX "content_of_entitlement" ON "entitlement_content" USING btree ("entitlement_id");--> statement-breakpoint
CREATE INDEX "content_of_service" ON "service_content" USING btree ("service_id");--> statement-breakpoint
CREATE INDEX "voucher_of_organiser" ON "voucher" USING btree ("organiser_id","id");--> statement-breakpoint
CREATE INDEX "voucher_of_person" ON "voucher" USING btree ("person_id","id");