CREATE TABLE "job" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"organisation_kind" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"started_by" uuid,
	"step" jsonb NOT NULL,
	"done" integer NOT NULL,
	"total" integer NOT NULL,
	"pieces" integer NOT NULL,
	"asked_at" timestamp(3) with time zone NOT NULL,
	"started_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	"refusal" jsonb,
	"resting_since" timestamp(3) with time zone,
	CONSTRAINT "job_has_done_no_more_than_all" CHECK ("job"."done" between 0 and "job"."total"),
	CONSTRAINT "job_is_started_before_it_ends" CHECK ("job"."ended_at" is null or "job"."started_at" is not null),
	CONSTRAINT "only_an_ended_job_is_refused" CHECK ("job"."refusal" is null or "job"."ended_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "person_export" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"organiser_id" uuid,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person_export_page" (
	"id" uuid PRIMARY KEY NOT NULL,
	"export_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"service" text NOT NULL,
	"sealed_page" text NOT NULL,
	CONSTRAINT "export_has_each_page_once" UNIQUE("export_id","number")
);
--> statement-breakpoint
CREATE TABLE "person_restriction" (
	"organiser_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"ground" text NOT NULL,
	"started_at" timestamp(3) with time zone NOT NULL,
	"ended_at" timestamp(3) with time zone,
	"version" integer NOT NULL,
	CONSTRAINT "person_restriction_organiser_id_person_id_pk" PRIMARY KEY("organiser_id","person_id"),
	CONSTRAINT "restriction_ends_after_it_starts" CHECK ("person_restriction"."ended_at" >= "person_restriction"."started_at")
);
--> statement-breakpoint
ALTER TABLE "person_export" ADD CONSTRAINT "person_export_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_export_page" ADD CONSTRAINT "person_export_page_export_id_person_export_id_fk" FOREIGN KEY ("export_id") REFERENCES "public"."person_export"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_restriction" ADD CONSTRAINT "person_restriction_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "open_job" ON "job" USING btree ("pieces","id") WHERE "job"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "job_of_subject" ON "job" USING btree ("subject_id","id");--> statement-breakpoint
CREATE INDEX "export_of_person" ON "person_export" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "export_by_expiry" ON "person_export" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "restriction_of_person" ON "person_restriction" USING btree ("person_id");