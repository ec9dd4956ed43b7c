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
CREATE TABLE "recurring_occurrence" (
	"recurring_visits_id" uuid NOT NULL,
	"day" date NOT NULL,
	"visit_id" uuid,
	"refusal" jsonb,
	CONSTRAINT "recurring_occurrence_recurring_visits_id_day_pk" PRIMARY KEY("recurring_visits_id","day"),
	CONSTRAINT "due_day_has_a_visit_or_a_refusal" CHECK (("recurring_occurrence"."visit_id" is null) <> ("recurring_occurrence"."refusal" is null))
);
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
	"period" text NOT NULL,
	"recorded_through" date,
	"awaited_day" date,
	"set_by" uuid NOT NULL,
	"set_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "recurrence_has_both_times_or_none" CHECK (("recurring_visits"."start_time" is null) = ("recurring_visits"."end_time" is null)),
	CONSTRAINT "recurrence_has_times_or_a_content" CHECK ("recurring_visits"."start_time" is not null or "recurring_visits"."content_id" is not null)
);
--> statement-breakpoint
ALTER TABLE "price_notice" ADD CONSTRAINT "price_notice_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring_occurrence" ADD CONSTRAINT "recurring_occurrence_recurring_visits_id_recurring_visits_id_fk" FOREIGN KEY ("recurring_visits_id") REFERENCES "public"."recurring_visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring_occurrence" ADD CONSTRAINT "recurring_occurrence_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring_pause" ADD CONSTRAINT "recurring_pause_recurring_visits_id_recurring_visits_id_fk" FOREIGN KEY ("recurring_visits_id") REFERENCES "public"."recurring_visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring_visits" ADD CONSTRAINT "recurring_visits_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pause_of_recurrence" ON "recurring_pause" USING btree ("recurring_visits_id");--> statement-breakpoint
CREATE INDEX "recurrence_of_booking" ON "recurring_visits" USING btree ("booking_id");--> statement-breakpoint
CREATE INDEX "recurrence_that_awaits_a_day" ON "recurring_visits" USING btree ("awaited_day") WHERE "recurring_visits"."awaited_day" is not null;