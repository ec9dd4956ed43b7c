CREATE INDEX "price_list_of_organiser" ON "price_list" USING btree ("organiser_id","id");--> statement-breakpoint
CREATE INDEX "price_list_of_organiser_by_first_day" ON "price_list" USING btree ("organiser_id","first_day","id");--> statement-breakpoint
CREATE INDEX "price_list_of_provider" ON "price_list" USING btree ("provider_id","id");