CREATE TABLE "mandate" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"representative_id" uuid NOT NULL,
	"represented_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"roles" text[] NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date,
	"checked_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	"ended_by" text,
	"version" integer NOT NULL,
	CONSTRAINT "one_mandate_of_a_kind" UNIQUE("user_id","kind"),
	CONSTRAINT "nobody_represents_themselves" CHECK ("mandate"."representative_id" <> "mandate"."represented_id"),
	CONSTRAINT "a_mandate_allows_something" CHECK (cardinality("mandate"."roles") > 0 and "mandate"."roles" <@ array['MANDATE_SEE','MANDATE_ARRANGE','MANDATE_PAY']),
	CONSTRAINT "an_end_has_its_cause" CHECK (("mandate"."ended_at" is null) = ("mandate"."ended_by" is null)),
	CONSTRAINT "registers_know_all_but_paper" CHECK (("mandate"."kind" = 'PAPER') = ("mandate"."checked_at" is null))
);
--> statement-breakpoint
CREATE TABLE "mandate_choice" (
	"session_id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"register_session" text NOT NULL,
	"return_to" text,
	"expires_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_representative_id_person_id_fk" FOREIGN KEY ("representative_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_represented_id_person_id_fk" FOREIGN KEY ("represented_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandate_choice" ADD CONSTRAINT "mandate_choice_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mandate_of_represented" ON "mandate" USING btree ("represented_id");--> statement-breakpoint
CREATE INDEX "mandate_of_representative" ON "mandate" USING btree ("representative_id");