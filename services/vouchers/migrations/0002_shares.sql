CREATE TABLE "own_value_change" (
	"voucher_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"first_day" date NOT NULL,
	"own_value" jsonb NOT NULL,
	"income" jsonb,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "own_value_change_voucher_id_version_pk" PRIMARY KEY("voucher_id","version")
);
--> statement-breakpoint
ALTER TABLE "allocation" ADD COLUMN "unit_id" uuid;--> statement-breakpoint
ALTER TABLE "own_value_change" ADD CONSTRAINT "own_value_change_voucher_id_voucher_id_fk" FOREIGN KEY ("voucher_id") REFERENCES "public"."voucher"("id") ON DELETE no action ON UPDATE no action;