ALTER TABLE "session" ALTER COLUMN "family_mark" SET DEFAULT '';--> statement-breakpoint
ALTER TABLE "session" ALTER COLUMN "browser_mark" SET DEFAULT '';--> statement-breakpoint
ALTER TABLE "session" ALTER COLUMN "changed_at" SET DEFAULT now();