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
CREATE INDEX "notice_of_organisation" ON "inbox_notice" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "open_task_of_organisation" ON "inbox_task" USING btree ("organisation_id","id") WHERE "inbox_task"."closed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "task_is_open_once" ON "task" USING btree ("kind","subject_id") WHERE "task"."closed_at" is null;