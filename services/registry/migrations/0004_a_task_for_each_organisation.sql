-- Several organisers may be asked about the same account.
DROP INDEX "task_is_open_once";--> statement-breakpoint
CREATE UNIQUE INDEX "task_is_open_once" ON "task" USING btree ("kind","subject_id","organisation_id") WHERE "task"."closed_at" is null;