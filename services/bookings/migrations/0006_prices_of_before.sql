CREATE TABLE "repricing" (
	"unit_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date,
	"cursor_booking_id" uuid NOT NULL,
	"cursor_visit_id" uuid NOT NULL,
	"is_done" boolean NOT NULL,
	CONSTRAINT "repricing_unit_id_service_id_first_day_pk" PRIMARY KEY("unit_id","service_id","first_day")
);
--> statement-breakpoint
CREATE TABLE "repricing_refusal" (
	"visit_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"code" text NOT NULL,
	"remaining" jsonb,
	"refused_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "repricing_refusal_visit_id_version_pk" PRIMARY KEY("visit_id","version")
);
--> statement-breakpoint
ALTER TABLE "repricing_refusal" ADD CONSTRAINT "repricing_refusal_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "repricing_that_is_open" ON "repricing" USING btree ("first_day") WHERE not "repricing"."is_done";--> statement-breakpoint
CREATE INDEX "booking_of_unit" ON "booking" USING btree ("unit_id","service_id","id");