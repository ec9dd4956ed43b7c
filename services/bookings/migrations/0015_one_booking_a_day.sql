-- What follows the index is written by hand: drizzle knows neither exclusion constraints nor triggers.
CREATE TABLE "booked_content" (
	"booking_id" uuid NOT NULL,
	"content_id" uuid NOT NULL,
	"voucher_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date,
	CONSTRAINT "booked_content_booking_id_content_id_pk" PRIMARY KEY("booking_id","content_id")
);
--> statement-breakpoint
ALTER TABLE "voucher" ADD COLUMN "arrangement_kind" text;--> statement-breakpoint
ALTER TABLE "booked_content" ADD CONSTRAINT "booked_content_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "voucher_to_be_asked_about" ON "voucher" USING btree ("id") WHERE "voucher"."arrangement_kind" is null;--> statement-breakpoint
-- The extension lets ids and ranges stand in one index; a database's owner may create it.
CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
ALTER TABLE "booked_content" ADD CONSTRAINT "content_is_booked_once_a_day"
  EXCLUDE USING gist (voucher_id WITH =, unit_id WITH =, content_id WITH =, daterange(first_day, last_day, '[]') WITH &&);
--> statement-breakpoint
-- Bookings that overlap with an earlier one stand as they are, but hold nothing here.
INSERT INTO "booked_content" ("booking_id", "content_id", "voucher_id", "unit_id", "first_day", "last_day")
SELECT DISTINCT ON (b.id, c.content_id) b.id, c.content_id, b.voucher_id, b.unit_id, b.first_day, b.last_day
  FROM "booking" b CROSS JOIN unnest(b.content_ids) c(content_id)
 ORDER BY b.id, c.content_id
    ON CONFLICT DO NOTHING;
--> statement-breakpoint
-- The version before, which runs beside this one for a while, ends bookings, too.
CREATE FUNCTION end_booked_content() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE booked_content SET last_day = NEW.last_day WHERE booking_id = NEW.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER booked_content_ends_with_its_booking AFTER UPDATE OF last_day ON booking FOR EACH ROW EXECUTE FUNCTION end_booked_content();
