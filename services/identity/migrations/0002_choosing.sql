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
ALTER TABLE "session" ADD CONSTRAINT "program_is_short" CHECK (length("session"."program") <= 200);--> statement-breakpoint
-- Every person is a user of themselves from now on.
INSERT INTO "user_account" ("id", "organisation_kind", "organisation_id", "roles", "active", "person_id")
SELECT p."id", 'PERSON', p."id", ARRAY['CLIENT'], true, p."id" FROM "person" p
 WHERE NOT EXISTS (SELECT FROM "user_account" u WHERE u."person_id" = p."id" AND u."organisation_id" = p."id");
