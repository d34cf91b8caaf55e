CREATE TABLE "assignments" (
	"customer" text NOT NULL,
	"source" text NOT NULL,
	"dedup_key" text NOT NULL,
	"to_customer" text,
	"rule" text,
	"assigned_by" text NOT NULL,
	"assigned_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "assignments_customer_source_dedup_key_pk" PRIMARY KEY("customer","source","dedup_key")
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"person" text NOT NULL,
	"role" text,
	"action" text NOT NULL,
	"customer" text,
	"incident" integer,
	"detail" jsonb NOT NULL,
	"request" text,
	"outcome" text,
	"code" text,
	"via" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "incoming_calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sid" text NOT NULL,
	"phone" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"incidents" integer[] NOT NULL,
	"unknown" boolean NOT NULL,
	"connected_to" text
);
--> statement-breakpoint
CREATE TABLE "recordings" (
	"sid" text PRIMARY KEY NOT NULL,
	"call" uuid NOT NULL,
	"incident" integer NOT NULL,
	"customer" text,
	"seconds" integer,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"delete_after" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "taken_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "resolved_reason" text;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "operator_calls" jsonb;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "changed_by" "xid8" DEFAULT pg_current_xact_id() NOT NULL;--> statement-breakpoint
ALTER TABLE "timeline" ADD COLUMN "changed_by" "xid8" DEFAULT pg_current_xact_id() NOT NULL;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "called_by" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "operator_phone" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "leg_sid" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "result" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "result_by" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "result_note" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "result_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "changed_by" "xid8" DEFAULT pg_current_xact_id() NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_log_by_request" ON "audit_log" USING btree ("request");--> statement-breakpoint
CREATE INDEX "audit_log_by_person" ON "audit_log" USING btree ("person","id");--> statement-breakpoint
CREATE INDEX "audit_log_by_incident" ON "audit_log" USING btree ("incident","id");--> statement-breakpoint
CREATE INDEX "audit_log_by_customer" ON "audit_log" USING btree ("customer","id");--> statement-breakpoint
CREATE INDEX "audit_log_by_time" ON "audit_log" USING btree ("at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "incoming_calls_by_sid" ON "incoming_calls" USING btree ("sid");--> statement-breakpoint
CREATE INDEX "incoming_calls_by_phone" ON "incoming_calls" USING btree ("phone","started_at");--> statement-breakpoint
CREATE INDEX "recordings_by_call" ON "recordings" USING btree ("call");--> statement-breakpoint
CREATE INDEX "recordings_by_incident" ON "recordings" USING btree ("incident");--> statement-breakpoint
CREATE INDEX "recordings_to_delete" ON "recordings" USING btree ("delete_after","deleted_at");--> statement-breakpoint
CREATE INDEX "incidents_changed" ON "incidents" USING btree ("changed_by");--> statement-breakpoint
CREATE INDEX "incidents_open" ON "incidents" USING btree ("number") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "timeline_changed" ON "timeline" USING btree ("changed_by");--> statement-breakpoint
CREATE INDEX "calls_changed" ON "calls" USING btree ("changed_by");--> statement-breakpoint
-- A row says which transaction wrote it last: the console asks for everything since a snapshot, and misses nothing.
CREATE FUNCTION "note_change"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.changed_by = pg_current_xact_id(); RETURN NEW; END $$;--> statement-breakpoint
CREATE TRIGGER "incidents_note_change" BEFORE UPDATE ON "incidents" FOR EACH ROW EXECUTE FUNCTION "note_change"();--> statement-breakpoint
CREATE TRIGGER "calls_note_change" BEFORE UPDATE ON "calls" FOR EACH ROW EXECUTE FUNCTION "note_change"();
