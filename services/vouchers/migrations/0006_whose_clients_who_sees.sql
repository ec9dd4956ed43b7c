CREATE TABLE "actor_name" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_kind" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"roles" text[] NOT NULL
);
--> statement-breakpoint
CREATE INDEX "voucher_of_organiser_and_service" ON "voucher" USING btree ("organiser_id","service_id","id");