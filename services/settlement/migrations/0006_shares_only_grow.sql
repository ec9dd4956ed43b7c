ALTER TABLE "statement_line" ALTER COLUMN "steps" SET DATA TYPE bigint;--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON client_share_statement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
