-- All tables of bookings, in the order of `RIGHTS`, each with its keys and indexes.
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
CREATE TABLE "job" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"organisation_kind" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"started_by" uuid,
	"step" jsonb NOT NULL,
	"done" integer NOT NULL,
	"total" integer NOT NULL,
	"pieces" integer NOT NULL,
	"asked_at" timestamp(3) with time zone NOT NULL,
	"started_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	"refusal" jsonb,
	"resting_since" timestamp(3) with time zone,
	CONSTRAINT "job_has_done_no_more_than_all" CHECK ("job"."done" between 0 and "job"."total"),
	CONSTRAINT "job_is_started_before_it_ends" CHECK ("job"."ended_at" is null or "job"."started_at" is not null),
	CONSTRAINT "only_an_ended_job_is_refused" CHECK ("job"."refusal" is null or "job"."ended_at" is not null)
);
--> statement-breakpoint
CREATE INDEX "open_job" ON "job" USING btree ("pieces","id") WHERE "job"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "job_of_subject" ON "job" USING btree ("subject_id","id");
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
	"last_day" date,
	"continues" uuid,
	"made_at" timestamp(3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "booking_ends_after_it_begins" CHECK ("booking"."last_day" >= "booking"."first_day")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "booking_goes_on_once" ON "booking" USING btree ("continues","voucher_id") WHERE "booking"."continues" is not null;--> statement-breakpoint
CREATE INDEX "booking_of_voucher" ON "booking" USING btree ("voucher_id");--> statement-breakpoint
CREATE INDEX "booking_of_provider_and_service" ON "booking" USING btree ("provider_id","service_id","id");--> statement-breakpoint
CREATE INDEX "booking_of_organiser_and_service" ON "booking" USING btree ("organiser_id","service_id","id");--> statement-breakpoint
CREATE INDEX "booking_of_unit" ON "booking" USING btree ("unit_id","service_id","id");--> statement-breakpoint
CREATE INDEX "booking_of_provider_by_first_day" ON "booking" USING btree ("provider_id","service_id","first_day","id");--> statement-breakpoint
CREATE INDEX "booking_of_organiser_by_first_day" ON "booking" USING btree ("organiser_id","service_id","first_day","id");--> statement-breakpoint
CREATE INDEX "booking_of_person" ON "booking" USING btree ("person_id","id");
--> statement-breakpoint
CREATE TABLE "booked_content" (
	"booking_id" uuid NOT NULL,
	"content_id" uuid NOT NULL,
	"voucher_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date,
	CONSTRAINT "booked_content_booking_id_content_id_pk" PRIMARY KEY("booking_id","content_id")
);
--> statement-breakpoint
ALTER TABLE "booked_content" ADD CONSTRAINT "booked_content_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TABLE "consent" (
	"booking_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"given_through" uuid NOT NULL,
	"given_at" timestamp(3) with time zone NOT NULL,
	"channel" text NOT NULL,
	"terms_version" integer,
	CONSTRAINT "consent_booking_id_kind_pk" PRIMARY KEY("booking_id","kind")
);
--> statement-breakpoint
ALTER TABLE "consent" ADD CONSTRAINT "consent_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TABLE "visit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"booking_id" uuid NOT NULL,
	"organiser_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"voucher_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"ends_at" timestamp(3) with time zone NOT NULL,
	"timed" boolean DEFAULT true NOT NULL,
	"kind" text DEFAULT 'NORMAL' NOT NULL,
	"content_id" uuid,
	"amount" text,
	"workers" integer DEFAULT 1 NOT NULL,
	"worker_reference" text,
	"group_reference" text,
	"notice_at" timestamp(3) with time zone,
	"accessories" jsonb,
	"extra_service" jsonb,
	"state" text NOT NULL,
	"allocation" text NOT NULL,
	"refusal" jsonb,
	"lines" jsonb NOT NULL,
	"total_cents" bigint,
	"organiser_cents" bigint,
	"client_cents" bigint,
	"unbilled_cents" bigint DEFAULT 0 NOT NULL,
	"flags" text[] NOT NULL,
	"overlap_reason" text,
	"approved_by" text,
	"held_at" timestamp(3) with time zone,
	"hold_reason" text,
	"is_taken_back" boolean NOT NULL,
	"approver_id" uuid,
	"approved_at" timestamp(3) with time zone,
	"return_reason" text,
	"returned_at" timestamp(3) with time zone,
	"handle_by" date,
	"reminded_at" timestamp(3) with time zone,
	"correction_reason" text,
	"external_id" text,
	"before" jsonb,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"version" integer NOT NULL,
	"allocated_version" integer,
	"placing_id" uuid,
	CONSTRAINT "visit_ends_after_it_starts" CHECK ("visit"."ends_at" > "visit"."starts_at"),
	CONSTRAINT "visit_moves_on_only_when_allocated" CHECK ("visit"."allocation" = 'MADE' or "visit"."state" in ('RECORDED', 'DELETED')),
	CONSTRAINT "visit_shares_sum_to_the_total" CHECK ("visit"."organiser_cents" + "visit"."client_cents" + "visit"."unbilled_cents" = "visit"."total_cents"),
	CONSTRAINT "visit_shares_are_not_negative" CHECK ("visit"."organiser_cents" >= 0 and "visit"."client_cents" >= 0 and "visit"."unbilled_cents" >= 0),
	CONSTRAINT "visit_has_workers" CHECK ("visit"."workers" > 0)
);
--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "visit_external_id_stands_once" ON "visit" USING btree ("provider_id","external_id",coalesce(case when "allocation" = 'REFUSED' or "state" = 'DELETED' then "id"::text end, '')) WHERE "visit"."external_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "visit_is_recorded_once" ON "visit" USING btree ("voucher_id","starts_at","ends_at",coalesce("content_id"::text, ''),coalesce("worker_reference", ''),coalesce("provider_id"::text || ' ' || "external_id", '')) WHERE "visit"."state" <> 'DELETED' and "visit"."allocation" <> 'REFUSED';--> statement-breakpoint
CREATE INDEX "visit_of_worker" ON "visit" USING btree ("provider_id","worker_reference","starts_at") WHERE "visit"."worker_reference" is not null;--> statement-breakpoint
CREATE INDEX "visit_with_open_change" ON "visit" USING btree ("voucher_id") WHERE "visit"."before" is not null;--> statement-breakpoint
CREATE INDEX "visit_with_open_change_of_worker" ON "visit" USING btree ("provider_id",("before" ->> 'workerReference')) WHERE "visit"."before" is not null;--> statement-breakpoint
CREATE INDEX "visit_of_booking" ON "visit" USING btree ("booking_id","id");--> statement-breakpoint
CREATE INDEX "visit_that_was_returned" ON "visit" USING btree ("handle_by") WHERE "visit"."state" = 'RETURNED';--> statement-breakpoint
CREATE INDEX "visit_to_be_reminded_of" ON "visit" USING btree ("handle_by") WHERE "visit"."state" = 'RETURNED' and "visit"."reminded_at" is null;--> statement-breakpoint
CREATE INDEX "visit_of_service_by_day" ON "visit" USING btree ("service_id","state","allocation","starts_at","id");--> statement-breakpoint
CREATE INDEX "visit_of_service_by_age" ON "visit" USING btree ("service_id","state","allocation","id");--> statement-breakpoint
CREATE INDEX "visit_of_provider_by_day" ON "visit" USING btree ("provider_id","service_id","state","allocation","starts_at","id","unit_id");--> statement-breakpoint
CREATE INDEX "visit_of_provider_by_age" ON "visit" USING btree ("provider_id","service_id","state","allocation","id","unit_id");--> statement-breakpoint
CREATE INDEX "visit_that_is_flagged" ON "visit" USING btree ("service_id","state","allocation","starts_at","id","provider_id","unit_id","flags") WHERE "visit"."flags" <> '{}';--> statement-breakpoint
CREATE INDEX "visit_returned_of_service" ON "visit" USING btree ("service_id","handle_by","id","provider_id","unit_id") WHERE "visit"."state" = 'RETURNED';--> statement-breakpoint
CREATE INDEX "visit_held_of_organiser" ON "visit" USING btree ("organiser_id","starts_at") WHERE "visit"."state" in ('UNDER_REVIEW', 'RETURNED');--> statement-breakpoint
CREATE INDEX "visit_held_of_provider" ON "visit" USING btree ("provider_id","starts_at") WHERE "visit"."state" in ('UNDER_REVIEW', 'RETURNED');
--> statement-breakpoint
CREATE TABLE "import_line" (
	"job_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"said" jsonb,
	"fault" jsonb,
	"visit_id" uuid,
	"refusal" jsonb,
	CONSTRAINT "import_line_job_id_line_pk" PRIMARY KEY("job_id","line"),
	CONSTRAINT "line_has_one_state" CHECK (num_nonnulls("import_line"."said", "import_line"."fault", "import_line"."visit_id", "import_line"."refusal") = 1)
);
--> statement-breakpoint
ALTER TABLE "import_line" ADD CONSTRAINT "import_line_job_id_job_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."job"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TABLE "recurring_visits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"booking_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date,
	"start_time" text,
	"end_time" text,
	"content_id" uuid,
	"amount" text,
	"group_reference" text,
	"period" text NOT NULL,
	"recorded_through" date,
	"awaited_day" date,
	"set_by" uuid NOT NULL,
	"set_at" timestamp(3) with time zone NOT NULL,
	"retry_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "recurrence_has_both_times_or_none" CHECK (("recurring_visits"."start_time" is null) = ("recurring_visits"."end_time" is null)),
	CONSTRAINT "recurrence_has_times_or_a_content" CHECK ("recurring_visits"."start_time" is not null or "recurring_visits"."content_id" is not null)
);
--> statement-breakpoint
ALTER TABLE "recurring_visits" ADD CONSTRAINT "recurring_visits_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recurrence_of_booking" ON "recurring_visits" USING btree ("booking_id");--> statement-breakpoint
CREATE INDEX "recurrence_that_awaits_a_day" ON "recurring_visits" USING btree ("awaited_day") WHERE "recurring_visits"."awaited_day" is not null;
--> statement-breakpoint
CREATE TABLE "recurring_pause" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recurring_visits_id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"content_id" uuid,
	CONSTRAINT "pause_ends_after_it_starts" CHECK ("recurring_pause"."last_day" >= "recurring_pause"."first_day")
);
--> statement-breakpoint
ALTER TABLE "recurring_pause" ADD CONSTRAINT "recurring_pause_recurring_visits_id_recurring_visits_id_fk" FOREIGN KEY ("recurring_visits_id") REFERENCES "public"."recurring_visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pause_of_recurrence" ON "recurring_pause" USING btree ("recurring_visits_id");
--> statement-breakpoint
CREATE TABLE "recurring_occurrence" (
	"recurring_visits_id" uuid NOT NULL,
	"day" date NOT NULL,
	"visit_id" uuid,
	"refusal" jsonb,
	CONSTRAINT "recurring_occurrence_recurring_visits_id_day_pk" PRIMARY KEY("recurring_visits_id","day"),
	CONSTRAINT "due_day_has_a_visit_or_a_refusal" CHECK (("recurring_occurrence"."visit_id" is null) <> ("recurring_occurrence"."refusal" is null))
);
--> statement-breakpoint
ALTER TABLE "recurring_occurrence" ADD CONSTRAINT "recurring_occurrence_recurring_visits_id_recurring_visits_id_fk" FOREIGN KEY ("recurring_visits_id") REFERENCES "public"."recurring_visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring_occurrence" ADD CONSTRAINT "recurring_occurrence_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visit"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TABLE "price_notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"booking_id" uuid NOT NULL,
	"content_id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"old_price_cents" bigint NOT NULL,
	"new_price_cents" bigint NOT NULL,
	CONSTRAINT "rise_is_told_once" UNIQUE("booking_id","content_id","first_day"),
	CONSTRAINT "notice_is_of_a_rise" CHECK ("price_notice"."new_price_cents" > "price_notice"."old_price_cents")
);
--> statement-breakpoint
ALTER TABLE "price_notice" ADD CONSTRAINT "price_notice_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TABLE "booking_notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"booking_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"told_at" timestamp(3) with time zone NOT NULL,
	"last_day" date,
	"visit_id" uuid,
	"old_share_cents" bigint,
	"new_share_cents" bigint,
	CONSTRAINT "notice_of_an_end_names_the_last_day" CHECK (("booking_notice"."kind" in ('APPROVAL_WITHDRAWN', 'CLIENT_DIED')) = ("booking_notice"."last_day" is not null)),
	CONSTRAINT "other_notices_name_a_visit" CHECK (("booking_notice"."kind" not in ('APPROVAL_WITHDRAWN', 'CLIENT_DIED', 'DEATH_WITHDRAWN')) = ("booking_notice"."visit_id" is not null)),
	CONSTRAINT "notice_of_a_share_names_both" CHECK (("booking_notice"."kind" = 'SHARE_RECALCULATED') = ("booking_notice"."old_share_cents" is not null) and ("booking_notice"."old_share_cents" is null) = ("booking_notice"."new_share_cents" is null))
);
--> statement-breakpoint
ALTER TABLE "booking_notice" ADD CONSTRAINT "booking_notice_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "booking_notice" ADD CONSTRAINT "booking_notice_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notice_of_booking" ON "booking_notice" USING btree ("booking_id","id");
--> statement-breakpoint
CREATE TABLE "correction_request" (
	"id" uuid PRIMARY KEY NOT NULL,
	"visit_id" uuid NOT NULL,
	"booking_id" uuid NOT NULL,
	"organiser_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"wish" jsonb NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp(3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp(3) with time zone,
	"decline_reason" text,
	"corrected_version" integer,
	CONSTRAINT "what_is_decided_has_its_time" CHECK (("correction_request"."state" = 'OPEN') = ("correction_request"."decided_at" is null)),
	CONSTRAINT "a_correction_names_its_version" CHECK (("correction_request"."state" in ('ACCEPTED', 'CLOSED')) = ("correction_request"."corrected_version" is not null)),
	CONSTRAINT "who_declines_says_why" CHECK (("correction_request"."state" = 'DECLINED') = ("correction_request"."decline_reason" is not null))
);
--> statement-breakpoint
ALTER TABLE "correction_request" ADD CONSTRAINT "correction_request_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction_request" ADD CONSTRAINT "correction_request_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_request_of_a_visit" ON "correction_request" USING btree ("visit_id") WHERE "correction_request"."state" = 'OPEN';--> statement-breakpoint
CREATE INDEX "request_of_visit" ON "correction_request" USING btree ("visit_id","id");--> statement-breakpoint
CREATE INDEX "request_of_organiser" ON "correction_request" USING btree ("organiser_id","id");--> statement-breakpoint
CREATE INDEX "request_of_provider" ON "correction_request" USING btree ("provider_id","id");
--> statement-breakpoint
CREATE TABLE "repriced_visit" (
	"job_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "repriced_visit_job_id_visit_id_pk" PRIMARY KEY("job_id","visit_id")
);
--> statement-breakpoint
ALTER TABLE "repriced_visit" ADD CONSTRAINT "repriced_visit_job_id_job_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."job"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repriced_visit" ADD CONSTRAINT "repriced_visit_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visit"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TABLE "repricing_refusal" (
	"visit_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"code" text NOT NULL,
	"remaining" jsonb,
	"refused_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "repricing_refusal_visit_id_version_pk" PRIMARY KEY("visit_id","version")
);
--> statement-breakpoint
ALTER TABLE "repricing_refusal" ADD CONSTRAINT "repricing_refusal_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visit"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TABLE "voucher" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organiser_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"content_ids" uuid[] NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"state" text DEFAULT 'ACTIVE' NOT NULL,
	"suspensions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"predecessor_id" uuid,
	"arrangement_kind" text,
	"contract_prices" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX "voucher_that_follows" ON "voucher" USING btree ("predecessor_id") WHERE "voucher"."predecessor_id" is not null;
