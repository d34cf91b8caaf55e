CREATE TABLE "call_pace" (
	"single" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"next_free_at" timestamp with time zone NOT NULL,
	CONSTRAINT "call_pace_single" CHECK (single)
);
--> statement-breakpoint
INSERT INTO "call_pace" ("next_free_at") VALUES (now());--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "queued_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "calls_waiting" ON "calls" USING btree ("queued_at") WHERE queued_at is not null and requested_at is null and outcome is null;
