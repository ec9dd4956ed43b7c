CREATE TABLE "actor_name" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_kind" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"roles" text[] NOT NULL
);
--> statement-breakpoint
DROP INDEX "booking_of_provider";--> statement-breakpoint
CREATE INDEX "booking_of_provider_and_service" ON "booking" USING btree ("provider_id","service_id","id");--> statement-breakpoint
CREATE INDEX "booking_of_organiser_and_service" ON "booking" USING btree ("organiser_id","service_id","id");