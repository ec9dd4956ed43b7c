-- SQL has no key, so it cannot seal anew what stands under the old one. Before 1.0 nobody keeps real persons.
DO $$ BEGIN
  IF EXISTS (SELECT FROM "person") THEN
    RAISE EXCEPTION 'this database is of an earlier version: start anew with npm start -- --fresh';
  END IF;
END $$;--> statement-breakpoint
CREATE TABLE "guardianship" (
	"ward_id" uuid NOT NULL,
	"guardian_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"first_day" date,
	"last_day" date,
	CONSTRAINT "guardianship_ward_id_guardian_id_kind_pk" PRIMARY KEY("ward_id","guardian_id","kind"),
	CONSTRAINT "nobody_is_their_own_guardian" CHECK ("guardianship"."ward_id" <> "guardianship"."guardian_id"),
	CONSTRAINT "only_guardians_have_days" CHECK ("guardianship"."kind" = 'GUARDIAN' or num_nonnulls("guardianship"."first_day", "guardianship"."last_day") = 0)
);
--> statement-breakpoint
CREATE TABLE "population_round" (
	"register" text PRIMARY KEY NOT NULL,
	"cursor" text NOT NULL,
	"next_cursor" text,
	"after_person_id" uuid,
	"finished_on" date,
	CONSTRAINT "place_belongs_to_a_night" CHECK ("population_round"."after_person_id" is null or "population_round"."next_cursor" is not null)
);
--> statement-breakpoint
CREATE TABLE "unheard_change" (
	"person_id" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity_code" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"sealed_code" text NOT NULL,
	"replaced" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity_code_mark" (
	"mark" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"code_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person_contact" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"language" text,
	"registered_language" text,
	"sealed_phone" text,
	"sealed_email" text,
	"sealed_address" text,
	"version" integer NOT NULL,
	CONSTRAINT "contact_has_a_version" CHECK ("person_contact"."version" > 0)
);
--> statement-breakpoint
CREATE TABLE "person_key" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"wrapped_key" text NOT NULL,
	"key_version" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "person" DROP CONSTRAINT "identity_code_is_unique";--> statement-breakpoint
ALTER TABLE "guardianship" ADD CONSTRAINT "guardianship_ward_id_person_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guardianship" ADD CONSTRAINT "guardianship_guardian_id_person_id_fk" FOREIGN KEY ("guardian_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unheard_change" ADD CONSTRAINT "unheard_change_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_code" ADD CONSTRAINT "identity_code_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_code_mark" ADD CONSTRAINT "identity_code_mark_code_id_identity_code_id_fk" FOREIGN KEY ("code_id") REFERENCES "public"."identity_code"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_contact" ADD CONSTRAINT "person_contact_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_key" ADD CONSTRAINT "person_key_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "guardianship_of_guardian" ON "guardianship" USING btree ("guardian_id");--> statement-breakpoint
CREATE INDEX "identity_code_of_person" ON "identity_code" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "mark_of_identity_code" ON "identity_code_mark" USING btree ("code_id","version");--> statement-breakpoint
CREATE INDEX "identity_code_mark_by_version" ON "identity_code_mark" USING btree ("version");--> statement-breakpoint
CREATE INDEX "person_key_by_version" ON "person_key" USING btree ("key_version","person_id");--> statement-breakpoint
ALTER TABLE "person" DROP COLUMN "sealed_identity_code";--> statement-breakpoint
ALTER TABLE "person" DROP COLUMN "identity_code_index";