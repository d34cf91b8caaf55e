CREATE TABLE "runbook_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"incident" integer NOT NULL,
	"customer" text NOT NULL,
	"version" bigint NOT NULL,
	"system" text,
	"target" text,
	"step" text NOT NULL,
	"runbook" text NOT NULL,
	"tree" jsonb,
	"instance" text,
	"host" text,
	"state" text NOT NULL,
	"started_by" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"reached_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"why" text,
	"undone" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"stays" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"changed_by" "xid8" DEFAULT pg_current_xact_id() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "runbook_steps" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"run" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"path" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"state" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"seen" text,
	"output" text,
	"mark" text,
	"asked_at" timestamp (3) with time zone,
	"by" text
);
--> statement-breakpoint
CREATE UNIQUE INDEX "runbook_runs_once_per_step" ON "runbook_runs" USING btree ("incident","step");--> statement-breakpoint
CREATE INDEX "runbook_runs_changed" ON "runbook_runs" USING btree ("changed_by");--> statement-breakpoint
CREATE INDEX "runbook_runs_under_way" ON "runbook_runs" USING btree ("customer","system","target") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "runbook_steps_in_order" ON "runbook_steps" USING btree ("run","sequence");--> statement-breakpoint
CREATE TRIGGER "runbook_runs_note_change" BEFORE UPDATE ON "runbook_runs" FOR EACH ROW EXECUTE FUNCTION "note_change"();
