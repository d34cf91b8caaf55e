CREATE TABLE "approval_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"secondary" integer NOT NULL,
	"recipient" text NOT NULL,
	"digest" text NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "secondary_responses" (
	"id" serial PRIMARY KEY NOT NULL,
	"incident" integer NOT NULL,
	"customer" text NOT NULL,
	"version" bigint NOT NULL,
	"state" text NOT NULL,
	"record" jsonb NOT NULL,
	"done" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"relayed_revision" integer DEFAULT 0 NOT NULL,
	"changed_by" "xid8" DEFAULT pg_current_xact_id() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "approval_links_by_secondary" ON "approval_links" USING btree ("secondary");--> statement-breakpoint
CREATE INDEX "secondary_responses_by_incident" ON "secondary_responses" USING btree ("incident","id");--> statement-breakpoint
CREATE INDEX "secondary_responses_changed" ON "secondary_responses" USING btree ("changed_by");--> statement-breakpoint
CREATE INDEX "secondary_responses_to_relay" ON "secondary_responses" USING btree ("id") WHERE relayed_revision < revision;--> statement-breakpoint
CREATE TRIGGER "secondary_responses_note_change" BEFORE UPDATE ON "secondary_responses" FOR EACH ROW EXECUTE FUNCTION "note_change"();
