-- Sessions from before have tokens of another form, so their owners sign in again; sign-ins under way live ten minutes.
UPDATE "session" SET "ended_at" = "used_at" WHERE "ended_at" IS NULL;--> statement-breakpoint
DELETE FROM "sign_in";--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "family_mark" text NOT NULL DEFAULT '';--> statement-breakpoint
ALTER TABLE "session" ALTER COLUMN "family_mark" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "browser_mark" text NOT NULL DEFAULT '';--> statement-breakpoint
ALTER TABLE "session" ALTER COLUMN "browser_mark" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "previous_mark" text;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "sealed_token" text;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "changed_at" timestamp(3) with time zone;--> statement-breakpoint
UPDATE "session" SET "changed_at" = "used_at";--> statement-breakpoint
ALTER TABLE "session" ALTER COLUMN "changed_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "user_account" ADD COLUMN "tokens_from" timestamp(3) with time zone;--> statement-breakpoint
CREATE INDEX "session_by_start" ON "session" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "session_by_end" ON "session" USING btree ("ended_at");--> statement-breakpoint
CREATE INDEX "session_with_sealed_token" ON "session" USING btree ("changed_at") WHERE "session"."sealed_token" is not null;--> statement-breakpoint
CREATE INDEX "sign_in_by_expiry" ON "sign_in" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "user_with_other_tokens" ON "user_account" USING btree ("tokens_from");--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "sealed_token_has_its_predecessor" CHECK ("session"."sealed_token" is null or "session"."previous_mark" is not null);--> statement-breakpoint
ALTER TABLE "sign_in" ADD CONSTRAINT "return_path_is_short" CHECK (length("sign_in"."return_to") <= 512);