CREATE TABLE "organiser_area" (
	"id" uuid PRIMARY KEY NOT NULL,
	"municipality_codes" text[] NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "municipality_code" text;