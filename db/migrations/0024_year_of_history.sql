DROP INDEX "calls_by_phone";--> statement-breakpoint
CREATE INDEX "call_facts_by_sid" ON "call_facts" USING btree ("sid");--> statement-breakpoint
CREATE INDEX "runbook_runs_by_target" ON "runbook_runs" USING btree ("customer","system","target","started_at");--> statement-breakpoint
CREATE INDEX "runbook_runs_by_state" ON "runbook_runs" USING btree ("runbook","state");--> statement-breakpoint
CREATE INDEX "calls_by_phone" ON "calls" USING btree ("customer","phone",coalesce(requested_at, claimed_at));