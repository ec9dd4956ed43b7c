CREATE TABLE "balance_batch" (
	"id" uuid PRIMARY KEY NOT NULL,
	"entitlement_id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"loaded_by" uuid NOT NULL,
	"loaded_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "batch_ends_after_it_starts" CHECK ("balance_batch"."last_day" >= "balance_batch"."first_day")
);
--> statement-breakpoint
CREATE TABLE "income_formula" (
	"service_id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"max_cents" bigint NOT NULL,
	"floor_cents" bigint NOT NULL,
	"households" jsonb NOT NULL,
	"further_limit_cents" bigint NOT NULL,
	"further_percent" integer NOT NULL,
	"round_up_to_cents" integer,
	"published_by" uuid NOT NULL,
	"published_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "income_formula_service_id_first_day_pk" PRIMARY KEY("service_id","first_day")
);
--> statement-breakpoint
CREATE TABLE "service_version" (
	"service_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"first_day" date NOT NULL,
	"arrangement_kind" text NOT NULL,
	"value_notice_days" integer NOT NULL,
	"tail_days" integer NOT NULL,
	CONSTRAINT "service_version_service_id_version_pk" PRIMARY KEY("service_id","version")
);
--> statement-breakpoint
ALTER TABLE "bucket" DROP CONSTRAINT "bucket_is_never_overdrawn";--> statement-breakpoint
ALTER TABLE "entitlement" DROP CONSTRAINT "entitlement_is_positive";--> statement-breakpoint
ALTER TABLE "allocation" ADD COLUMN "occupies_time" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "allocation" ADD COLUMN "days" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "allocation" ADD COLUMN "payer" text DEFAULT 'SPLIT' NOT NULL;--> statement-breakpoint
ALTER TABLE "allocation" ADD COLUMN "spares_quota" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "allocation" ADD COLUMN "pieces" jsonb;--> statement-breakpoint
ALTER TABLE "allocation" ADD COLUMN "lines" jsonb;--> statement-breakpoint
ALTER TABLE "allocation" ADD COLUMN "arrival" bigint NOT NULL GENERATED ALWAYS AS IDENTITY (sequence name "allocation_arrival_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1);--> statement-breakpoint
ALTER TABLE "bucket" ADD COLUMN "steps_per_unit" integer DEFAULT 60 NOT NULL;--> statement-breakpoint
ALTER TABLE "bucket" ADD COLUMN "carries" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "entitlement" ADD COLUMN "kind" text DEFAULT 'QUANTITY' NOT NULL;--> statement-breakpoint
ALTER TABLE "entitlement" ADD COLUMN "periods" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "entitlement" ADD COLUMN "carry_over" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "died_on" date;--> statement-breakpoint
ALTER TABLE "service_content" ADD COLUMN "kind" text DEFAULT 'SERVICE' NOT NULL;--> statement-breakpoint
ALTER TABLE "service_content" ADD COLUMN "vat_treatment" text DEFAULT 'EXEMPT' NOT NULL;--> statement-breakpoint
ALTER TABLE "service_content" ADD COLUMN "extra_service_allowed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "service_content" ADD COLUMN "parallel_allowed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "service_content" ADD COLUMN "overlap_policy" text DEFAULT 'REASON_NEEDED' NOT NULL;--> statement-breakpoint
ALTER TABLE "unit_value" ADD COLUMN "coefficient" integer;--> statement-breakpoint
ALTER TABLE "voucher" ADD COLUMN "arrangement_kind" text DEFAULT 'VOUCHER' NOT NULL;--> statement-breakpoint
ALTER TABLE "voucher" ADD COLUMN "suspensions" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "voucher" ADD COLUMN "own_value" jsonb;--> statement-breakpoint
ALTER TABLE "voucher" ADD COLUMN "income" jsonb;--> statement-breakpoint
ALTER TABLE "voucher" ADD COLUMN "predecessor_id" uuid;--> statement-breakpoint
ALTER TABLE "balance_batch" ADD CONSTRAINT "balance_batch_entitlement_id_entitlement_id_fk" FOREIGN KEY ("entitlement_id") REFERENCES "public"."entitlement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "batch_of_balance" ON "balance_batch" USING btree ("entitlement_id");--> statement-breakpoint
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_has_one_successor" UNIQUE("predecessor_id");--> statement-breakpoint
ALTER TABLE "bucket" ADD CONSTRAINT "bucket_is_never_overdrawn" CHECK ("bucket"."remaining" between case when "bucket"."carries" then -"bucket"."granted" else 0 end and "bucket"."granted");--> statement-breakpoint
ALTER TABLE "entitlement" ADD CONSTRAINT "entitlement_is_positive" CHECK (("entitlement"."steps" > 0) = ("entitlement"."kind" = 'QUANTITY') and "entitlement"."steps" >= 0);