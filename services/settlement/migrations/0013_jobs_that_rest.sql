ALTER TABLE "job" ALTER COLUMN "started_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "job" ADD COLUMN "resting_since" timestamp(3) with time zone;