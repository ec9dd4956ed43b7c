-- Null: the team is for all, as every team was before.
ALTER TABLE "service_team" ADD COLUMN "unit_ids" uuid[];--> statement-breakpoint
ALTER TABLE "service_team" ADD COLUMN "client_ids" uuid[];--> statement-breakpoint
ALTER TABLE "service_team" ADD CONSTRAINT "a_limit_of_a_team_names_somebody" CHECK (cardinality("service_team"."unit_ids") > 0 and cardinality("service_team"."client_ids") > 0);