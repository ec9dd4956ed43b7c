-- All tables of settlement, in the order of `RIGHTS`, each with its keys and indexes.
-- `tables.ts` and `tables/` say what they are for. What drizzle does not know stands at the end, written by hand.
CREATE TABLE "outbox_head" (
	"partition" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"partition" text NOT NULL,
	"seq" bigint NOT NULL,
	"id" uuid NOT NULL,
	"type" text NOT NULL,
	"subject" text NOT NULL,
	"time" timestamp(3) with time zone NOT NULL,
	"actor" text,
	"traceparent" text,
	"data" text NOT NULL,
	CONSTRAINT "outbox_partition_seq_pk" PRIMARY KEY("partition","seq")
);
--> statement-breakpoint
CREATE TABLE "relay" (
	"partition" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"source" text NOT NULL,
	"partition" text NOT NULL,
	"last_seq" bigint NOT NULL,
	"epoch" integer,
	CONSTRAINT "inbox_source_partition_pk" PRIMARY KEY("source","partition")
);
--> statement-breakpoint
CREATE TABLE "parked_event" (
	"source" text NOT NULL,
	"partition" text NOT NULL,
	"seq" bigint NOT NULL,
	"subject" text NOT NULL,
	"envelope" jsonb NOT NULL,
	"fault" text NOT NULL,
	CONSTRAINT "parked_event_source_partition_seq_pk" PRIMARY KEY("source","partition","seq")
);
--> statement-breakpoint
CREATE TABLE "epoch" (
	"number" integer PRIMARY KEY NOT NULL,
	CONSTRAINT "epoch_is_positive" CHECK ("epoch"."number" > 0)
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"organisation" text NOT NULL,
	"key" text NOT NULL,
	"input_hash" text NOT NULL,
	"used_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "idempotency_organisation_key_pk" PRIMARY KEY("organisation","key")
);
--> statement-breakpoint
CREATE TABLE "idempotency_answer" (
	"organisation" text NOT NULL,
	"key" text NOT NULL,
	"answer" jsonb NOT NULL,
	CONSTRAINT "idempotency_answer_organisation_key_pk" PRIMARY KEY("organisation","key")
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "access_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"action" text NOT NULL,
	"user_id" uuid,
	"organisation_id" uuid,
	"person_id" uuid,
	"subject_id" uuid
);
--> statement-breakpoint
CREATE INDEX "access_to_person" ON "access_log" USING btree ("person_id","at");
--> statement-breakpoint
CREATE TABLE "actor_name" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_kind" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"roles" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "job" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"organisation_kind" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"started_by" uuid,
	"step" jsonb NOT NULL,
	"done" integer NOT NULL,
	"total" integer NOT NULL,
	"pieces" integer NOT NULL,
	"asked_at" timestamp(3) with time zone NOT NULL,
	"started_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	"refusal" jsonb,
	"resting_since" timestamp(3) with time zone,
	CONSTRAINT "job_has_done_no_more_than_all" CHECK ("job"."done" between 0 and "job"."total"),
	CONSTRAINT "job_is_started_before_it_ends" CHECK ("job"."ended_at" is null or "job"."started_at" is not null),
	CONSTRAINT "only_an_ended_job_is_refused" CHECK ("job"."refusal" is null or "job"."ended_at" is not null)
);
--> statement-breakpoint
CREATE INDEX "open_job" ON "job" USING btree ("pieces","id") WHERE "job"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "job_of_subject" ON "job" USING btree ("subject_id","id");
--> statement-breakpoint
CREATE TABLE "organiser" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_name" text NOT NULL,
	"iban" text,
	"settlement_day" integer NOT NULL,
	"recording_cut_off_day" integer NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provider" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_name" text NOT NULL,
	"iban" text,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provider_approval" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organiser_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"last_day" date,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX "approval_of_provider" ON "provider_approval" USING btree ("organiser_id","provider_id");
