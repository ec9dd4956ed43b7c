CREATE TABLE "job" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"organisation_kind" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"started_by" uuid NOT NULL,
	"step" jsonb NOT NULL,
	"done" integer NOT NULL,
	"total" integer NOT NULL,
	"pieces" integer NOT NULL,
	"asked_at" timestamp(3) with time zone NOT NULL,
	"started_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	"refusal" jsonb,
	CONSTRAINT "job_has_done_no_more_than_all" CHECK ("job"."done" between 0 and "job"."total"),
	CONSTRAINT "job_is_started_before_it_ends" CHECK ("job"."ended_at" is null or "job"."started_at" is not null),
	CONSTRAINT "only_an_ended_job_is_refused" CHECK ("job"."refusal" is null or "job"."ended_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "import_line" (
	"job_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"said" jsonb,
	"fault" jsonb,
	"visit_id" uuid,
	"refusal" jsonb,
	CONSTRAINT "import_line_job_id_line_pk" PRIMARY KEY("job_id","line"),
	CONSTRAINT "line_has_one_state" CHECK (num_nonnulls("import_line"."said", "import_line"."fault", "import_line"."visit_id", "import_line"."refusal") = 1)
);
--> statement-breakpoint
ALTER TABLE "import_line" ADD CONSTRAINT "import_line_job_id_job_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."job"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "open_job" ON "job" USING btree ("pieces","id") WHERE "job"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "job_of_subject" ON "job" USING btree ("subject_id","id");