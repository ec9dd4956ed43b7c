CREATE TABLE "correction" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organiser_id" uuid NOT NULL,
	"service_id" uuid,
	"state" text NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date,
	"wish" jsonb NOT NULL,
	"change" jsonb NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp(3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp(3) with time zone,
	CONSTRAINT "correction_is_decided_by_somebody" CHECK (("correction"."state" = 'PROPOSED') = ("correction"."decided_by" is null)),
	CONSTRAINT "correction_is_confirmed_by_a_second_person" CHECK ("correction"."state" <> 'CONFIRMED' or "correction"."decided_by" <> "correction"."proposed_by")
);
--> statement-breakpoint
ALTER TABLE "service_version" DROP CONSTRAINT "service_has_one_version_a_first_day";--> statement-breakpoint
DROP INDEX "price_list_has_one_version_a_first_day";--> statement-breakpoint
ALTER TABLE "price_list" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "correction" ADD CONSTRAINT "correction_organiser_id_organiser_id_fk" FOREIGN KEY ("organiser_id") REFERENCES "public"."organiser"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction" ADD CONSTRAINT "correction_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "corrections_of_organiser" ON "correction" USING btree ("organiser_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "unit_has_one_price_list_a_first_day" ON "price_list" USING btree ("unit_id","service_id","first_day") WHERE "price_list"."state" = 'ACCEPTED';--> statement-breakpoint
CREATE UNIQUE INDEX "unit_submits_one_price_list_a_first_day" ON "price_list" USING btree ("unit_id","service_id","first_day") WHERE "price_list"."state" = 'SUBMITTED';