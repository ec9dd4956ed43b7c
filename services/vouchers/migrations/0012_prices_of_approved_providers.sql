ALTER TABLE "price_list" ADD COLUMN "provider_id" uuid;--> statement-breakpoint
-- Registry is asked for all lists again, since it says whose they are.
DELETE FROM "earlier_prices";
