DROP INDEX "dispatches_by_outcome";--> statement-breakpoint
CREATE INDEX "alerts_by_kind" ON "alerts" USING btree ("kind");--> statement-breakpoint
CREATE INDEX "incidents_first_responses" ON "incidents" USING btree ("deadline_at","first_response_at") WHERE first_response_at is not null;--> statement-breakpoint
CREATE INDEX "incidents_breached" ON "incidents" USING btree ("breached_at") WHERE breached_at is not null;--> statement-breakpoint
CREATE INDEX "calls_by_outcome" ON "calls" USING btree ("outcome");--> statement-breakpoint
CREATE INDEX "dispatches_by_outcome" ON "dispatches" USING btree ("outcome","channel");