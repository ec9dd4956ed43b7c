-- Written by hand: the table of corrections becomes that of the kit's proposals, and what it holds stays.
ALTER TABLE "correction" RENAME TO "proposal";--> statement-breakpoint
ALTER TABLE "proposal" RENAME CONSTRAINT "correction_pkey" TO "proposal_pkey";--> statement-breakpoint
ALTER TABLE "proposal" RENAME COLUMN "organiser_id" TO "organisation_id";--> statement-breakpoint
ALTER INDEX "corrections_of_organiser" RENAME TO "proposal_of_organisation";--> statement-breakpoint
ALTER TABLE "proposal" DROP CONSTRAINT "correction_organiser_id_organiser_id_fk";--> statement-breakpoint
ALTER TABLE "proposal" DROP CONSTRAINT "correction_service_id_service_id_fk";--> statement-breakpoint
ALTER TABLE "proposal" DROP CONSTRAINT "correction_is_decided_by_somebody";--> statement-breakpoint
ALTER TABLE "proposal" RENAME CONSTRAINT "correction_is_confirmed_by_a_second_person" TO "proposal_is_confirmed_by_a_second_person";--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "kind" text;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "subject_id" uuid;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "preview_id" text;--> statement-breakpoint
UPDATE "proposal" SET
  "kind" = CASE WHEN "service_id" IS NULL THEN 'DAYS' ELSE 'SERVICE' END,
  "subject_id" = coalesce("service_id", "organisation_id"),
  "wish" = "wish" || jsonb_build_object('firstDay', "first_day", 'lastDay', "last_day", 'change', "change");--> statement-breakpoint
-- Several could wait for the same; whichever was confirmed first, the others were stale.
UPDATE "proposal" p SET "state" = 'REPLACED' WHERE p."state" = 'PROPOSED' AND EXISTS (
  SELECT FROM "proposal" later
   WHERE (later."kind", later."subject_id", later."state") = (p."kind", p."subject_id", 'PROPOSED') AND later."id" > p."id");--> statement-breakpoint
ALTER TABLE "proposal" ALTER COLUMN "kind" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "proposal" ALTER COLUMN "subject_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "proposal" DROP COLUMN "first_day";--> statement-breakpoint
ALTER TABLE "proposal" DROP COLUMN "last_day";--> statement-breakpoint
ALTER TABLE "proposal" DROP COLUMN "change";--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "who_decided_about_a_proposal_is_known" CHECK (num_nonnulls("proposal"."decided_by", "proposal"."decided_at") = case when "proposal"."state" in ('CONFIRMED', 'WITHDRAWN') then 2 else 0 end);--> statement-breakpoint
CREATE UNIQUE INDEX "one_proposal_waits_for_its_subject" ON "proposal" USING btree ("kind","subject_id") WHERE "proposal"."state" = 'PROPOSED';--> statement-breakpoint
-- The version before, which runs beside this one for a while, proposes, confirms and withdraws through this. It does not know what was replaced.
CREATE VIEW "correction" AS
  SELECT "id", "organisation_id" AS "organiser_id", "service_id", "state",
    ("wish" ->> 'firstDay')::date AS "first_day", ("wish" ->> 'lastDay')::date AS "last_day",
    "wish" - '{firstDay,lastDay,change}'::text[] AS "wish", "wish" -> 'change' AS "change",
    "proposed_by", "proposed_at", "decided_by", "decided_at"
  FROM "proposal" WHERE "state" <> 'REPLACED';--> statement-breakpoint
CREATE FUNCTION propose_correction() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted text := CASE WHEN NEW.service_id IS NULL THEN 'DAYS' ELSE 'SERVICE' END;
  subject uuid := coalesce(NEW.service_id, NEW.organiser_id);
BEGIN
  UPDATE proposal SET state = 'REPLACED' WHERE kind = wanted AND subject_id = subject AND state = 'PROPOSED';
  INSERT INTO proposal (id, organisation_id, kind, subject_id, service_id, wish, state, proposed_by, proposed_at)
  VALUES (NEW.id, NEW.organiser_id, wanted, subject, NEW.service_id,
    NEW.wish || jsonb_build_object('firstDay', NEW.first_day, 'lastDay', NEW.last_day, 'change', NEW.change),
    NEW.state, NEW.proposed_by, NEW.proposed_at);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER correction_is_a_proposal INSTEAD OF INSERT ON "correction" FOR EACH ROW EXECUTE FUNCTION propose_correction();
