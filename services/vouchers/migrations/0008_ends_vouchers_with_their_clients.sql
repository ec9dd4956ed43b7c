CREATE TABLE "residence" (
	"organiser_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"lives_in_area" boolean NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "residence_organiser_id_person_id_pk" PRIMARY KEY("organiser_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "voucher" ADD COLUMN "before_death" jsonb;--> statement-breakpoint
CREATE INDEX "person_who_has_died" ON "person" USING btree ("id") WHERE "person"."died_on" is not null;