--> statement-breakpoint
CREATE TABLE "team" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"service_ids" uuid[] NOT NULL,
	"closed" boolean NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "voucher_service" (
	"voucher_id" uuid PRIMARY KEY NOT NULL,
	"service_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_entry" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organiser_id" uuid NOT NULL,
	"accounting_month" text NOT NULL,
	"service_month" text NOT NULL,
	"kind" text NOT NULL,
	"visit_id" uuid NOT NULL,
	"visit_version" integer NOT NULL,
	"voucher_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"reverses" uuid,
	"cause" text,
	"posted_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "visit_is_posted_once" UNIQUE("visit_id","visit_version","kind","service_month"),
	CONSTRAINT "an_original_has_no_cause" CHECK ("ledger_entry"."kind" <> 'ORIGINAL' or "ledger_entry"."cause" is null),
	CONSTRAINT "only_an_original_stands_alone" CHECK (("ledger_entry"."kind" = 'ORIGINAL') = ("ledger_entry"."reverses" is null))
);
--> statement-breakpoint
ALTER TABLE "ledger_entry" ADD CONSTRAINT "entry_names_an_entry" FOREIGN KEY ("reverses") REFERENCES "public"."ledger_entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "entry_is_mirrored_once" ON "ledger_entry" USING btree ("reverses") WHERE "ledger_entry"."kind" = 'REVERSAL';--> statement-breakpoint
CREATE INDEX "entry_of_organiser" ON "ledger_entry" USING btree ("organiser_id","accounting_month","id");--> statement-breakpoint
CREATE INDEX "entry_of_organiser_and_service" ON "ledger_entry" USING btree ("organiser_id","service_id","accounting_month","id");--> statement-breakpoint
CREATE INDEX "entry_of_provider" ON "ledger_entry" USING btree ("provider_id","accounting_month","id");--> statement-breakpoint
CREATE INDEX "entry_of_voucher" ON "ledger_entry" USING btree ("voucher_id","accounting_month","id");--> statement-breakpoint
CREATE INDEX "change_of_organiser" ON "ledger_entry" USING btree ("organiser_id","accounting_month","id","kind","cause","service_id","provider_id") WHERE "ledger_entry"."kind" <> 'ORIGINAL';--> statement-breakpoint
CREATE INDEX "change_of_provider" ON "ledger_entry" USING btree ("provider_id","accounting_month","id","kind","cause","service_id") WHERE "ledger_entry"."kind" <> 'ORIGINAL';
--> statement-breakpoint
CREATE TABLE "ledger_line" (
	"entry_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"account" text NOT NULL,
	"content_id" uuid NOT NULL,
	"unit" text NOT NULL,
	"steps" integer NOT NULL,
	"amount_cents" bigint NOT NULL,
	"steps_per_unit" integer NOT NULL,
	"vat_permille" integer DEFAULT 0 NOT NULL,
	"vat_cents" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "ledger_line_entry_id_line_pk" PRIMARY KEY("entry_id","line"),
	CONSTRAINT "line_moves_money" CHECK ("ledger_line"."amount_cents" <> 0),
	CONSTRAINT "amount_contains_its_tax" CHECK ("ledger_line"."vat_cents" between least("ledger_line"."amount_cents", 0) and greatest("ledger_line"."amount_cents", 0)),
	CONSTRAINT "no_tax_without_a_rate" CHECK ("ledger_line"."vat_permille" > 0 or "ledger_line"."vat_cents" = 0)
);
--> statement-breakpoint
ALTER TABLE "ledger_line" ADD CONSTRAINT "ledger_line_entry_id_ledger_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."ledger_entry"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
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
CREATE INDEX "ledger_sum_of_provider" ON "ledger_sum" USING btree ("provider_id","accounting_month");
--> statement-breakpoint
CREATE TABLE "extra_service" (
	"visit_id" uuid NOT NULL,
	"visit_version" integer NOT NULL,
	"organiser_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"voucher_id" uuid NOT NULL,
	"service_month" text NOT NULL,
	"accounting_month" text NOT NULL,
	"amount_cents" bigint NOT NULL,
	CONSTRAINT "extra_service_visit_id_visit_version_service_month_pk" PRIMARY KEY("visit_id","visit_version","service_month")
);
--> statement-breakpoint
CREATE INDEX "extra_service_of_month" ON "extra_service" USING btree ("organiser_id","accounting_month");
--> statement-breakpoint
CREATE TABLE "settlement_run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organiser_id" uuid NOT NULL,
	"month" text NOT NULL,
	"state" text NOT NULL,
	"entries" integer NOT NULL,
	"total_cents" bigint NOT NULL,
	"organiser_cents" bigint NOT NULL,
	"client_cents" bigint NOT NULL,
	"hash" text,
	"locked_by" uuid,
	"locked_at" timestamp(3) with time zone,
	"approved_by" uuid,
	"approved_at" timestamp(3) with time zone,
	"exported_by" uuid,
	"exported_at" timestamp(3) with time zone,
	CONSTRAINT "month_is_settled_once" UNIQUE("organiser_id","month"),
	CONSTRAINT "run_shares_make_the_total" CHECK ("settlement_run"."total_cents" = "settlement_run"."organiser_cents" + "settlement_run"."client_cents"),
	CONSTRAINT "run_is_hashed_from_the_lock_on" CHECK (("settlement_run"."state" in ('PLANNED', 'COLLECTING', 'LOCKING')) = ("settlement_run"."hash" is null)),
	CONSTRAINT "run_is_approved_by_a_second_person" CHECK ("settlement_run"."approved_by" <> "settlement_run"."locked_by")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "one_run_is_being_locked" ON "settlement_run" USING btree ("organiser_id") WHERE "settlement_run"."state" = 'LOCKING';
