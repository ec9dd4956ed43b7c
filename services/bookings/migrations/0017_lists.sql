-- The function, its trigger and the words of the columns before are written by hand.
ALTER TABLE "visit" ADD COLUMN "service_id" uuid;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "unit_id" uuid;--> statement-breakpoint
UPDATE "visit" v SET "service_id" = b.service_id, "unit_id" = b.unit_id FROM "booking" b WHERE b.id = v.booking_id;--> statement-breakpoint
ALTER TABLE "visit" ALTER COLUMN "service_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "visit" ALTER COLUMN "unit_id" SET NOT NULL;--> statement-breakpoint
-- The version before, which runs beside this one for a while, does not know the columns.
CREATE FUNCTION place_visit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT b.service_id, b.unit_id INTO NEW.service_id, NEW.unit_id FROM booking b WHERE b.id = NEW.booking_id;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER visit_is_of_its_bookings_service BEFORE INSERT ON visit
  FOR EACH ROW WHEN (NEW.service_id IS NULL) EXECUTE FUNCTION place_visit();
--> statement-breakpoint
DROP INDEX "visit_under_review";--> statement-breakpoint
CREATE INDEX "visit_of_service_by_day" ON "visit" USING btree ("service_id","state","allocation","starts_at","id");--> statement-breakpoint
CREATE INDEX "visit_of_service_by_age" ON "visit" USING btree ("service_id","state","allocation","id");--> statement-breakpoint
CREATE INDEX "visit_of_provider_by_day" ON "visit" USING btree ("provider_id","service_id","state","allocation","starts_at","id","unit_id");--> statement-breakpoint
CREATE INDEX "visit_of_provider_by_age" ON "visit" USING btree ("provider_id","service_id","state","allocation","id","unit_id");--> statement-breakpoint
CREATE INDEX "visit_that_is_flagged" ON "visit" USING btree ("service_id","state","allocation","starts_at","id","provider_id","unit_id","flags") WHERE "visit"."flags" <> '{}';--> statement-breakpoint
CREATE INDEX "visit_returned_of_service" ON "visit" USING btree ("service_id","handle_by","id","provider_id","unit_id") WHERE "visit"."state" = 'RETURNED';--> statement-breakpoint
DROP INDEX "booking_of_organiser";--> statement-breakpoint
CREATE INDEX "booking_of_provider_by_first_day" ON "booking" USING btree ("provider_id","service_id","first_day","id");--> statement-breakpoint
CREATE INDEX "booking_of_organiser_by_first_day" ON "booking" USING btree ("organiser_id","service_id","first_day","id");
