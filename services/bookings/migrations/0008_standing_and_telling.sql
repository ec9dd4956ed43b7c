CREATE TABLE "booking_notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"booking_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"told_at" timestamp(3) with time zone NOT NULL,
	"last_day" date,
	"visit_id" uuid,
	"old_share_cents" bigint,
	"new_share_cents" bigint,
	CONSTRAINT "notice_of_a_withdrawal_names_the_last_day" CHECK (("booking_notice"."kind" = 'APPROVAL_WITHDRAWN') = ("booking_notice"."last_day" is not null)),
	CONSTRAINT "other_notices_name_a_visit" CHECK (("booking_notice"."kind" <> 'APPROVAL_WITHDRAWN') = ("booking_notice"."visit_id" is not null)),
	CONSTRAINT "notice_of_a_share_names_both" CHECK (("booking_notice"."kind" = 'SHARE_RECALCULATED') = ("booking_notice"."old_share_cents" is not null) and ("booking_notice"."old_share_cents" is null) = ("booking_notice"."new_share_cents" is null))
);
--> statement-breakpoint
ALTER TABLE "recurring_visits" ADD COLUMN "retry_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "handle_by" date;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "placing_id" uuid;--> statement-breakpoint
ALTER TABLE "booking_notice" ADD CONSTRAINT "booking_notice_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "booking_notice" ADD CONSTRAINT "booking_notice_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notice_of_booking" ON "booking_notice" USING btree ("booking_id","id");--> statement-breakpoint
CREATE INDEX "visit_with_open_change_of_worker" ON "visit" USING btree ("provider_id",("before" ->> 'workerReference')) WHERE "visit"."before" is not null;--> statement-breakpoint
CREATE INDEX "visit_that_was_returned" ON "visit" USING btree ("handle_by") WHERE "visit"."state" = 'RETURNED';--> statement-breakpoint
-- What was returned before has until the hard limit too, but a month at least: nobody was told of a last day.
UPDATE "visit" v SET "handle_by" = greatest(current_date + 31, (
	date_trunc('month', v."starts_at" at time zone 'Europe/Helsinki') + make_interval(months => 1 + coalesce((
		SELECT s."hard_limit_months" FROM "booking" b JOIN "service_version" s ON s."service_id" = b."service_id"
		WHERE b."id" = v."booking_id" AND s."first_day" <= (v."starts_at" at time zone 'Europe/Helsinki')::date
		ORDER BY s."first_day" DESC LIMIT 1), 3)) - interval '1 day')::date)
WHERE v."state" = 'RETURNED' OR v."before" ->> 'state' = 'RETURNED';
