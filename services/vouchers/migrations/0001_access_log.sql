CREATE TABLE "access_block" (
	"number" bigint PRIMARY KEY NOT NULL,
	"form" smallint NOT NULL,
	"row_ids" uuid[] NOT NULL,
	"sealed_at" timestamp(3) with time zone NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "no_two_blocks_follow_the_same" UNIQUE("previous_hash"),
	CONSTRAINT "block_has_rows" CHECK (cardinality("access_block"."row_ids") > 0)
);
--> statement-breakpoint
CREATE TABLE "access_unsealed" (
	"id" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
DROP INDEX "access_to_person";--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "outcome" text;--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "actor_person_id" uuid;--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "organisation_kind" text;--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "roles" text[];--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "acting_by" text;--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "mandate_id" text;--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "network" text;--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "trace_id" text;--> statement-breakpoint
CREATE INDEX "access_by_user" ON "access_log" USING btree ("user_id","at","id");--> statement-breakpoint
CREATE INDEX "access_by_organisation" ON "access_log" USING btree ("organisation_id","at","id");--> statement-breakpoint
CREATE INDEX "access_to_person" ON "access_log" USING btree ("person_id","at","id");--> statement-breakpoint
ALTER TABLE "access_log" ADD CONSTRAINT "reason_is_short" CHECK (length("access_log"."reason") <= 200);--> statement-breakpoint
-- Until now the action alone told the outcome.
UPDATE "access_log" SET "outcome" = CASE
  WHEN "action" IN ('SIGN_IN_REFUSED', 'TOKEN_REUSED', 'VOUCHER_NOT_OPENED', 'VOUCHER_NOT_GRANTED', 'VOUCHER_NUMBERS_GUESSED') THEN 'REFUSED'
  WHEN "action" IN ('SIGNED_IN', 'SIGNED_OUT', 'SYSTEM_TOKEN') THEN 'DONE'
  ELSE 'SEEN' END;--> statement-breakpoint
ALTER TABLE "access_log" ALTER COLUMN "outcome" SET NOT NULL;--> statement-breakpoint
-- Rows from before the chain are sealed like new ones.
INSERT INTO "access_unsealed" SELECT "id" FROM "access_log";--> statement-breakpoint
-- Whoever adds a row to the log, a block has to seal it.
CREATE FUNCTION wait_for_block() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO access_unsealed SELECT id FROM added;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER wait_for_block AFTER INSERT ON access_log REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION wait_for_block();--> statement-breakpoint
-- The log only grows. The running role lacks the right to change it; the trigger refuses it to the owner too.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: it only grows', tg_op, tg_table_name USING ERRCODE = 'restrict_violation', TABLE = tg_table_name;
END $$;
--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON access_block FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
