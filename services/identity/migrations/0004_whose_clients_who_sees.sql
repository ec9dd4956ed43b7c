CREATE TABLE "served_with" (
	"organiser_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	CONSTRAINT "served_with_person_id_organiser_id_service_id_pk" PRIMARY KEY("person_id","organiser_id","service_id")
);
--> statement-breakpoint
CREATE TABLE "actor_name" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_kind" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"roles" text[] NOT NULL
);
