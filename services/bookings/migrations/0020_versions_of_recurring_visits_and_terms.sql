ALTER TABLE "consent" ADD COLUMN "terms_version" integer;--> statement-breakpoint
ALTER TABLE "recurring_visits" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;