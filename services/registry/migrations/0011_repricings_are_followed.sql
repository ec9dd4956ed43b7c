CREATE TABLE "asked_repricing" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organiser_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"cause_id" uuid,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "asked_repricing" ADD CONSTRAINT "asked_repricing_organiser_id_organiser_id_fk" FOREIGN KEY ("organiser_id") REFERENCES "public"."organiser"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "visits_are_taken_again_once_for_a_decision" ON "asked_repricing" USING btree ("cause_id");