CREATE TABLE "alerts" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"customer" text,
	"source" text NOT NULL,
	"kind" text NOT NULL,
	"dedup_key" text NOT NULL,
	"series" text NOT NULL,
	"status" text NOT NULL,
	"level" text NOT NULL,
	"system" text,
	"node" text NOT NULL,
	"alarm" text NOT NULL,
	"value" text,
	"log" text,
	"details" jsonb NOT NULL,
	"occurred_at" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone,
	"accepted_at" timestamp (3) with time zone NOT NULL,
	"incident" integer,
	"sequence" integer,
	"joins" boolean DEFAULT false NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"relayed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "idempotent_answers" (
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" text NOT NULL,
	"status" integer,
	"answer" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotent_answers_scope_key_pk" PRIMARY KEY("scope","key")
);
--> statement-breakpoint
CREATE TABLE "intake_events" (
	"customer" text NOT NULL,
	"source" text NOT NULL,
	"event_key" text NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"alert" bigint NOT NULL,
	CONSTRAINT "intake_events_customer_source_event_key_pk" PRIMARY KEY("customer","source","event_key")
);
--> statement-breakpoint
CREATE TABLE "customer_versions" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"customer" text NOT NULL,
	"configuration" jsonb NOT NULL,
	"file_name" text NOT NULL,
	"file_text" text NOT NULL,
	"file_hash" text NOT NULL,
	"imported_at" timestamp (3) with time zone NOT NULL,
	"imported_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"current_version" bigint NOT NULL,
	"retired_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "secrets" (
	"customer" text NOT NULL,
	"name" text NOT NULL,
	"key_id" text NOT NULL,
	"nonce" "bytea" NOT NULL,
	"ciphertext" "bytea" NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "secrets_customer_name_pk" PRIMARY KEY("customer","name")
);
--> statement-breakpoint
CREATE TABLE "source_keys" (
	"key_hash" text PRIMARY KEY NOT NULL,
	"customer" text NOT NULL,
	"source" text NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"customer" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"retired_at" timestamp (3) with time zone,
	CONSTRAINT "sources_customer_name_pk" PRIMARY KEY("customer","name")
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"number" serial PRIMARY KEY NOT NULL,
	"customer" text,
	"source" text NOT NULL,
	"dedup_key" text NOT NULL,
	"workflow_id" text NOT NULL,
	"version" bigint,
	"rule" text,
	"system" text,
	"node" text NOT NULL,
	"alarm" text NOT NULL,
	"level" text NOT NULL,
	"state" text NOT NULL,
	"occurrence" integer DEFAULT 1 NOT NULL,
	"alert_count" integer DEFAULT 0 NOT NULL,
	"young" boolean DEFAULT true NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"detected_at" timestamp (3) with time zone NOT NULL,
	"deadline_at" timestamp (3) with time zone,
	"first_response_at" timestamp (3) with time zone,
	"first_response" text,
	"breached_at" timestamp (3) with time zone,
	"attention" text,
	"acknowledged_by" text,
	"acknowledged_at" timestamp (3) with time zone,
	"acknowledged_level" text,
	"taken_by" text,
	"recovered_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"resolved_by" text
);
--> statement-breakpoint
CREATE TABLE "timeline" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"incident" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"fact" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "call_facts" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"call" uuid NOT NULL,
	"incident" integer NOT NULL,
	"kind" text NOT NULL,
	"sid" text NOT NULL,
	"value" text NOT NULL,
	"copy" text NOT NULL,
	"wins" boolean DEFAULT false NOT NULL,
	"occurrence" integer DEFAULT 1 NOT NULL,
	"level" text,
	"body" jsonb NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"relayed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"incident" integer NOT NULL,
	"customer" text,
	"kind" text NOT NULL,
	"occurrence" integer DEFAULT 1 NOT NULL,
	"step" text NOT NULL,
	"round" integer NOT NULL,
	"position" integer NOT NULL,
	"try" integer NOT NULL,
	"contact" text NOT NULL,
	"phone" text NOT NULL,
	"ring_seconds" integer NOT NULL,
	"claimed_at" timestamp (3) with time zone NOT NULL,
	"requested_at" timestamp (3) with time zone,
	"sid" text,
	"accepted_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"end_requested" text,
	"ended_at" timestamp (3) with time zone,
	"outcome" text,
	"reason" text,
	"not_placed" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dispatches" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"incident" integer NOT NULL,
	"step" text NOT NULL,
	"channel" text NOT NULL,
	"recipient" text NOT NULL,
	"to" text NOT NULL,
	"kind" text NOT NULL,
	"outcome" text NOT NULL,
	"message_id" text,
	"at" timestamp (3) with time zone NOT NULL,
	"reason" text,
	"content" jsonb
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "people" (
	"name" text PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"customers" text[] NOT NULL,
	"phone" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "activity_failures" (
	"activity" text NOT NULL,
	"code" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "activity_failures_activity_code_pk" PRIMARY KEY("activity","code")
);
--> statement-breakpoint
CREATE TABLE "worker_heartbeats" (
	"worker" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "alerts_waiting" ON "alerts" USING btree ("customer","id") WHERE relayed_at is null;--> statement-breakpoint
CREATE INDEX "alerts_waiting_by_key" ON "alerts" USING btree ("customer","source","dedup_key","id") WHERE relayed_at is null;--> statement-breakpoint
CREATE INDEX "alerts_waiting_to_join" ON "alerts" USING btree ("customer","id") WHERE relayed_at is null and joins;--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_of_incident" ON "alerts" USING btree ("incident","sequence") WHERE incident is not null;--> statement-breakpoint
CREATE INDEX "alerts_by_accepted_at" ON "alerts" USING btree ("accepted_at");--> statement-breakpoint
CREATE INDEX "alerts_by_kind" ON "alerts" USING btree ("kind");--> statement-breakpoint
CREATE INDEX "idempotent_answers_by_age" ON "idempotent_answers" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "customer_versions_by_customer" ON "customer_versions" USING btree ("customer","id");--> statement-breakpoint
CREATE INDEX "source_keys_by_source" ON "source_keys" USING btree ("customer","source");--> statement-breakpoint
CREATE UNIQUE INDEX "incidents_one_open_per_key" ON "incidents" USING btree (coalesce(customer, ''),"source","dedup_key") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "incidents_by_key" ON "incidents" USING btree ("customer","source","dedup_key","number");--> statement-breakpoint
CREATE INDEX "incidents_by_customer" ON "incidents" USING btree ("customer","number");--> statement-breakpoint
CREATE INDEX "incidents_by_state" ON "incidents" USING btree ("state","number");--> statement-breakpoint
CREATE INDEX "incidents_first_responses" ON "incidents" USING btree ("deadline_at","first_response_at") WHERE first_response_at is not null;--> statement-breakpoint
CREATE INDEX "incidents_breached" ON "incidents" USING btree ("breached_at") WHERE breached_at is not null;--> statement-breakpoint
CREATE INDEX "incidents_young" ON "incidents" USING btree ("customer") WHERE young and closed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "timeline_one_line_per_fact" ON "timeline" USING btree ("incident","fact");--> statement-breakpoint
CREATE INDEX "timeline_in_order" ON "timeline" USING btree ("incident","at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "call_facts_once" ON "call_facts" USING btree ("call","kind","value","copy");--> statement-breakpoint
CREATE INDEX "call_facts_waiting" ON "call_facts" USING btree ("id") WHERE relayed_at is null;--> statement-breakpoint
CREATE INDEX "call_facts_by_call" ON "call_facts" USING btree ("call","id");--> statement-breakpoint
CREATE INDEX "call_facts_wins" ON "call_facts" USING btree ("incident") WHERE wins;--> statement-breakpoint
CREATE UNIQUE INDEX "calls_once_per_step" ON "calls" USING btree ("incident","step","round","position","try");--> statement-breakpoint
CREATE UNIQUE INDEX "calls_by_sid" ON "calls" USING btree ("sid") WHERE sid is not null;--> statement-breakpoint
CREATE INDEX "calls_under_way" ON "calls" USING btree ("incident") WHERE outcome is null;--> statement-breakpoint
CREATE INDEX "calls_by_phone" ON "calls" USING btree ("customer","phone","claimed_at");--> statement-breakpoint
CREATE INDEX "calls_by_outcome" ON "calls" USING btree ("outcome");--> statement-breakpoint
CREATE UNIQUE INDEX "dispatches_once_per_step" ON "dispatches" USING btree ("incident","step","channel","recipient");--> statement-breakpoint
CREATE INDEX "dispatches_by_outcome" ON "dispatches" USING btree ("outcome","channel");