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
ALTER TABLE "visit" ADD COLUMN "held_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "hold_reason" text;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "is_taken_back" boolean;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "returned_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "reminded_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "correction_request" ADD CONSTRAINT "correction_request_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction_request" ADD CONSTRAINT "correction_request_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "task_is_open_once" ON "task" USING btree ("kind","subject_id") WHERE "task"."closed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_request_of_a_visit" ON "correction_request" USING btree ("visit_id") WHERE "correction_request"."state" = 'OPEN';--> statement-breakpoint
CREATE INDEX "request_of_visit" ON "correction_request" USING btree ("visit_id","id");--> statement-breakpoint
CREATE INDEX "request_of_organiser" ON "correction_request" USING btree ("organiser_id","id");--> statement-breakpoint
CREATE INDEX "request_of_provider" ON "correction_request" USING btree ("provider_id","id");--> statement-breakpoint
CREATE INDEX "visit_to_be_reminded_of" ON "visit" USING btree ("handle_by") WHERE "visit"."state" = 'RETURNED' and "visit"."reminded_at" is null;