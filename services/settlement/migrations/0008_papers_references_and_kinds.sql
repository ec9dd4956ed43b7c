-- Taxes of papers, numbers that no payee is given twice, items of one kind. The triggers at the end are written by hand.
CREATE TABLE "invoice_vat" (
	"invoice_id" uuid NOT NULL,
	"vat_permille" integer NOT NULL,
	"gross_cents" bigint NOT NULL,
	"vat_cents" bigint NOT NULL,
	CONSTRAINT "invoice_vat_invoice_id_vat_permille_pk" PRIMARY KEY("invoice_id","vat_permille")
);
--> statement-breakpoint
CREATE TABLE "statement_series" (
	"organiser_id" uuid PRIMARY KEY NOT NULL,
	"series" integer GENERATED ALWAYS AS IDENTITY (sequence name "statement_series_series_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	CONSTRAINT "series_is_of_one_organiser" UNIQUE("series"),
	CONSTRAINT "series_has_four_digits" CHECK ("statement_series"."series" between 1 and 9999)
);
--> statement-breakpoint
ALTER TABLE "client_share_statement" ADD COLUMN "tax_of_sums" boolean;--> statement-breakpoint
ALTER TABLE "feed_item" ADD COLUMN "previous_of_kind_seq" integer;--> statement-breakpoint
ALTER TABLE "feed_item" ADD COLUMN "previous_of_kind_hash" text;--> statement-breakpoint
ALTER TABLE "statement" ADD COLUMN "tax_of_sums" boolean;--> statement-breakpoint
ALTER TABLE "invoice_vat" ADD CONSTRAINT "invoice_vat_invoice_id_invoice_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "runs_in_feed" ON "feed_item" USING btree ("organiser_id","seq") WHERE "feed_item"."kind" = 'RUN';--> statement-breakpoint
CREATE UNIQUE INDEX "payee_gets_a_number_once" ON "statement" USING btree ("statement_number") WHERE length("statement"."statement_number") > 14;--> statement-breakpoint
CREATE UNIQUE INDEX "payee_gets_a_reference_once" ON "statement" USING btree ("reference") WHERE length("statement"."statement_number") > 14;--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON invoice_vat FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON statement_series FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
