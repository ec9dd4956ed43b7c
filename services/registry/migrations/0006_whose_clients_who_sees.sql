CREATE TABLE "actor_name" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_kind" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"roles" text[] NOT NULL
);
