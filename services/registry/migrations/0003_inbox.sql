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