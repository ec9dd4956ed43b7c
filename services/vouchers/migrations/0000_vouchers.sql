-- All tables of vouchers, in the order of `RIGHTS`, each with its keys and indexes.
-- `tables.ts` and `tables/` say what they are for.
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
CREATE TABLE "task" (
	"id" uuid PRIMARY KEY NOT NULL,
	"partition" text NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"organisation_kind" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"roles" text[] NOT NULL,
	"service_id" uuid,
	"due_day" date,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"closed_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE UNIQUE INDEX "task_is_open_once" ON "task" USING btree ("kind","subject_id") WHERE "task"."closed_at" is null;
--> statement-breakpoint
CREATE TABLE "voucher" (
	"id" uuid PRIMARY KEY NOT NULL,
	"voucher_number" text NOT NULL,
	"organiser_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"state" text NOT NULL,
	"arrangement_kind" text DEFAULT 'VOUCHER' NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"suspensions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"own_value" jsonb,
	"income" jsonb,
	"predecessor_id" uuid,
	"before_death" jsonb,
	"contract_prices" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"client_card" jsonb NOT NULL,
	"granted_by" uuid NOT NULL,
	"granted_at" timestamp(3) with time zone NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "voucher_number_is_unique" UNIQUE("voucher_number"),
	CONSTRAINT "voucher_has_one_successor" UNIQUE("predecessor_id"),
	CONSTRAINT "voucher_ends_after_it_starts" CHECK ("voucher"."last_day" >= "voucher"."first_day" - 1)
);
--> statement-breakpoint
CREATE INDEX "voucher_of_organiser" ON "voucher" USING btree ("organiser_id","id","granted_at","last_day","state","arrangement_kind");--> statement-breakpoint
CREATE INDEX "voucher_of_organiser_and_service" ON "voucher" USING btree ("organiser_id","service_id","id","granted_at","last_day","state","arrangement_kind");--> statement-breakpoint
CREATE INDEX "voucher_of_organiser_by_last_day" ON "voucher" USING btree ("organiser_id","last_day","id","granted_at","state","arrangement_kind");--> statement-breakpoint
CREATE INDEX "voucher_of_organiser_and_service_by_last_day" ON "voucher" USING btree ("organiser_id","service_id","last_day","id","granted_at","state","arrangement_kind");--> statement-breakpoint
CREATE INDEX "voucher_that_was_suspended" ON "voucher" USING btree ("organiser_id","id") WHERE "voucher"."suspensions" <> '[]';--> statement-breakpoint
CREATE INDEX "voucher_of_person" ON "voucher" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "voucher_that_was_declined" ON "voucher" USING btree ("organiser_id","id") WHERE "voucher"."state" = 'DECLINED';
--> statement-breakpoint
CREATE TABLE "decline" (
	"voucher_id" uuid PRIMARY KEY NOT NULL,
	"reason" text,
	"declined_by" uuid NOT NULL,
	"declined_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "decline" ADD CONSTRAINT "decline_voucher_id_voucher_id_fk" FOREIGN KEY ("voucher_id") REFERENCES "public"."voucher"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TABLE "other_arrangement" (
	"voucher_id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"note" text,
	"arranged_by" uuid NOT NULL,
	"arranged_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "other_arrangement" ADD CONSTRAINT "other_arrangement_voucher_id_voucher_id_fk" FOREIGN KEY ("voucher_id") REFERENCES "public"."voucher"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TABLE "own_value_change" (
	"voucher_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"first_day" date NOT NULL,
	"own_value" jsonb NOT NULL,
	"income" jsonb,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "own_value_change_voucher_id_version_pk" PRIMARY KEY("voucher_id","version")
);
--> statement-breakpoint
ALTER TABLE "own_value_change" ADD CONSTRAINT "own_value_change_voucher_id_voucher_id_fk" FOREIGN KEY ("voucher_id") REFERENCES "public"."voucher"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TABLE "entitlement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"voucher_id" uuid NOT NULL,
	"kind" text DEFAULT 'QUANTITY' NOT NULL,
	"unit" text NOT NULL,
	"steps" integer NOT NULL,
	"recurrence" text NOT NULL,
	"periods" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"carry_over" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "entitlement_is_positive" CHECK (("entitlement"."steps" > 0) = ("entitlement"."kind" = 'QUANTITY') and "entitlement"."steps" >= 0)
);
--> statement-breakpoint
ALTER TABLE "entitlement" ADD CONSTRAINT "entitlement_voucher_id_voucher_id_fk" FOREIGN KEY ("voucher_id") REFERENCES "public"."voucher"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "entitlement_of_voucher" ON "entitlement" USING btree ("voucher_id");
--> statement-breakpoint
CREATE TABLE "entitlement_content" (
	"voucher_id" uuid NOT NULL,
	"content_id" uuid NOT NULL,
	"entitlement_id" uuid NOT NULL,
	CONSTRAINT "entitlement_content_voucher_id_content_id_pk" PRIMARY KEY("voucher_id","content_id")
);
--> statement-breakpoint
ALTER TABLE "entitlement_content" ADD CONSTRAINT "entitlement_content_voucher_id_voucher_id_fk" FOREIGN KEY ("voucher_id") REFERENCES "public"."voucher"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlement_content" ADD CONSTRAINT "entitlement_content_entitlement_id_entitlement_id_fk" FOREIGN KEY ("entitlement_id") REFERENCES "public"."entitlement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "content_of_entitlement" ON "entitlement_content" USING btree ("entitlement_id");
--> statement-breakpoint
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
ALTER TABLE "balance_batch" ADD CONSTRAINT "balance_batch_entitlement_id_entitlement_id_fk" FOREIGN KEY ("entitlement_id") REFERENCES "public"."entitlement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "batch_of_balance" ON "balance_batch" USING btree ("entitlement_id");
--> statement-breakpoint
CREATE TABLE "bucket" (
	"entitlement_id" uuid NOT NULL,
	"period" text NOT NULL,
	"granted" integer NOT NULL,
	"remaining" integer NOT NULL,
	"steps_per_unit" integer DEFAULT 60 NOT NULL,
	"carries" boolean DEFAULT false NOT NULL,
	CONSTRAINT "bucket_entitlement_id_period_pk" PRIMARY KEY("entitlement_id","period"),
	CONSTRAINT "bucket_is_never_overdrawn" CHECK ("bucket"."remaining" between case when "bucket"."carries" then -"bucket"."granted" else 0 end and "bucket"."granted")
);
--> statement-breakpoint
ALTER TABLE "bucket" ADD CONSTRAINT "bucket_entitlement_id_entitlement_id_fk" FOREIGN KEY ("entitlement_id") REFERENCES "public"."entitlement"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TABLE "allocation" (
	"visit_id" uuid PRIMARY KEY NOT NULL,
	"visit_version" integer NOT NULL,
	"voucher_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"unit_id" uuid,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"ends_at" timestamp(3) with time zone NOT NULL,
	"state" text NOT NULL,
	"draws" jsonb NOT NULL,
	"occupies_time" boolean DEFAULT true NOT NULL,
	"days" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"payer" text DEFAULT 'SPLIT' NOT NULL,
	"spares_quota" boolean DEFAULT false NOT NULL,
	"pieces" jsonb,
	"lines" jsonb,
	"arrival" bigint GENERATED ALWAYS AS IDENTITY (sequence name "allocation_arrival_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	CONSTRAINT "allocation_holds_only_when_made" CHECK ("allocation"."state" = 'MADE' or jsonb_array_length("allocation"."draws") = 0)
);
--> statement-breakpoint
CREATE INDEX "allocation_of_person" ON "allocation" USING btree ("person_id","ends_at");--> statement-breakpoint
CREATE INDEX "allocation_that_lasts" ON "allocation" USING btree ("person_id","ends_at") WHERE "allocation"."ends_at" - "allocation"."starts_at" >= interval '3 days';
--> statement-breakpoint
CREATE TABLE "unit_value" (
	"service_id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"content_id" uuid NOT NULL,
	"value_cents" bigint NOT NULL,
	"coefficient" integer,
	CONSTRAINT "unit_value_service_id_first_day_content_id_version_pk" PRIMARY KEY("service_id","first_day","content_id","version"),
	CONSTRAINT "unit_value_is_not_negative" CHECK ("unit_value"."value_cents" >= 0)
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
CREATE TABLE "value_table" (
	"id" uuid PRIMARY KEY NOT NULL,
	"service_id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"published_by" uuid NOT NULL,
	"published_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "value_table_has_each_version_once" UNIQUE("service_id","first_day","version")
);
--> statement-breakpoint
CREATE TABLE "service" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organiser_id" uuid NOT NULL,
	"version" integer NOT NULL
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
CREATE TABLE "service_content" (
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"service_id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"unit" text NOT NULL,
	"deductible_allowed" boolean NOT NULL,
	"kind" text DEFAULT 'SERVICE' NOT NULL,
	"vat_treatment" text DEFAULT 'EXEMPT' NOT NULL,
	"extra_service_allowed" boolean DEFAULT false NOT NULL,
	"parallel_allowed" boolean DEFAULT false NOT NULL,
	"overlap_policy" text DEFAULT 'REASON_NEEDED' NOT NULL,
	CONSTRAINT "service_content_id_version_pk" PRIMARY KEY("id","version")
);
--> statement-breakpoint
CREATE INDEX "content_of_service" ON "service_content" USING btree ("service_id");
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
CREATE INDEX "approval_of_provider" ON "approval" USING btree ("provider_id","service_id");
--> statement-breakpoint
CREATE TABLE "price_list" (
	"unit_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"prices" jsonb NOT NULL,
	"accepted_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "price_list_service_id_unit_id_first_day_pk" PRIMARY KEY("service_id","unit_id","first_day")
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
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"protected_address" boolean NOT NULL,
	"died_on" date,
	"merged_into" uuid,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "residence" (
	"organiser_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"lives_in_area" boolean NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "residence_organiser_id_person_id_pk" PRIMARY KEY("organiser_id","person_id")
);
