-- The ledger, the feed and what a run froze only grow. Rights are revoked besides; this holds for the owner too.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: it only grows', tg_op, tg_table_name USING ERRCODE = 'restrict_violation', TABLE = tg_table_name;
END $$;
--> statement-breakpoint
-- By statement, because TRUNCATE knows no rows; a change of no row is refused alike.
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON run_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON statement_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON payment_file FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON feed_item FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- What is inserted together must sum to zero entry by entry, so that no entry ever is out of balance, not even until the commit.
CREATE FUNCTION require_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  unbalanced uuid;
BEGIN
  SELECT entry_id INTO unbalanced FROM inserted GROUP BY entry_id HAVING sum(amount_cents) <> 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the lines of entry % do not sum to zero', unbalanced
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_is_balanced', TABLE = 'ledger_line';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER entry_is_balanced AFTER INSERT ON ledger_line REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION require_balance();
