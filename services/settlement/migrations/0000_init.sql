CREATE TABLE "client_share_statement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"organiser_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"voucher_id" uuid NOT NULL,
	"month" text NOT NULL,
	"visits" integer NOT NULL,
	"total_cents" bigint NOT NULL,
	"organiser_cents" bigint NOT NULL,
	"client_cents" bigint NOT NULL,
	CONSTRAINT "client_share_is_stated_once" UNIQUE("run_id","provider_id","voucher_id")
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
	CONSTRAINT "feed_item_organiser_id_seq_pk" PRIMARY KEY("organiser_id","seq"),
	CONSTRAINT "feed_item_id_is_unique" UNIQUE("id"),
	CONSTRAINT "item_is_about_a_visit_or_a_run" CHECK (num_nonnulls("feed_item"."visit_id", "feed_item"."run_id") = 1)
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
	"posted_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "visit_is_posted_once" UNIQUE("visit_id","visit_version","kind","service_month"),
	CONSTRAINT "only_an_original_stands_alone" CHECK (("ledger_entry"."kind" = 'ORIGINAL') = ("ledger_entry"."reverses" is null))
);
--> statement-breakpoint
CREATE TABLE "ledger_line" (
	"entry_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"account" text NOT NULL,
	"content_id" uuid NOT NULL,
	"unit" text NOT NULL,
	"steps" integer NOT NULL,
	"amount_cents" bigint NOT NULL,
	CONSTRAINT "ledger_line_entry_id_line_pk" PRIMARY KEY("entry_id","line"),
	CONSTRAINT "line_moves_money" CHECK ("ledger_line"."amount_cents" <> 0)
);
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
CREATE TABLE "provider" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_name" text NOT NULL,
	"iban" text,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run_entry" (
	"entry_id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL
);
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
	CONSTRAINT "run_is_hashed_from_the_lock_on" CHECK (("settlement_run"."state" in ('PLANNED', 'COLLECTING')) = ("settlement_run"."hash" is null)),
	CONSTRAINT "run_is_approved_by_a_second_person" CHECK ("settlement_run"."approved_by" <> "settlement_run"."locked_by")
);
--> statement-breakpoint
CREATE TABLE "statement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"organiser_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"month" text NOT NULL,
	"statement_number" text NOT NULL,
	"reference" text NOT NULL,
	"state" text NOT NULL,
	"total_cents" bigint NOT NULL,
	"organiser_cents" bigint NOT NULL,
	"client_cents" bigint NOT NULL,
	"brought_forward_cents" bigint NOT NULL,
	"payable_cents" bigint NOT NULL,
	"carried_forward_cents" bigint NOT NULL,
	"receivable_cents" bigint NOT NULL,
	"carried_runs" integer NOT NULL,
	"creditor_name" text,
	"creditor_iban" text,
	CONSTRAINT "statement_number_is_unique" UNIQUE("organiser_id","statement_number"),
	CONSTRAINT "provider_has_one_statement_a_run" UNIQUE("run_id","provider_id"),
	CONSTRAINT "statement_shares_make_the_total" CHECK ("statement"."total_cents" = "statement"."organiser_cents" + "statement"."client_cents"),
	CONSTRAINT "statement_loses_no_cent" CHECK ("statement"."brought_forward_cents" + "statement"."organiser_cents" = "statement"."payable_cents" + "statement"."carried_forward_cents" + "statement"."receivable_cents"),
	CONSTRAINT "debts_are_never_above_zero" CHECK ("statement"."brought_forward_cents" <= 0 and "statement"."carried_forward_cents" <= 0 and "statement"."receivable_cents" <= 0 and "statement"."payable_cents" >= 0),
	CONSTRAINT "payment_has_an_account" CHECK ("statement"."payable_cents" = 0 or "statement"."state" = 'HELD' or "statement"."creditor_iban" is not null)
);
--> statement-breakpoint
CREATE TABLE "statement_line" (
	"statement_id" uuid NOT NULL,
	"content_id" uuid NOT NULL,
	"service_month" text NOT NULL,
	"unit" text NOT NULL,
	"steps" integer NOT NULL,
	"visits" integer NOT NULL,
	"total_cents" bigint NOT NULL,
	"organiser_cents" bigint NOT NULL,
	"client_cents" bigint NOT NULL,
	CONSTRAINT "statement_line_statement_id_content_id_service_month_unit_pk" PRIMARY KEY("statement_id","content_id","service_month","unit")
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
CREATE TABLE "inbox" (
	"source" text NOT NULL,
	"partition" text NOT NULL,
	"last_seq" bigint NOT NULL,
	"epoch" integer,
	CONSTRAINT "inbox_source_partition_pk" PRIMARY KEY("source","partition")
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
CREATE TABLE "outbox_head" (
	"partition" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL
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
CREATE TABLE "relay" (
	"partition" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "client_share_statement" ADD CONSTRAINT "client_share_statement_run_id_settlement_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."settlement_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entry" ADD CONSTRAINT "entry_names_an_entry" FOREIGN KEY ("reverses") REFERENCES "public"."ledger_entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_line" ADD CONSTRAINT "ledger_line_entry_id_ledger_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."ledger_entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_file" ADD CONSTRAINT "payment_file_run_id_settlement_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."settlement_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement" ADD CONSTRAINT "statement_run_id_settlement_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."settlement_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_line" ADD CONSTRAINT "statement_line_statement_id_statement_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."statement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "client_share_of_organiser" ON "client_share_statement" USING btree ("organiser_id","id");--> statement-breakpoint
CREATE INDEX "client_share_of_provider" ON "client_share_statement" USING btree ("provider_id","id");--> statement-breakpoint
CREATE INDEX "client_share_of_person" ON "client_share_statement" USING btree ("person_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "entry_is_mirrored_once" ON "ledger_entry" USING btree ("reverses") WHERE "ledger_entry"."kind" = 'REVERSAL';--> statement-breakpoint
CREATE INDEX "entry_of_month" ON "ledger_entry" USING btree ("organiser_id","accounting_month");--> statement-breakpoint
CREATE INDEX "entry_of_run" ON "run_entry" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "statement_of_provider" ON "statement" USING btree ("provider_id","id");--> statement-breakpoint
CREATE INDEX "statement_of_organiser" ON "statement" USING btree ("organiser_id","id");