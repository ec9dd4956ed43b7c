CREATE TABLE "earlier_prices" (
	"service_id" uuid PRIMARY KEY NOT NULL,
	"asked_through" uuid
);
--> statement-breakpoint
CREATE TABLE "price_list" (
	"unit_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"prices" jsonb NOT NULL,
	"accepted_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "price_list_service_id_unit_id_first_day_pk" PRIMARY KEY("service_id","unit_id","first_day")
);
--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "merged_into" uuid;