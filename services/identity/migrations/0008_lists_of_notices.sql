DROP INDEX "notice_of_service";--> statement-breakpoint
CREATE INDEX "notice_of_service" ON "inbox_notice" USING btree ("organisation_id","service_id","id","kind","given_at");