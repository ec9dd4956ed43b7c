CREATE TABLE "repriced_visit" (
	"job_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "repriced_visit_job_id_visit_id_pk" PRIMARY KEY("job_id","visit_id")
);
--> statement-breakpoint
ALTER TABLE "job" ALTER COLUMN "started_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "job" ADD COLUMN "resting_since" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "repriced_visit" ADD CONSTRAINT "repriced_visit_job_id_job_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."job"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repriced_visit" ADD CONSTRAINT "repriced_visit_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visit"("id") ON DELETE no action ON UPDATE no action;