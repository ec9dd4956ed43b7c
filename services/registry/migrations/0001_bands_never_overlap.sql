-- drizzle knows no exclusion constraints. The extension lets ids and ranges stand in one index; a database's owner may create it.
CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
ALTER TABLE "band" ADD CONSTRAINT "bands_never_overlap"
  EXCLUDE USING gist (service_id WITH =, version WITH =, day_class WITH =, int4range(from_minute, to_minute) WITH &&);
