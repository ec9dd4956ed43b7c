CREATE TABLE "inbox_notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"organisation_kind" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"roles" text[] NOT NULL,
	"service_id" uuid,
	"due_day" date,
	"given_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbox_task" (
	"id" uuid PRIMARY KEY NOT NULL,
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
CREATE INDEX "notice_of_service" ON "inbox_notice" USING btree ("organisation_id","service_id","id");--> statement-breakpoint
CREATE INDEX "notice_by_time" ON "inbox_notice" USING btree ("given_at");--> statement-breakpoint
CREATE INDEX "open_task_of_service" ON "inbox_task" USING btree ("organisation_id","service_id","id") WHERE "inbox_task"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "task_by_end" ON "inbox_task" USING btree ("closed_at");