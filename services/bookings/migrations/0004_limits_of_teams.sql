-- Null: the team is for all, as every team was before.
ALTER TABLE "team" ADD COLUMN "unit_ids" uuid[];--> statement-breakpoint
ALTER TABLE "team" ADD COLUMN "person_ids" uuid[];