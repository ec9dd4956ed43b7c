CREATE TABLE "restriction" (
	"organiser_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"restricted" boolean NOT NULL,
	"ground" text NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "restriction_organiser_id_person_id_pk" PRIMARY KEY("organiser_id","person_id")
);
