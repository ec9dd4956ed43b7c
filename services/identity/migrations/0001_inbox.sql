CREATE TABLE "inbox_read" (
	"user_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"read_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "inbox_read_user_id_item_id_pk" PRIMARY KEY("user_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "taken_task" (
	"task_id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"taken_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "message_choice" (
	"user_id" uuid NOT NULL,
	"message_group" text NOT NULL,
	"channel" text NOT NULL,
	CONSTRAINT "message_choice_user_id_message_group_pk" PRIMARY KEY("user_id","message_group")
);
--> statement-breakpoint
CREATE TABLE "outgoing_message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"state" text NOT NULL,
	"tries" integer NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"ended_at" timestamp(3) with time zone,
	CONSTRAINT "message_has_ended_or_is_open" CHECK (("outgoing_message"."state" in ('WAITING', 'SENDING')) = ("outgoing_message"."ended_at" is null)),
	CONSTRAINT "waiting_message_was_not_tried" CHECK ("outgoing_message"."state" <> 'WAITING' or "outgoing_message"."tries" = 0)
);
--> statement-breakpoint
CREATE TABLE "unreachable" (
	"person_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"contact_version" integer NOT NULL,
	"since" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "unreachable_person_id_channel_pk" PRIMARY KEY("person_id","channel")
);
--> statement-breakpoint
ALTER TABLE "inbox_read" ADD CONSTRAINT "inbox_read_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "taken_task" ADD CONSTRAINT "taken_task_task_id_inbox_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."inbox_task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "taken_task" ADD CONSTRAINT "taken_task_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_choice" ADD CONSTRAINT "message_choice_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outgoing_message" ADD CONSTRAINT "outgoing_message_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outgoing_message" ADD CONSTRAINT "outgoing_message_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unreachable" ADD CONSTRAINT "unreachable_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "read_by_time" ON "inbox_read" USING btree ("read_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_message_waits_for_a_user" ON "outgoing_message" USING btree ("user_id","channel") WHERE "outgoing_message"."state" = 'WAITING';--> statement-breakpoint
CREATE INDEX "message_by_due_time" ON "outgoing_message" USING btree ("due_at") WHERE "outgoing_message"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "message_of_person" ON "outgoing_message" USING btree ("person_id","ended_at");--> statement-breakpoint
CREATE INDEX "message_by_end" ON "outgoing_message" USING btree ("ended_at");