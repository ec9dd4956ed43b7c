CREATE TABLE "stored_file" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"sent_by" uuid NOT NULL,
	"sent_at" timestamp(3) with time zone NOT NULL,
	"sealed_key" text NOT NULL,
	"state" text NOT NULL,
	"kind" text,
	"bytes" integer,
	CONSTRAINT "a_usable_file_is_whole" CHECK ("stored_file"."state" not in ('READY', 'USED') or ("stored_file"."kind" is not null and "stored_file"."bytes" is not null)),
	CONSTRAINT "a_file_is_bounded" CHECK ("stored_file"."bytes" between 1 and 10485760)
);
--> statement-breakpoint
ALTER TABLE "mandate" DROP CONSTRAINT "one_mandate_of_a_kind";--> statement-breakpoint
ALTER TABLE "mandate" ADD COLUMN "recorded_for" uuid;--> statement-breakpoint
ALTER TABLE "mandate" ADD COLUMN "scan_id" uuid;--> statement-breakpoint
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_sent_by_user_account_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "file_of_owner" ON "stored_file" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "file_that_may_leave" ON "stored_file" USING btree ("sent_at") WHERE "stored_file"."state" <> 'USED';--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_scan_id_stored_file_id_fk" FOREIGN KEY ("scan_id") REFERENCES "public"."stored_file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_mandate_of_a_kind" ON "mandate" USING btree ("user_id","kind") WHERE "mandate"."kind" <> 'PAPER';--> statement-breakpoint
CREATE INDEX "mandate_of_user" ON "mandate" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "a_scan_proves_one_mandate" ON "mandate" USING btree ("scan_id");--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "a_paper_has_its_scan_and_end" CHECK (("mandate"."kind" = 'PAPER') = ("mandate"."recorded_for" is not null and "mandate"."scan_id" is not null) and ("mandate"."kind" <> 'PAPER' or "mandate"."last_day" is not null));