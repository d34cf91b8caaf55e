ALTER TABLE "dispatches" ADD COLUMN "tried_by" uuid;--> statement-breakpoint
ALTER TABLE "dispatches" ADD COLUMN "tried_until" timestamp (3) with time zone;