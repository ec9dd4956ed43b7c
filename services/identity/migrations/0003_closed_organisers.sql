CREATE TABLE "organiser_standing" (
	"id" uuid PRIMARY KEY NOT NULL,
	"closed" boolean NOT NULL,
	"version" integer NOT NULL
);
