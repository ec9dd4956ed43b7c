CREATE TABLE "known_organisation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
-- Nobody knows which program began an earlier session.
ALTER TABLE "session" ADD COLUMN "program" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ALTER COLUMN "program" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "program_is_short" CHECK (length("session"."program") <= 200);