--> statement-breakpoint
CREATE TABLE "run_entry" (
	"entry_id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE INDEX "entry_of_run" ON "run_entry" USING btree ("run_id");
--> statement-breakpoint
CREATE TABLE "statement_series" (
	"organiser_id" uuid PRIMARY KEY NOT NULL,
	"series" integer GENERATED ALWAYS AS IDENTITY (sequence name "statement_series_series_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	CONSTRAINT "series_is_of_one_organiser" UNIQUE("series"),
	CONSTRAINT "series_has_four_digits" CHECK ("statement_series"."series" between 1 and 9999)
);
--> statement-breakpoint
CREATE TABLE "statement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"organiser_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"billing_unit_id" uuid,
	"month" text NOT NULL,
	"statement_number" text NOT NULL,
	"reference" text NOT NULL,
	"mode" text NOT NULL,
	"total_cents" bigint NOT NULL,
	"organiser_cents" bigint NOT NULL,
	"client_cents" bigint NOT NULL,
	"brought_forward_cents" bigint NOT NULL,
	"set_off_cents" bigint DEFAULT 0 NOT NULL,
	"payable_cents" bigint NOT NULL,
	"carried_forward_cents" bigint NOT NULL,
	"receivable_cents" bigint NOT NULL,
	"carried_runs" integer NOT NULL,
	"creditor_name" text,
	"creditor_iban" text,
	CONSTRAINT "payee_gets_a_number_once" UNIQUE("statement_number"),
	CONSTRAINT "payee_gets_a_reference_once" UNIQUE("reference"),
	CONSTRAINT "unit_has_one_statement_a_run" UNIQUE NULLS NOT DISTINCT("run_id","provider_id","billing_unit_id"),
	CONSTRAINT "statement_shares_make_the_total" CHECK ("statement"."total_cents" = "statement"."organiser_cents" + "statement"."client_cents"),
	CONSTRAINT "statement_loses_no_cent" CHECK ("statement"."brought_forward_cents" + "statement"."organiser_cents" + "statement"."set_off_cents" = "statement"."payable_cents" + "statement"."carried_forward_cents" + "statement"."receivable_cents"),
	CONSTRAINT "debts_are_never_above_zero" CHECK ("statement"."brought_forward_cents" <= 0 and "statement"."carried_forward_cents" <= 0 and "statement"."receivable_cents" <= 0 and "statement"."payable_cents" >= 0)
);
--> statement-breakpoint
ALTER TABLE "statement" ADD CONSTRAINT "statement_run_id_settlement_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."settlement_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "statement_of_provider" ON "statement" USING btree ("provider_id","id");--> statement-breakpoint
CREATE INDEX "statement_of_organiser" ON "statement" USING btree ("organiser_id","id");--> statement-breakpoint
CREATE INDEX "statement_of_run" ON "statement" USING btree ("run_id","id");--> statement-breakpoint
CREATE INDEX "statement_of_organiser_by_payable" ON "statement" USING btree ("organiser_id","payable_cents","id");
--> statement-breakpoint
CREATE TABLE "statement_line" (
	"statement_id" uuid NOT NULL,
	"content_id" uuid NOT NULL,
	"service_month" text NOT NULL,
	"unit" text NOT NULL,
	"steps" bigint NOT NULL,
	"visits" integer NOT NULL,
	"total_cents" bigint NOT NULL,
	"organiser_cents" bigint NOT NULL,
	"client_cents" bigint NOT NULL,
	"steps_per_unit" integer NOT NULL,
	"vat_permille" integer DEFAULT 0 NOT NULL,
	"organiser_vat_cents" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "statement_has_one_line_for_what_is_alike" PRIMARY KEY("statement_id","content_id","service_month","unit","steps_per_unit","vat_permille")
);
--> statement-breakpoint
ALTER TABLE "statement_line" ADD CONSTRAINT "statement_line_statement_id_statement_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."statement"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TABLE "statement_visit" (
	"statement_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"organiser_cents" bigint NOT NULL,
	CONSTRAINT "statement_visit_statement_id_visit_id_pk" PRIMARY KEY("statement_id","visit_id")
);
--> statement-breakpoint
CREATE TABLE "client_share_statement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"organiser_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"voucher_id" uuid NOT NULL,
	"service_id" uuid,
	"month" text NOT NULL,
	"visits" integer NOT NULL,
	"total_cents" bigint NOT NULL,
	"organiser_cents" bigint NOT NULL,
	"client_cents" bigint NOT NULL,
	"extra_service_cents" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "client_share_is_stated_once" UNIQUE("run_id","provider_id","voucher_id")
);
--> statement-breakpoint
ALTER TABLE "client_share_statement" ADD CONSTRAINT "client_share_statement_run_id_settlement_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."settlement_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "client_share_of_organiser" ON "client_share_statement" USING btree ("organiser_id","id");--> statement-breakpoint
CREATE INDEX "client_share_of_organiser_and_service" ON "client_share_statement" USING btree ("organiser_id","service_id","id");--> statement-breakpoint
CREATE INDEX "client_share_of_run" ON "client_share_statement" USING btree ("run_id","id");--> statement-breakpoint
CREATE INDEX "client_share_of_voucher" ON "client_share_statement" USING btree ("voucher_id","id");--> statement-breakpoint
CREATE INDEX "client_share_of_provider" ON "client_share_statement" USING btree ("provider_id","id");--> statement-breakpoint
CREATE INDEX "client_share_of_person" ON "client_share_statement" USING btree ("person_id","id");
--> statement-breakpoint
CREATE TABLE "client_share_vat" (
	"statement_id" uuid NOT NULL,
	"vat_permille" integer NOT NULL,
	"gross_cents" bigint NOT NULL,
	"vat_cents" bigint NOT NULL,
	CONSTRAINT "client_share_vat_statement_id_vat_permille_pk" PRIMARY KEY("statement_id","vat_permille")
);
--> statement-breakpoint
ALTER TABLE "client_share_vat" ADD CONSTRAINT "client_share_vat_statement_id_client_share_statement_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."client_share_statement"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TABLE "payment" (
	"statement_id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"creditor_name" text NOT NULL,
	"creditor_iban" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_statement_id_statement_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."statement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_run_id_settlement_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."settlement_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "payment_of_run" ON "payment" USING btree ("run_id");
