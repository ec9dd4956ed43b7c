-- Statements that the file of their own run does not pay, kept with each statement, payment and invoice. The triggers and what they find are written by hand.
CREATE TABLE "late_payment" (
	"statement_id" uuid PRIMARY KEY NOT NULL,
	"organiser_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"state" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "late_payment" ADD CONSTRAINT "late_payment_statement_id_statement_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."statement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "late_payment_of_organiser" ON "late_payment" USING btree ("organiser_id","state","statement_id");--> statement-breakpoint
CREATE INDEX "late_payment_of_provider" ON "late_payment" USING btree ("provider_id","state","statement_id");--> statement-breakpoint
-- Each of the three is by statement, and in the order of ids, so that two never wait for each other.
CREATE FUNCTION statements_wait() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO late_payment (statement_id, organiser_id, provider_id, state)
  SELECT id, organiser_id, provider_id, CASE mode WHEN 'PROVIDER_INVOICED' THEN 'AWAITING_INVOICE' ELSE 'HELD' END
    FROM inserted WHERE payable_cents > 0 ORDER BY id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION statements_are_paid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM late_payment WHERE statement_id IN (SELECT statement_id FROM inserted) ORDER BY statement_id FOR UPDATE;
  DELETE FROM late_payment l USING inserted p, statement s WHERE l.statement_id = p.statement_id AND s.id = p.statement_id AND s.run_id = p.run_id;
  UPDATE late_payment l SET state = 'RELEASED' FROM inserted p WHERE l.statement_id = p.statement_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION statements_are_invoiced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE late_payment l SET state = 'HELD' FROM inserted i WHERE l.statement_id = i.statement_id AND i.completes_statement AND l.state = 'AWAITING_INVOICE';
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER payment_is_late AFTER INSERT ON statement REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION statements_wait();
--> statement-breakpoint
CREATE TRIGGER payment_is_late AFTER INSERT ON payment REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION statements_are_paid();
--> statement-breakpoint
CREATE TRIGGER payment_is_late AFTER INSERT ON invoice REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION statements_are_invoiced();
--> statement-breakpoint
INSERT INTO late_payment (statement_id, organiser_id, provider_id, state)
SELECT s.id, s.organiser_id, s.provider_id,
       CASE WHEN p.run_id IS NOT NULL THEN 'RELEASED'
            WHEN s.mode = 'PROVIDER_INVOICED' AND NOT EXISTS (SELECT FROM invoice i WHERE i.statement_id = s.id AND i.completes_statement) THEN 'AWAITING_INVOICE'
            ELSE 'HELD' END
  FROM statement s LEFT JOIN payment p ON p.statement_id = s.id
 WHERE s.payable_cents > 0 AND p.run_id IS DISTINCT FROM s.run_id;
