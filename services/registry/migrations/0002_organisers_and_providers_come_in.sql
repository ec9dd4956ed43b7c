ALTER TABLE "organiser" ADD COLUMN "kind" text DEFAULT 'WELLBEING_COUNTY' NOT NULL;--> statement-breakpoint
ALTER TABLE "organiser" ADD COLUMN "languages" text[] DEFAULT '{"FI"}' NOT NULL;--> statement-breakpoint
ALTER TABLE "organiser" ADD COLUMN "contact" jsonb DEFAULT '{"email":null,"phone":null,"website":null,"streetAddress":null,"postalCode":null,"city":null}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "organiser" ADD COLUMN "closed_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "provider" ADD COLUMN "form" jsonb;--> statement-breakpoint
ALTER TABLE "provider" ADD COLUMN "registered_address" jsonb;--> statement-breakpoint
ALTER TABLE "provider" ADD COLUMN "languages" text[] DEFAULT '{"FI"}' NOT NULL;--> statement-breakpoint
ALTER TABLE "provider" ADD COLUMN "contact" jsonb DEFAULT '{"email":null,"phone":null,"website":null,"streetAddress":null,"postalCode":null,"city":null}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "provider_unit" ADD COLUMN "closed_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "organiser" ADD CONSTRAINT "organiser_serves_in_a_language" CHECK (cardinality("organiser"."languages") > 0);--> statement-breakpoint
ALTER TABLE "provider" ADD CONSTRAINT "provider_serves_in_a_language" CHECK (cardinality("provider"."languages") > 0);