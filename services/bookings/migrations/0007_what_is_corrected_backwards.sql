ALTER TABLE "price" ADD COLUMN "correction" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "price" DROP CONSTRAINT "price_unit_id_service_id_content_id_first_day_pk";--> statement-breakpoint
ALTER TABLE "price" ADD CONSTRAINT "price_unit_id_service_id_content_id_first_day_correction_pk" PRIMARY KEY("unit_id","service_id","content_id","first_day","correction");--> statement-breakpoint
ALTER TABLE "repricing" DROP CONSTRAINT "repricing_unit_id_service_id_first_day_pk";--> statement-breakpoint
ALTER TABLE "repricing" ALTER COLUMN "unit_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "repricing" ALTER COLUMN "service_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "repricing" ADD COLUMN "id" uuid DEFAULT uuidv7() NOT NULL;--> statement-breakpoint
ALTER TABLE "repricing" ALTER COLUMN "id" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "repricing" ADD PRIMARY KEY ("id");--> statement-breakpoint
ALTER TABLE "repricing" ADD COLUMN "organiser_id" uuid;--> statement-breakpoint
UPDATE "repricing" r SET "organiser_id" = (SELECT v."organiser_id" FROM "service_version" v WHERE v."service_id" = r."service_id" LIMIT 1);--> statement-breakpoint
ALTER TABLE "repricing" ALTER COLUMN "organiser_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "repricing" ADD COLUMN "content_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "repricing" ADD COLUMN "cancelled" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "repricing" ADD COLUMN "service_version" integer;
