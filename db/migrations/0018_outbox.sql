CREATE TABLE "outbox" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"row_id" integer NOT NULL,
	"word" jsonb NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"not_before" timestamp (3) with time zone,
	"relayed_at" timestamp (3) with time zone
);
--> statement-breakpoint
INSERT INTO "outbox" ("kind", "row_id", "word", "written_at")
  SELECT 'incident', "incident",
    CASE "kind" WHEN 'key'
      THEN jsonb_build_object('is', 'key-pressed', 'call', "call", 'digit', "value", 'occurrence', "occurrence",
        'by', coalesce("body"->>'by', 'customer:-'), 'level', coalesce("level", 'high'))
      ELSE jsonb_build_object('is', 'call-ended', 'call', "call") END,
    "received_at"
  FROM "call_facts" WHERE "relayed_at" IS NULL
    AND ("wins" OR ("kind" <> 'key' AND "value" IN ('completed', 'busy', 'failed', 'no-answer', 'canceled')))
  ORDER BY "id";--> statement-breakpoint
INSERT INTO "outbox" ("kind", "row_id", "word", "written_at")
  SELECT 'operation-test', "id", '{"is": "begun"}'::jsonb, "started_at"
  FROM "operation_tests" WHERE "relayed_at" IS NULL ORDER BY "id";--> statement-breakpoint
INSERT INTO "outbox" ("kind", "row_id", "word", "written_at")
  SELECT 'operation-test', "id", jsonb_build_object('is', 'aborted', 'by', coalesce("aborted_by", '-')), "aborted_at"
  FROM "operation_tests" WHERE "aborted_at" IS NOT NULL AND "abort_relayed_at" IS NULL ORDER BY "id";--> statement-breakpoint
INSERT INTO "outbox" ("kind", "row_id", "word", "written_at")
  SELECT 'operation-test', "test", jsonb_build_object('is', 'call-ended', 'step', "step"), "received_at"
  FROM "operation_test_facts" WHERE "relayed_at" IS NULL ORDER BY "id";--> statement-breakpoint
INSERT INTO "outbox" ("kind", "row_id", "word", "written_at")
  SELECT 'secondary', "id", '{"is": "changed"}'::jsonb, now()
  FROM "secondary_responses" WHERE "relayed_revision" < "revision" ORDER BY "id";--> statement-breakpoint
DROP INDEX "call_facts_waiting";--> statement-breakpoint
DROP INDEX "operation_test_facts_waiting";--> statement-breakpoint
DROP INDEX "operation_tests_to_start";--> statement-breakpoint
DROP INDEX "operation_tests_aborts";--> statement-breakpoint
DROP INDEX "secondary_responses_to_relay";--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "outbox" USING btree ("id") WHERE relayed_at is null;--> statement-breakpoint
CREATE INDEX "outbox_waiting_by_row" ON "outbox" USING btree ("kind","row_id","id") WHERE relayed_at is null;--> statement-breakpoint
CREATE INDEX "outbox_relayed" ON "outbox" USING btree ("relayed_at") WHERE relayed_at is not null;--> statement-breakpoint
ALTER TABLE "call_facts" DROP COLUMN "relayed_at";--> statement-breakpoint
ALTER TABLE "operation_test_facts" DROP COLUMN "relayed_at";--> statement-breakpoint
ALTER TABLE "operation_tests" DROP COLUMN "relayed_at";--> statement-breakpoint
ALTER TABLE "operation_tests" DROP COLUMN "abort_relayed_at";--> statement-breakpoint
ALTER TABLE "secondary_responses" DROP COLUMN "revision";--> statement-breakpoint
ALTER TABLE "secondary_responses" DROP COLUMN "relayed_revision";