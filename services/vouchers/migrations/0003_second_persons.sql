CREATE TABLE "decline" (
	"voucher_id" uuid PRIMARY KEY NOT NULL,
	"reason" text,
	"declined_by" uuid NOT NULL,
	"declined_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "other_arrangement" (
	"voucher_id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"note" text,
	"arranged_by" uuid NOT NULL,
	"arranged_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "value_proposal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organiser_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"voucher_id" uuid,
	"wish" jsonb NOT NULL,
	"preview_id" text NOT NULL,
	"state" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp(3) with time zone NOT NULL,
	"confirmed_by" uuid,
	"confirmed_at" timestamp(3) with time zone,
	CONSTRAINT "a_second_person_confirms" CHECK ("value_proposal"."confirmed_by" <> "value_proposal"."proposed_by"),
	CONSTRAINT "who_confirmed_is_known" CHECK (("value_proposal"."state" = 'CONFIRMED') = ("value_proposal"."confirmed_by" is not null and "value_proposal"."confirmed_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "value_table" DROP CONSTRAINT "value_table_has_one_version_a_day";--> statement-breakpoint
ALTER TABLE "unit_value" DROP CONSTRAINT "unit_value_service_id_first_day_content_id_pk";--> statement-breakpoint
ALTER TABLE "unit_value" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "unit_value" ADD CONSTRAINT "unit_value_service_id_first_day_content_id_version_pk" PRIMARY KEY("service_id","first_day","content_id","version");--> statement-breakpoint
ALTER TABLE "value_table" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "voucher" ADD COLUMN "contract_prices" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "decline" ADD CONSTRAINT "decline_voucher_id_voucher_id_fk" FOREIGN KEY ("voucher_id") REFERENCES "public"."voucher"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "other_arrangement" ADD CONSTRAINT "other_arrangement_voucher_id_voucher_id_fk" FOREIGN KEY ("voucher_id") REFERENCES "public"."voucher"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "value_proposal" ADD CONSTRAINT "value_proposal_voucher_id_voucher_id_fk" FOREIGN KEY ("voucher_id") REFERENCES "public"."voucher"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_proposal_waits_for_a_table" ON "value_proposal" USING btree ("service_id") WHERE "value_proposal"."voucher_id" is null and "value_proposal"."state" = 'PROPOSED';--> statement-breakpoint
CREATE UNIQUE INDEX "one_proposal_waits_for_a_voucher" ON "value_proposal" USING btree ("voucher_id") WHERE "value_proposal"."voucher_id" is not null and "value_proposal"."state" = 'PROPOSED';--> statement-breakpoint
CREATE INDEX "proposal_of_organiser" ON "value_proposal" USING btree ("organiser_id","id");--> statement-breakpoint
CREATE INDEX "voucher_that_was_declined" ON "voucher" USING btree ("organiser_id","id") WHERE "voucher"."state" = 'DECLINED';--> statement-breakpoint
ALTER TABLE "value_table" ADD CONSTRAINT "value_table_has_each_version_once" UNIQUE("service_id","first_day","version");