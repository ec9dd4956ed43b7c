-- Written by hand: the table of proposed values becomes that of the kit's proposals, and what it holds stays.
ALTER TABLE "value_proposal" RENAME TO "proposal";--> statement-breakpoint
ALTER TABLE "proposal" RENAME CONSTRAINT "value_proposal_pkey" TO "proposal_pkey";--> statement-breakpoint
ALTER TABLE "proposal" RENAME COLUMN "organiser_id" TO "organisation_id";--> statement-breakpoint
ALTER TABLE "proposal" RENAME COLUMN "confirmed_by" TO "decided_by";--> statement-breakpoint
ALTER TABLE "proposal" RENAME COLUMN "confirmed_at" TO "decided_at";--> statement-breakpoint
ALTER INDEX "proposal_of_organiser" RENAME TO "proposal_of_organisation";--> statement-breakpoint
DROP INDEX "one_proposal_waits_for_a_table";--> statement-breakpoint
DROP INDEX "one_proposal_waits_for_a_voucher";--> statement-breakpoint
ALTER TABLE "proposal" DROP CONSTRAINT "value_proposal_voucher_id_voucher_id_fk";--> statement-breakpoint
ALTER TABLE "proposal" DROP CONSTRAINT "a_second_person_confirms";--> statement-breakpoint
ALTER TABLE "proposal" DROP CONSTRAINT "who_confirmed_is_known";--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "kind" text;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "subject_id" uuid;--> statement-breakpoint
UPDATE "proposal" SET
  "kind" = CASE WHEN "voucher_id" IS NULL THEN 'TABLE' ELSE 'DECISION' END,
  "subject_id" = coalesce("voucher_id", "service_id");--> statement-breakpoint
ALTER TABLE "proposal" ALTER COLUMN "kind" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "proposal" ALTER COLUMN "subject_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "proposal" ALTER COLUMN "service_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "proposal" ALTER COLUMN "preview_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "proposal" DROP COLUMN "voucher_id";--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_is_confirmed_by_a_second_person" CHECK ("proposal"."state" <> 'CONFIRMED' or "proposal"."decided_by" <> "proposal"."proposed_by");--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "who_decided_about_a_proposal_is_known" CHECK (num_nonnulls("proposal"."decided_by", "proposal"."decided_at") = case when "proposal"."state" in ('CONFIRMED', 'WITHDRAWN') then 2 else 0 end);--> statement-breakpoint
CREATE UNIQUE INDEX "one_proposal_waits_for_its_subject" ON "proposal" USING btree ("kind","subject_id") WHERE "proposal"."state" = 'PROPOSED';--> statement-breakpoint
-- The version before, which runs beside this one for a while, proposes, replaces and confirms through this. It does not know what was withdrawn.
CREATE VIEW "value_proposal" AS
  SELECT "id", "organisation_id" AS "organiser_id", "service_id", CASE "kind" WHEN 'DECISION' THEN "subject_id" END AS "voucher_id",
    "wish", "preview_id", "state", "proposed_by", "proposed_at", "decided_by" AS "confirmed_by", "decided_at" AS "confirmed_at"
  FROM "proposal" WHERE "state" <> 'WITHDRAWN';--> statement-breakpoint
CREATE FUNCTION propose_value() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO proposal (id, organisation_id, kind, subject_id, service_id, wish, preview_id, state, proposed_by, proposed_at)
  VALUES (NEW.id, NEW.organiser_id, CASE WHEN NEW.voucher_id IS NULL THEN 'TABLE' ELSE 'DECISION' END, coalesce(NEW.voucher_id, NEW.service_id),
    NEW.service_id, NEW.wish, NEW.preview_id, NEW.state, NEW.proposed_by, NEW.proposed_at);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER value_proposal_is_a_proposal INSTEAD OF INSERT ON "value_proposal" FOR EACH ROW EXECUTE FUNCTION propose_value();