--> statement-breakpoint
CREATE TABLE "service_version" (
	"service_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"organiser_id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"approval_policy" text NOT NULL,
	"max_visit_minutes" integer NOT NULL,
	"increment_minutes" integer DEFAULT 1 NOT NULL,
	"tail_days" integer NOT NULL,
	"hard_limit_months" integer DEFAULT 3 NOT NULL,
	"sample_percent" integer DEFAULT 0 NOT NULL,
	"approved_editable" boolean DEFAULT true NOT NULL,
	"proration_policy" text DEFAULT 'CALENDAR_DAYS' NOT NULL,
	"cancellation_terms" jsonb,
	"contents" jsonb NOT NULL,
	CONSTRAINT "service_version_service_id_version_pk" PRIMARY KEY("service_id","version")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"died_on" date,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organiser" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recording_cut_off_day" integer NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organiser_day" (
	"organiser_id" uuid NOT NULL,
	"day" date NOT NULL,
	"day_class" text,
	"holiday_eve" boolean,
	"version" integer NOT NULL,
	CONSTRAINT "organiser_day_organiser_id_day_pk" PRIMARY KEY("organiser_id","day")
);
--> statement-breakpoint
CREATE TABLE "provider_unit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_id" uuid NOT NULL,
	"version" integer NOT NULL
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
CREATE INDEX "approval_of_provider" ON "approval" USING btree ("provider_id","service_id");
--> statement-breakpoint
CREATE TABLE "price" (
	"unit_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"content_id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"price_cents" bigint NOT NULL,
	"correction" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "price_unit_id_service_id_content_id_first_day_correction_pk" PRIMARY KEY("unit_id","service_id","content_id","first_day","correction")
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
-- The extension lets ids and ranges stand in one index. A database's owner may create it.
CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
-- A unit books a content of a voucher once for each day.
ALTER TABLE "booked_content" ADD CONSTRAINT "content_is_booked_once_a_day"
  EXCLUDE USING gist (voucher_id WITH =, unit_id WITH =, content_id WITH =, daterange(first_day, last_day, '[]') WITH &&);
--> statement-breakpoint
-- Bookings end in several ways. Each of them frees the days after the last day for another booking.
CREATE FUNCTION end_booked_content() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE booked_content SET last_day = NEW.last_day WHERE booking_id = NEW.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER booked_content_ends_with_its_booking AFTER UPDATE OF last_day ON booking FOR EACH ROW EXECUTE FUNCTION end_booked_content();
