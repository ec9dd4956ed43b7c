-- What a month has come to by provider and service, kept with each line that is written. The trigger and what it finds are written by hand.
CREATE TABLE "ledger_sum" (
	"organiser_id" uuid NOT NULL,
	"accounting_month" text NOT NULL,
	"provider_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"entries" integer NOT NULL,
	"total_cents" bigint NOT NULL,
	"organiser_cents" bigint NOT NULL,
	"client_cents" bigint NOT NULL,
	CONSTRAINT "ledger_sum_organiser_id_accounting_month_provider_id_service_id_pk" PRIMARY KEY("organiser_id","accounting_month","provider_id","service_id")
);
--> statement-breakpoint
CREATE INDEX "ledger_sum_of_provider" ON "ledger_sum" USING btree ("provider_id","accounting_month");--> statement-breakpoint
-- By statement, so that a batch is one addition; each entry has one first line; in the order of the key, so that two batches never wait for each other.
CREATE FUNCTION add_to_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ledger_sum AS kept (organiser_id, accounting_month, provider_id, service_id, entries, total_cents, organiser_cents, client_cents)
  SELECT e.organiser_id, e.accounting_month, e.provider_id, e.service_id, count(*) FILTER (WHERE l.line = 1),
         coalesce(-sum(l.amount_cents) FILTER (WHERE l.account = 'PROVIDER'), 0), coalesce(sum(l.amount_cents) FILTER (WHERE l.account = 'ORGANISER'), 0),
         coalesce(sum(l.amount_cents) FILTER (WHERE l.account = 'CLIENT'), 0)
    FROM inserted l JOIN ledger_entry e ON e.id = l.entry_id
   GROUP BY e.organiser_id, e.accounting_month, e.provider_id, e.service_id
   ORDER BY e.organiser_id, e.accounting_month, e.provider_id, e.service_id
  ON CONFLICT (organiser_id, accounting_month, provider_id, service_id) DO UPDATE
     SET entries = kept.entries + excluded.entries, total_cents = kept.total_cents + excluded.total_cents,
         organiser_cents = kept.organiser_cents + excluded.organiser_cents, client_cents = kept.client_cents + excluded.client_cents;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Waits for whoever is writing, and keeps others from it until what was written before is added up.
CREATE TRIGGER sums_follow AFTER INSERT ON ledger_line REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION add_to_sums();
--> statement-breakpoint
-- Entries are looked up in memory and not on disk: a million of them with their lines take seconds.
SET LOCAL work_mem = '256MB';
--> statement-breakpoint
INSERT INTO ledger_sum (organiser_id, accounting_month, provider_id, service_id, entries, total_cents, organiser_cents, client_cents)
SELECT e.organiser_id, e.accounting_month, e.provider_id, e.service_id, count(*) FILTER (WHERE l.line = 1),
       coalesce(-sum(l.amount_cents) FILTER (WHERE l.account = 'PROVIDER'), 0), coalesce(sum(l.amount_cents) FILTER (WHERE l.account = 'ORGANISER'), 0),
       coalesce(sum(l.amount_cents) FILTER (WHERE l.account = 'CLIENT'), 0)
  FROM ledger_line l JOIN ledger_entry e ON e.id = l.entry_id
 GROUP BY e.organiser_id, e.accounting_month, e.provider_id, e.service_id;
