CREATE TABLE "organiser_standing" (
	"id" uuid PRIMARY KEY NOT NULL,
	"closed" boolean NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_kind" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"roles" text[] NOT NULL,
	"team_ids" uuid[] NOT NULL,
	"user_id" uuid,
	"from_platform" boolean NOT NULL,
	"by_own_account" boolean NOT NULL,
	"language" text NOT NULL,
	"sealed_invitee" text,
	"secret_mark" text NOT NULL,
	"state" text NOT NULL,
	"delivery" text NOT NULL,
	"invited_by" uuid NOT NULL,
	"invited_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"ended_at" timestamp(3) with time zone,
	"version" integer NOT NULL,
	CONSTRAINT "invitation_link_is_unique" UNIQUE("secret_mark"),
	CONSTRAINT "invitation_has_ended_or_is_open" CHECK (("invitation"."state" = 'INVITED') = ("invitation"."ended_at" is null)),
	CONSTRAINT "taken_up_invitation_has_its_user" CHECK ("invitation"."state" <> 'TAKEN_UP' or "invitation"."user_id" is not null),
	CONSTRAINT "open_invitation_knows_whom" CHECK ("invitation"."state" <> 'INVITED' or "invitation"."sealed_invitee" is not null),
	CONSTRAINT "ended_invitation_knows_nobody" CHECK ("invitation"."state" in ('INVITED', 'EXPIRED') or "invitation"."sealed_invitee" is null)
);
--> statement-breakpoint
CREATE TABLE "organisation_setting" (
	"organisation_id" uuid PRIMARY KEY NOT NULL,
	"own_accounts_allowed" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outgoing_mail" (
	"id" uuid PRIMARY KEY NOT NULL,
	"invitation_id" uuid NOT NULL,
	"sealed_mail" text NOT NULL,
	"tries" integer NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passkey" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"credential_id" text NOT NULL,
	"public_key" text NOT NULL,
	"counter" bigint NOT NULL,
	"transports" text[] NOT NULL,
	"name" text NOT NULL,
	"backup_eligible" boolean NOT NULL,
	"backed_up" boolean NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL,
	"last_used_at" timestamp(3) with time zone,
	CONSTRAINT "passkey_is_known_once" UNIQUE("credential_id"),
	CONSTRAINT "passkey_has_a_short_name" CHECK (length("passkey"."name") between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "passkey_challenge" (
	"challenge" text PRIMARY KEY NOT NULL,
	"browser_mark" text NOT NULL,
	"purpose" text NOT NULL,
	"invitation_mark" text,
	"user_id" uuid,
	"expires_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "new_passkey_is_for_a_user" CHECK (("passkey_challenge"."purpose" = 'REGISTER') = ("passkey_challenge"."user_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "user_sign_in" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"signed_in_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "person" ALTER COLUMN "sealed_identity_code" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "person" ALTER COLUMN "identity_code_index" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "user_id" uuid;--> statement-breakpoint
ALTER TABLE "sign_in" ADD COLUMN "invitation_mark" text;--> statement-breakpoint
ALTER TABLE "user_account" ADD COLUMN "version" integer;--> statement-breakpoint
-- Nobody has counted the changes of the users who are there.
UPDATE "user_account" SET "version" = 1;--> statement-breakpoint
ALTER TABLE "user_account" ALTER COLUMN "version" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "user_account" ADD COLUMN "invited_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outgoing_mail" ADD CONSTRAINT "outgoing_mail_invitation_id_invitation_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."invitation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invitation_of_organisation" ON "invitation" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "open_invitation_by_expiry" ON "invitation" USING btree ("expires_at") WHERE "invitation"."state" = 'INVITED';--> statement-breakpoint
CREATE INDEX "invitation_by_end" ON "invitation" USING btree ("ended_at");--> statement-breakpoint
CREATE INDEX "invitation_from_platform" ON "invitation" USING btree ("id") WHERE "invitation"."from_platform";--> statement-breakpoint
CREATE INDEX "mail_by_due_time" ON "outgoing_mail" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "mail_of_invitation" ON "outgoing_mail" USING btree ("invitation_id");--> statement-breakpoint
CREATE INDEX "passkey_of_user" ON "passkey" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "challenge_by_expiry" ON "passkey_challenge" USING btree ("expires_at");--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "session_of_own_account" ON "session" USING btree ("user_id") WHERE "session"."user_id" is not null;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "code_has_its_index" CHECK (("person"."sealed_identity_code" is null) = ("person"."identity_code_index" is null));--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "own_account_has_one_user" CHECK (("session"."assurance" = 'OWN') = ("session"."user_id" is not null));