--> statement-breakpoint
CREATE TABLE "late_payment" (
	"statement_id" uuid PRIMARY KEY NOT NULL,
	"organiser_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"state" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "late_payment" ADD CONSTRAINT "late_payment_statement_id_statement_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."statement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "late_payment_of_organiser" ON "late_payment" USING btree ("organiser_id","state","statement_id");--> statement-breakpoint
CREATE INDEX "late_payment_of_provider" ON "late_payment" USING btree ("provider_id","state","statement_id");
--> statement-breakpoint
CREATE TABLE "payment_file" (
	"run_id" uuid PRIMARY KEY NOT NULL,
	"message_id" text NOT NULL,
	"content" text NOT NULL,
	"sha256" text NOT NULL,
	"transactions" integer NOT NULL,
	"control_sum_cents" bigint NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "message_id_is_unique" UNIQUE("message_id")
);
--> statement-breakpoint
ALTER TABLE "payment_file" ADD CONSTRAINT "payment_file_run_id_settlement_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."settlement_run"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TABLE "invoice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"statement_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"invoice_number" text NOT NULL,
	"invoice_day" date NOT NULL,
	"total_cents" bigint NOT NULL,
	"completes_statement" boolean NOT NULL,
	"submitted_by" uuid NOT NULL,
	"submitted_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "invoice_number_is_used_once" UNIQUE("provider_id","invoice_number")
);
--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_statement_id_statement_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."statement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invoice_of_statement" ON "invoice" USING btree ("statement_id");
--> statement-breakpoint
CREATE TABLE "invoice_line" (
	"invoice_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"amount_cents" bigint NOT NULL,
	CONSTRAINT "invoice_names_a_visit_once" PRIMARY KEY("invoice_id","visit_id")
);
--> statement-breakpoint
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_invoice_id_invoice_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoice"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TABLE "invoice_vat" (
	"invoice_id" uuid NOT NULL,
	"vat_permille" integer NOT NULL,
	"gross_cents" bigint NOT NULL,
	"vat_cents" bigint NOT NULL,
	CONSTRAINT "invoice_vat_invoice_id_vat_permille_pk" PRIMARY KEY("invoice_id","vat_permille")
);
--> statement-breakpoint
ALTER TABLE "invoice_vat" ADD CONSTRAINT "invoice_vat_invoice_id_invoice_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoice"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TABLE "settlement_terms" (
	"organiser_id" uuid NOT NULL,
	"first_month" text NOT NULL,
	"version" integer NOT NULL,
	"mode" text NOT NULL,
	"carried_runs_max" integer NOT NULL,
	"published_by" uuid NOT NULL,
	"published_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "settlement_terms_organiser_id_first_month_version_pk" PRIMARY KEY("organiser_id","first_month","version"),
	CONSTRAINT "carried_runs_are_0_to_12" CHECK ("settlement_terms"."carried_runs_max" between 0 and 12)
);
--> statement-breakpoint
CREATE TABLE "provider_billing" (
	"provider_id" uuid NOT NULL,
	"first_month" text NOT NULL,
	"version" integer NOT NULL,
	"by_unit" boolean NOT NULL,
	"published_by" uuid NOT NULL,
	"published_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "provider_billing_provider_id_first_month_version_pk" PRIMARY KEY("provider_id","first_month","version")
);
--> statement-breakpoint
CREATE TABLE "feed_head" (
	"organiser_id" uuid PRIMARY KEY NOT NULL,
	"seq" integer NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feed_item" (
	"organiser_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"visit_id" uuid,
	"run_id" uuid,
	"total_cents" bigint,
	"organiser_cents" bigint,
	"client_cents" bigint,
	"payload" text NOT NULL,
	"hash" text NOT NULL,
	"previous_hash" text NOT NULL,
	"previous_of_kind_seq" integer,
	"previous_of_kind_hash" text,
	CONSTRAINT "feed_item_organiser_id_seq_pk" PRIMARY KEY("organiser_id","seq"),
	CONSTRAINT "feed_item_id_is_unique" UNIQUE("id"),
	CONSTRAINT "item_is_about_a_visit_or_a_run" CHECK (num_nonnulls("feed_item"."visit_id", "feed_item"."run_id") = 1)
);
--> statement-breakpoint
CREATE INDEX "runs_in_feed" ON "feed_item" USING btree ("organiser_id","seq") WHERE "feed_item"."kind" = 'RUN';
--> statement-breakpoint
-- The ledger, the feed and what a run froze only grow. The running role lacks the right to change them.
-- The triggers refuse it to the owner too.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: it only grows', tg_op, tg_table_name USING ERRCODE = 'restrict_violation', TABLE = tg_table_name;
END $$;
--> statement-breakpoint
-- By statement, because TRUNCATE knows no rows. So PostgreSQL also refuses a change of no row.
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON voucher_service FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON extra_service FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON run_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON statement_series FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON statement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON statement_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON statement_visit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON client_share_statement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON client_share_vat FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON payment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON payment_file FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON invoice FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON invoice_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON invoice_vat FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON settlement_terms FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON provider_billing FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON feed_item FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Lines that are inserted together sum to zero entry by entry, so no entry is out of balance even before the commit.
-- So does their tax: the tax in the provider's earnings is the tax in what organiser and client owe.
CREATE FUNCTION require_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  unbalanced uuid;
BEGIN
  SELECT entry_id INTO unbalanced FROM inserted GROUP BY entry_id HAVING sum(amount_cents) <> 0 OR sum(vat_cents) <> 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the lines of entry % do not sum to zero', unbalanced
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_is_balanced', TABLE = 'ledger_line';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER entry_is_balanced AFTER INSERT ON ledger_line REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION require_balance();
--> statement-breakpoint
-- A month's sums follow the ledger. The trigger works by statement: a batch is one addition. Each entry has one first
-- line. The order of the key keeps two batches from waiting for each other.
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
CREATE TRIGGER sums_follow AFTER INSERT ON ledger_line REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION add_to_sums();
--> statement-breakpoint
-- A lock decides what its month carries on, so no later month is locked while an earlier one is being locked.
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
--> statement-breakpoint
-- A statement that the file of its own run does not pay has a state, which statements, payments and invoices change.
-- Each of the three triggers works by statement and in the order of ids, so that two never wait for each other.
CREATE FUNCTION statements_wait() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO late_payment (statement_id, organiser_id, provider_id, state)
  SELECT id, organiser_id, provider_id, CASE mode WHEN 'PROVIDER_INVOICED' THEN 'AWAITING_INVOICE' ELSE 'HELD' END
    FROM inserted WHERE payable_cents > 0 ORDER BY id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER payment_is_late AFTER INSERT ON statement REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION statements_wait();
--> statement-breakpoint
CREATE FUNCTION statements_are_paid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM late_payment WHERE statement_id IN (SELECT statement_id FROM inserted) ORDER BY statement_id FOR UPDATE;
  DELETE FROM late_payment l USING inserted p, statement s WHERE l.statement_id = p.statement_id AND s.id = p.statement_id AND s.run_id = p.run_id;
  UPDATE late_payment l SET state = 'RELEASED' FROM inserted p WHERE l.statement_id = p.statement_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER payment_is_late AFTER INSERT ON payment REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION statements_are_paid();
--> statement-breakpoint
CREATE FUNCTION statements_are_invoiced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE late_payment l SET state = 'HELD' FROM inserted i WHERE l.statement_id = i.statement_id AND i.completes_statement AND l.state = 'AWAITING_INVOICE';
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER payment_is_late AFTER INSERT ON invoice REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION statements_are_invoiced();
