-- What was kept as a sentence stays one.
ALTER TABLE "runbook_runs" ALTER COLUMN "why" SET DATA TYPE jsonb USING to_jsonb("why");--> statement-breakpoint
ALTER TABLE "runbook_steps" ALTER COLUMN "seen" SET DATA TYPE jsonb USING to_jsonb("seen");
