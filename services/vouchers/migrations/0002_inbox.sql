CREATE TABLE "told_end" (
	"voucher_id" uuid NOT NULL,
	"last_day" date NOT NULL,
	CONSTRAINT "told_end_voucher_id_last_day_pk" PRIMARY KEY("voucher_id","last_day")
);
--> statement-breakpoint
CREATE INDEX "active_voucher_by_last_day" ON "voucher" USING btree ("last_day","id") WHERE "voucher"."state" = 'ACTIVE';