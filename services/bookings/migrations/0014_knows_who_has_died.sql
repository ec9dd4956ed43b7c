CREATE TABLE "person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"died_on" date,
	"version" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "booking_notice" DROP CONSTRAINT "notice_of_a_withdrawal_names_the_last_day";--> statement-breakpoint
ALTER TABLE "booking_notice" DROP CONSTRAINT "other_notices_name_a_visit";--> statement-breakpoint
ALTER TABLE "booking_notice" ADD CONSTRAINT "notice_of_an_end_names_the_last_day" CHECK (("booking_notice"."kind" in ('APPROVAL_WITHDRAWN', 'CLIENT_DIED')) = ("booking_notice"."last_day" is not null));--> statement-breakpoint
ALTER TABLE "booking_notice" ADD CONSTRAINT "other_notices_name_a_visit" CHECK (("booking_notice"."kind" not in ('APPROVAL_WITHDRAWN', 'CLIENT_DIED', 'DEATH_WITHDRAWN')) = ("booking_notice"."visit_id" is not null));