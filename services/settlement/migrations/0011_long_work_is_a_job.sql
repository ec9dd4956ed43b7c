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
ALTER TABLE "settlement_run" DROP CONSTRAINT "run_is_hashed_from_the_lock_on";--> statement-breakpoint
CREATE INDEX "open_job" ON "job" USING btree ("pieces","id") WHERE "job"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "job_of_subject" ON "job" USING btree ("subject_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_run_is_being_locked" ON "settlement_run" USING btree ("organiser_id") WHERE "settlement_run"."state" = 'LOCKING';--> statement-breakpoint
ALTER TABLE "settlement_run" ADD CONSTRAINT "run_is_hashed_from_the_lock_on" CHECK (("settlement_run"."state" in ('PLANNED', 'COLLECTING', 'LOCKING')) = ("settlement_run"."hash" is null));--> statement-breakpoint
-- What a month carries on is known when it is locked: the version before does not know that a lock may be under way.
CREATE FUNCTION months_are_locked_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM settlement_run r WHERE r.organiser_id = NEW.organiser_id AND r.month < NEW.month AND r.state = 'LOCKING') THEN
    RAISE EXCEPTION 'an earlier month is being locked' USING ERRCODE = '40001', CONSTRAINT = 'months_are_locked_in_order';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER months_are_locked_in_order BEFORE INSERT OR UPDATE OF state ON settlement_run
  FOR EACH ROW WHEN (NEW.state NOT IN ('PLANNED', 'COLLECTING')) EXECUTE FUNCTION months_are_locked_in_order();
