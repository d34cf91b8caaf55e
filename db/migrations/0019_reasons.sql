-- What was kept as a sentence stays one.
ALTER TABLE "calls" ALTER COLUMN "reason" SET DATA TYPE jsonb USING to_jsonb("reason");--> statement-breakpoint
ALTER TABLE "dispatches" ALTER COLUMN "reason" SET DATA TYPE jsonb USING to_jsonb("reason");--> statement-breakpoint
ALTER TABLE "operation_test_steps" ALTER COLUMN "reason" SET DATA TYPE jsonb USING to_jsonb("reason");
