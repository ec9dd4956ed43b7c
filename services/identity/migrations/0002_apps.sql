CREATE TABLE "app_code" (
	"mark" text PRIMARY KEY NOT NULL,
	"app_id" uuid NOT NULL,
	"from_session_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"redirect_uri" text NOT NULL,
	"challenge" text NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"used_at" timestamp(3) with time zone,
	"session_id" uuid,
	CONSTRAINT "only_a_used_code_gave_a_session" CHECK ("app_code"."session_id" is null or "app_code"."used_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "app" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"kind" text NOT NULL,
	"name_fi" text NOT NULL,
	"name_sv" text NOT NULL,
	"name_en" text NOT NULL,
	"redirect_uris" text[] NOT NULL,
	"origins" text[] NOT NULL,
	"closed_at" timestamp(3) with time zone,
	CONSTRAINT "kind_of_app" UNIQUE("id","kind"),
	CONSTRAINT "app_has_few_redirects" CHECK (cardinality("app"."redirect_uris") between 1 and 10),
	CONSTRAINT "only_browser_apps_have_origins" CHECK (cardinality("app"."origins") between ("app"."kind" = 'BROWSER')::int and 10 * ("app"."kind" = 'BROWSER')::int)
);
--> statement-breakpoint
CREATE TABLE "app_consent" (
	"person_id" uuid NOT NULL,
	"app_id" uuid NOT NULL,
	"given_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "app_consent_person_id_app_id_pk" PRIMARY KEY("person_id","app_id")
);
--> statement-breakpoint
ALTER TABLE "sign_in" DROP CONSTRAINT "return_path_is_short";--> statement-breakpoint
ALTER TABLE "session" ALTER COLUMN "browser_mark" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "app_id" uuid;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "app_kind" text;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "organisation_id" uuid;--> statement-breakpoint
ALTER TABLE "app_code" ADD CONSTRAINT "app_code_app_id_app_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."app"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app_code" ADD CONSTRAINT "code_comes_from_a_session" FOREIGN KEY ("from_session_id") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app_code" ADD CONSTRAINT "code_gave_a_session" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app_consent" ADD CONSTRAINT "app_consent_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app_consent" ADD CONSTRAINT "app_consent_app_id_app_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."app"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "app_code_by_expiry" ON "app_code" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "app_code_of_session" ON "app_code" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "app_code_from_session" ON "app_code" USING btree ("from_session_id");--> statement-breakpoint
CREATE INDEX "app_by_end" ON "app" USING btree ("closed_at");--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "app_of_session_is_registered" FOREIGN KEY ("app_id","app_kind") REFERENCES "public"."app"("id","kind") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "session_of_app" ON "session" USING btree ("app_id") WHERE "session"."app_id" is not null;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_is_in_a_browser_or_an_app" CHECK (num_nonnulls("session"."browser_mark", "session"."app_id") = 1);--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "app_acts_for_one" CHECK (num_nonnulls("session"."app_id", "session"."app_kind", "session"."organisation_id") in (0, 3));--> statement-breakpoint
ALTER TABLE "sign_in" ADD CONSTRAINT "return_path_is_short" CHECK (length("sign_in"."return_to") <= 2048);