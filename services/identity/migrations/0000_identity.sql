-- All tables of identity, in the order of `RIGHTS`, each with its keys and indexes.
-- `tables.ts` says what they are for.
CREATE TABLE "outbox_head" (
	"partition" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"partition" text NOT NULL,
	"seq" bigint NOT NULL,
	"id" uuid NOT NULL,
	"type" text NOT NULL,
	"subject" text NOT NULL,
	"time" timestamp(3) with time zone NOT NULL,
	"actor" text,
	"traceparent" text,
	"data" text NOT NULL,
	CONSTRAINT "outbox_partition_seq_pk" PRIMARY KEY("partition","seq")
);
--> statement-breakpoint
CREATE TABLE "relay" (
	"partition" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"source" text NOT NULL,
	"partition" text NOT NULL,
	"last_seq" bigint NOT NULL,
	"epoch" integer,
	CONSTRAINT "inbox_source_partition_pk" PRIMARY KEY("source","partition")
);
--> statement-breakpoint
CREATE TABLE "parked_event" (
	"source" text NOT NULL,
	"partition" text NOT NULL,
	"seq" bigint NOT NULL,
	"subject" text NOT NULL,
	"envelope" jsonb NOT NULL,
	"fault" text NOT NULL,
	CONSTRAINT "parked_event_source_partition_seq_pk" PRIMARY KEY("source","partition","seq")
);
--> statement-breakpoint
CREATE TABLE "epoch" (
	"number" integer PRIMARY KEY NOT NULL,
	CONSTRAINT "epoch_is_positive" CHECK ("epoch"."number" > 0)
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"organisation" text NOT NULL,
	"key" text NOT NULL,
	"input_hash" text NOT NULL,
	"used_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "idempotency_organisation_key_pk" PRIMARY KEY("organisation","key")
);
--> statement-breakpoint
CREATE TABLE "idempotency_answer" (
	"organisation" text NOT NULL,
	"key" text NOT NULL,
	"answer" jsonb NOT NULL,
	CONSTRAINT "idempotency_answer_organisation_key_pk" PRIMARY KEY("organisation","key")
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "access_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"action" text NOT NULL,
	"user_id" uuid,
	"organisation_id" uuid,
	"person_id" uuid,
	"subject_id" uuid
);
--> statement-breakpoint
CREATE INDEX "access_to_person" ON "access_log" USING btree ("person_id","at");
--> statement-breakpoint
CREATE TABLE "actor_name" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_kind" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"roles" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sealed_identity_code" text NOT NULL,
	"identity_code_index" text NOT NULL,
	"given_names" text NOT NULL,
	"family_name" text NOT NULL,
	"protected_address" boolean NOT NULL,
	"died_on" date,
	"municipality_code" text,
	"version" integer NOT NULL,
	CONSTRAINT "identity_code_is_unique" UNIQUE("identity_code_index")
);
--> statement-breakpoint
CREATE TABLE "organiser_area" (
	"id" uuid PRIMARY KEY NOT NULL,
	"municipality_codes" text[] NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "served_person" (
	"organiser_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "served_person_organiser_id_person_id_pk" PRIMARY KEY("organiser_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "served_with" (
	"organiser_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	CONSTRAINT "served_with_person_id_organiser_id_service_id_pk" PRIMARY KEY("person_id","organiser_id","service_id")
);
--> statement-breakpoint
CREATE TABLE "user_account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_kind" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"roles" text[] NOT NULL,
	"active" boolean NOT NULL,
	"person_id" uuid,
	"client_id" text,
	"secret_mark" text,
	"tokens_from" timestamp(3) with time zone,
	CONSTRAINT "client_id_is_unique" UNIQUE("client_id"),
	CONSTRAINT "person_has_one_user_in_an_organisation" UNIQUE("person_id","organisation_id"),
	CONSTRAINT "user_of_organisation" UNIQUE("organisation_id","id"),
	CONSTRAINT "user_is_a_person_or_a_system" CHECK (num_nonnulls("user_account"."person_id", "user_account"."client_id") = 1),
	CONSTRAINT "systems_have_secrets" CHECK (("user_account"."client_id" is null) = ("user_account"."secret_mark" is null)),
	CONSTRAINT "user_has_a_role" CHECK (cardinality("user_account"."roles") > 0),
	CONSTRAINT "roles_fit_the_organisation" CHECK ("user_account"."roles" <@ case "user_account"."organisation_kind"
        when 'ORGANISER' then array['ADMIN','GRANTER','CASE_HANDLER','EVENT_CHECKER','SETTLEMENT_APPROVER','SYSTEM']
        when 'PROVIDER' then array['ADMIN','SIGNATORY','SERVICE_MANAGER','PREPARER','RECORDER','SYSTEM']
        else array['CLIENT'] end),
	CONSTRAINT "systems_and_only_they_have_the_role" CHECK (("user_account"."client_id" is not null) = ('SYSTEM' = any("user_account"."roles")))
);
--> statement-breakpoint
ALTER TABLE "user_account" ADD CONSTRAINT "user_account_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "user_with_other_tokens" ON "user_account" USING btree ("tokens_from");
--> statement-breakpoint
CREATE TABLE "service_team" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_kind" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"name" text NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "team_of_organisation" UNIQUE("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "team_member" (
	"organisation_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "team_member_team_id_user_id_pk" PRIMARY KEY("team_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "team_member" ADD CONSTRAINT "member_is_in_a_team_of_the_organisation" FOREIGN KEY ("organisation_id","team_id") REFERENCES "public"."service_team"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_member" ADD CONSTRAINT "member_is_of_the_organisation" FOREIGN KEY ("organisation_id","user_id") REFERENCES "public"."user_account"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "team_of_member" ON "team_member" USING btree ("user_id");
--> statement-breakpoint
CREATE TABLE "team_service" (
	"team_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	CONSTRAINT "team_service_team_id_service_id_pk" PRIMARY KEY("team_id","service_id")
);
--> statement-breakpoint
ALTER TABLE "team_service" ADD CONSTRAINT "team_service_team_id_service_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."service_team"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TABLE "sign_in" (
	"state" text PRIMARY KEY NOT NULL,
	"nonce" text NOT NULL,
	"verifier" text NOT NULL,
	"browser_mark" text NOT NULL,
	"return_to" text,
	"expires_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "return_path_is_short" CHECK (length("sign_in"."return_to") <= 512)
);
--> statement-breakpoint
CREATE INDEX "sign_in_by_expiry" ON "sign_in" USING btree ("expires_at");
--> statement-breakpoint
CREATE TABLE "session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"family_mark" text NOT NULL,
	"browser_mark" text NOT NULL,
	"token_mark" text NOT NULL,
	"previous_mark" text,
	"sealed_token" text,
	"changed_at" timestamp(3) with time zone NOT NULL,
	"started_at" timestamp(3) with time zone NOT NULL,
	"used_at" timestamp(3) with time zone NOT NULL,
	"ended_at" timestamp(3) with time zone,
	CONSTRAINT "sealed_token_has_its_predecessor" CHECK ("session"."sealed_token" is null or "session"."previous_mark" is not null)
);
--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "session_of_person" ON "session" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "session_by_start" ON "session" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "session_by_end" ON "session" USING btree ("ended_at");--> statement-breakpoint
CREATE INDEX "session_with_sealed_token" ON "session" USING btree ("changed_at") WHERE "session"."sealed_token" is not null;
--> statement-breakpoint
CREATE TABLE "inbox_task" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"organisation_kind" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"roles" text[] NOT NULL,
	"service_id" uuid,
	"due_day" date,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"closed_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE INDEX "open_task_of_service" ON "inbox_task" USING btree ("organisation_id","service_id","id") WHERE "inbox_task"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "task_by_end" ON "inbox_task" USING btree ("closed_at");
--> statement-breakpoint
CREATE TABLE "inbox_notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"organisation_kind" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"roles" text[] NOT NULL,
	"service_id" uuid,
	"due_day" date,
	"given_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "notice_of_service" ON "inbox_notice" USING btree ("organisation_id","service_id","id","kind","given_at");--> statement-breakpoint
CREATE INDEX "notice_by_time" ON "inbox_notice" USING btree ("given_at");
