CREATE TABLE "access_block" (
	"number" bigint PRIMARY KEY NOT NULL,
	"form" smallint NOT NULL,
	"row_ids" uuid[] NOT NULL,
	"sealed_at" timestamp(3) with time zone NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "no_two_blocks_follow_the_same" UNIQUE("previous_hash"),
	CONSTRAINT "block_has_rows" CHECK (cardinality("access_block"."row_ids") > 0)
);
--> statement-breakpoint
CREATE TABLE "access_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"action" text NOT NULL,
	"outcome" text NOT NULL,
	"user_id" uuid,
	"actor_person_id" uuid,
	"organisation_kind" text,
	"organisation_id" uuid,
	"roles" text[],
	"acting_by" text,
	"mandate_id" text,
	"person_id" uuid,
	"subject_id" uuid,
	"reason" text,
	"network" text,
	"trace_id" text,
	CONSTRAINT "reason_is_short" CHECK (length("access_log"."reason") <= 200)
);
--> statement-breakpoint
CREATE TABLE "access_unsealed" (
	"id" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "actor_name" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_kind" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"roles" text[] NOT NULL
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
CREATE TABLE "inbox" (
	"source" text NOT NULL,
	"partition" text NOT NULL,
	"last_seq" bigint NOT NULL,
	"epoch" integer,
	CONSTRAINT "inbox_source_partition_pk" PRIMARY KEY("source","partition")
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
CREATE TABLE "outbox_head" (
	"partition" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL
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
CREATE TABLE "rate_limit" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "relay" (
	"partition" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organiser_standing" (
	"id" uuid PRIMARY KEY NOT NULL,
	"closed" boolean NOT NULL,
	"version" integer NOT NULL
);
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
CREATE TABLE "mandate" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"representative_id" uuid NOT NULL,
	"represented_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"roles" text[] NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date,
	"checked_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	"ended_by" text,
	"version" integer NOT NULL,
	CONSTRAINT "one_mandate_of_a_kind" UNIQUE("user_id","kind"),
	CONSTRAINT "nobody_represents_themselves" CHECK ("mandate"."representative_id" <> "mandate"."represented_id"),
	CONSTRAINT "a_mandate_allows_something" CHECK (cardinality("mandate"."roles") > 0 and "mandate"."roles" <@ array['MANDATE_SEE','MANDATE_ARRANGE','MANDATE_PAY']),
	CONSTRAINT "an_end_has_its_cause" CHECK (("mandate"."ended_at" is null) = ("mandate"."ended_by" is null)),
	CONSTRAINT "no_register_knows_paper" CHECK ("mandate"."kind" <> 'PAPER' or "mandate"."checked_at" is null)
);
--> statement-breakpoint
CREATE TABLE "mandate_choice" (
	"session_id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"register_session" text NOT NULL,
	"return_to" text,
	"expires_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "known_organisation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"business_id" text NOT NULL,
	"version" integer NOT NULL
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
CREATE TABLE "organiser_area" (
	"id" uuid PRIMARY KEY NOT NULL,
	"municipality_codes" text[] NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"given_names" text NOT NULL,
	"family_name" text NOT NULL,
	"protected_address" boolean NOT NULL,
	"died_on" date,
	"municipality_code" text,
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
CREATE TABLE "guardianship" (
	"ward_id" uuid NOT NULL,
	"guardian_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"first_day" date,
	"last_day" date,
	CONSTRAINT "guardianship_ward_id_guardian_id_kind_pk" PRIMARY KEY("ward_id","guardian_id","kind"),
	CONSTRAINT "nobody_is_their_own_guardian" CHECK ("guardianship"."ward_id" <> "guardianship"."guardian_id"),
	CONSTRAINT "only_guardians_have_days" CHECK ("guardianship"."kind" = 'GUARDIAN' or num_nonnulls("guardianship"."first_day", "guardianship"."last_day") = 0)
);
--> statement-breakpoint
CREATE TABLE "population_round" (
	"register" text PRIMARY KEY NOT NULL,
	"cursor" text NOT NULL,
	"next_cursor" text,
	"after_person_id" uuid,
	"finished_on" date,
	CONSTRAINT "place_belongs_to_a_night" CHECK ("population_round"."after_person_id" is null or "population_round"."next_cursor" is not null)
);
--> statement-breakpoint
CREATE TABLE "unheard_change" (
	"person_id" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity_code" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"sealed_code" text NOT NULL,
	"replaced" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity_code_mark" (
	"mark" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"code_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person_contact" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"language" text,
	"registered_language" text,
	"sealed_phone" text,
	"sealed_email" text,
	"sealed_address" text,
	"version" integer NOT NULL,
	CONSTRAINT "contact_has_a_version" CHECK ("person_contact"."version" > 0)
);
--> statement-breakpoint
CREATE TABLE "person_key" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"wrapped_key" text NOT NULL,
	"key_version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"user_id" uuid,
	"assurance" text NOT NULL,
	"identified_at" timestamp(3) with time zone NOT NULL,
	"program" text NOT NULL,
	"family_mark" text NOT NULL,
	"browser_mark" text NOT NULL,
	"token_mark" text NOT NULL,
	"previous_mark" text,
	"sealed_token" text,
	"changed_at" timestamp(3) with time zone NOT NULL,
	"started_at" timestamp(3) with time zone NOT NULL,
	"used_at" timestamp(3) with time zone NOT NULL,
	"ended_at" timestamp(3) with time zone,
	CONSTRAINT "own_account_has_one_user" CHECK (("session"."assurance" = 'OWN') = ("session"."user_id" is not null)),
	CONSTRAINT "program_is_short" CHECK (length("session"."program") <= 200),
	CONSTRAINT "sealed_token_has_its_predecessor" CHECK ("session"."sealed_token" is null or "session"."previous_mark" is not null)
);
--> statement-breakpoint
CREATE TABLE "sign_in" (
	"state" text PRIMARY KEY NOT NULL,
	"nonce" text NOT NULL,
	"verifier" text NOT NULL,
	"browser_mark" text NOT NULL,
	"return_to" text,
	"invitation_mark" text,
	"expires_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "return_path_is_short" CHECK (length("sign_in"."return_to") <= 512)
);
--> statement-breakpoint
CREATE TABLE "provider_unit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_id" uuid NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "system_account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"unit_ids" uuid[],
	"version" integer NOT NULL,
	CONSTRAINT "a_limit_names_a_unit" CHECK (cardinality("system_account"."unit_ids") > 0)
);
--> statement-breakpoint
CREATE TABLE "system_key" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"mark" text NOT NULL,
	"place" integer NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL,
	"made_by" uuid,
	"expires_on" date,
	"ended_at" timestamp(3) with time zone,
	"ended_by" uuid,
	"last_used_at" timestamp(3) with time zone,
	CONSTRAINT "place_is_one_of_two" CHECK ("system_key"."place" between 1 and 2)
);
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
CREATE TABLE "team_service" (
	"team_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	CONSTRAINT "team_service_team_id_service_id_pk" PRIMARY KEY("team_id","service_id")
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
	"tokens_from" timestamp(3) with time zone,
	"version" integer NOT NULL,
	"invited_at" timestamp(3) with time zone,
	CONSTRAINT "client_id_is_unique" UNIQUE("client_id"),
	CONSTRAINT "person_has_one_user_in_an_organisation" UNIQUE("person_id","organisation_id"),
	CONSTRAINT "user_of_organisation" UNIQUE("organisation_id","id"),
	CONSTRAINT "user_is_a_person_or_a_system" CHECK (num_nonnulls("user_account"."person_id", "user_account"."client_id") = 1),
	CONSTRAINT "user_has_a_role" CHECK (cardinality("user_account"."roles") > 0),
	CONSTRAINT "roles_fit_the_organisation" CHECK ("user_account"."roles" <@ case "user_account"."organisation_kind"
        when 'ORGANISER' then array['ADMIN','GRANTER','CASE_HANDLER','EVENT_CHECKER','SETTLEMENT_APPROVER','AUDITOR','SYSTEM_READ','SYSTEM_GRANT','SYSTEM_FEED']
        when 'PROVIDER' then array['ADMIN','SIGNATORY','SERVICE_MANAGER','PREPARER','RECORDER','SYSTEM_READ','SYSTEM_RECORD','SYSTEM_BILLING']
        when 'PLATFORM' then array['OPERATOR']
        else array['CLIENT','MANDATE_SEE','MANDATE_ARRANGE','MANDATE_PAY'] end),
	CONSTRAINT "people_are_clients_for_themselves_only" CHECK ("user_account"."organisation_kind" <> 'PERSON' or ('CLIENT' = any("user_account"."roles")) = ("user_account"."organisation_id" = "user_account"."person_id")
        and ('CLIENT' <> all("user_account"."roles") or cardinality("user_account"."roles") = 1)),
	CONSTRAINT "systems_and_only_they_have_scopes" CHECK (case when "user_account"."client_id" is null
        then not "user_account"."roles" && array['SYSTEM_READ','SYSTEM_GRANT','SYSTEM_FEED','SYSTEM_RECORD','SYSTEM_BILLING']
        else "user_account"."roles" <@ array['SYSTEM_READ','SYSTEM_GRANT','SYSTEM_FEED','SYSTEM_RECORD','SYSTEM_BILLING'] end)
);
--> statement-breakpoint
CREATE TABLE "user_sign_in" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"signed_in_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outgoing_mail" ADD CONSTRAINT "outgoing_mail_invitation_id_invitation_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."invitation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_representative_id_person_id_fk" FOREIGN KEY ("representative_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_represented_id_person_id_fk" FOREIGN KEY ("represented_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandate_choice" ADD CONSTRAINT "mandate_choice_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guardianship" ADD CONSTRAINT "guardianship_ward_id_person_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guardianship" ADD CONSTRAINT "guardianship_guardian_id_person_id_fk" FOREIGN KEY ("guardian_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unheard_change" ADD CONSTRAINT "unheard_change_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_code" ADD CONSTRAINT "identity_code_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_code_mark" ADD CONSTRAINT "identity_code_mark_code_id_identity_code_id_fk" FOREIGN KEY ("code_id") REFERENCES "public"."identity_code"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_contact" ADD CONSTRAINT "person_contact_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_key" ADD CONSTRAINT "person_key_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system_account" ADD CONSTRAINT "system_account_id_user_account_id_fk" FOREIGN KEY ("id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system_key" ADD CONSTRAINT "system_key_account_id_system_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."system_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_member" ADD CONSTRAINT "member_is_in_a_team_of_the_organisation" FOREIGN KEY ("organisation_id","team_id") REFERENCES "public"."service_team"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_member" ADD CONSTRAINT "member_is_of_the_organisation" FOREIGN KEY ("organisation_id","user_id") REFERENCES "public"."user_account"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_service" ADD CONSTRAINT "team_service_team_id_service_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."service_team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_account" ADD CONSTRAINT "user_account_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_to_person" ON "access_log" USING btree ("person_id","at","id");--> statement-breakpoint
CREATE INDEX "access_by_user" ON "access_log" USING btree ("user_id","at","id");--> statement-breakpoint
CREATE INDEX "access_by_organisation" ON "access_log" USING btree ("organisation_id","at","id");--> statement-breakpoint
CREATE INDEX "notice_of_service" ON "inbox_notice" USING btree ("organisation_id","service_id","id","kind","given_at");--> statement-breakpoint
CREATE INDEX "notice_by_time" ON "inbox_notice" USING btree ("given_at");--> statement-breakpoint
CREATE INDEX "open_task_of_service" ON "inbox_task" USING btree ("organisation_id","service_id","id") WHERE "inbox_task"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "task_by_end" ON "inbox_task" USING btree ("closed_at");--> statement-breakpoint
CREATE INDEX "invitation_of_organisation" ON "invitation" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "open_invitation_by_expiry" ON "invitation" USING btree ("expires_at") WHERE "invitation"."state" = 'INVITED';--> statement-breakpoint
CREATE INDEX "invitation_by_end" ON "invitation" USING btree ("ended_at");--> statement-breakpoint
CREATE INDEX "invitation_from_platform" ON "invitation" USING btree ("id") WHERE "invitation"."from_platform";--> statement-breakpoint
CREATE INDEX "mail_by_due_time" ON "outgoing_mail" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "mail_of_invitation" ON "outgoing_mail" USING btree ("invitation_id");--> statement-breakpoint
CREATE INDEX "mandate_of_represented" ON "mandate" USING btree ("represented_id");--> statement-breakpoint
CREATE INDEX "mandate_of_representative" ON "mandate" USING btree ("representative_id");--> statement-breakpoint
CREATE INDEX "organisation_by_business_id" ON "known_organisation" USING btree ("business_id");--> statement-breakpoint
CREATE INDEX "passkey_of_user" ON "passkey" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "challenge_by_expiry" ON "passkey_challenge" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "guardianship_of_guardian" ON "guardianship" USING btree ("guardian_id");--> statement-breakpoint
CREATE INDEX "identity_code_of_person" ON "identity_code" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "mark_of_identity_code" ON "identity_code_mark" USING btree ("code_id","version");--> statement-breakpoint
CREATE INDEX "identity_code_mark_by_version" ON "identity_code_mark" USING btree ("version");--> statement-breakpoint
CREATE INDEX "person_key_by_version" ON "person_key" USING btree ("key_version","person_id");--> statement-breakpoint
CREATE INDEX "session_of_person" ON "session" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "session_of_own_account" ON "session" USING btree ("user_id") WHERE "session"."user_id" is not null;--> statement-breakpoint
CREATE INDEX "session_by_start" ON "session" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "session_by_end" ON "session" USING btree ("ended_at");--> statement-breakpoint
CREATE INDEX "session_with_sealed_token" ON "session" USING btree ("changed_at") WHERE "session"."sealed_token" is not null;--> statement-breakpoint
CREATE INDEX "sign_in_by_expiry" ON "sign_in" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "key_of_system" ON "system_key" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "key_that_ended" ON "system_key" USING btree ("ended_at");--> statement-breakpoint
CREATE UNIQUE INDEX "system_has_two_keys_at_most" ON "system_key" USING btree ("account_id","place") WHERE "system_key"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "team_of_member" ON "team_member" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "user_with_other_tokens" ON "user_account" USING btree ("tokens_from");--> statement-breakpoint
-- Whoever adds a row to the log, a block has to seal it.
CREATE FUNCTION wait_for_block() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO access_unsealed SELECT id FROM added;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER wait_for_block AFTER INSERT ON access_log REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION wait_for_block();--> statement-breakpoint
-- The log only grows. The running role lacks the right to change it; the trigger refuses it to the owner too.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: it only grows', tg_op, tg_table_name USING ERRCODE = 'restrict_violation', TABLE = tg_table_name;
END $$;
--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON access_block FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
