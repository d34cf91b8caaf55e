CREATE TABLE "operation_test_facts" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"test" integer NOT NULL,
	"step" uuid NOT NULL,
	"kind" text NOT NULL,
	"sid" text NOT NULL,
	"value" text NOT NULL,
	"copy" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"relayed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "operation_test_steps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"test" integer NOT NULL,
	"channel" text NOT NULL,
	"position" integer NOT NULL,
	"try" integer NOT NULL,
	"recipient" text NOT NULL,
	"to" text NOT NULL,
	"content" jsonb,
	"begun_at" timestamp (3) with time zone,
	"sid" text,
	"end_requested" text,
	"ended_at" timestamp (3) with time zone,
	"outcome" text,
	"reason" text,
	"not_placed" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "operation_tests" (
	"id" serial PRIMARY KEY NOT NULL,
	"customer" text NOT NULL,
	"version" bigint NOT NULL,
	"rule" text,
	"note" text,
	"ring_seconds" integer NOT NULL,
	"state" text NOT NULL,
	"started_by" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"relayed_at" timestamp (3) with time zone,
	"aborted_at" timestamp (3) with time zone,
	"aborted_by" text,
	"abort_relayed_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE UNIQUE INDEX "operation_test_facts_once" ON "operation_test_facts" USING btree ("step","kind","value","copy");--> statement-breakpoint
CREATE INDEX "operation_test_facts_waiting" ON "operation_test_facts" USING btree ("id") WHERE relayed_at is null;--> statement-breakpoint
CREATE INDEX "operation_test_facts_by_test" ON "operation_test_facts" USING btree ("test","id");--> statement-breakpoint
CREATE INDEX "operation_test_facts_by_sid" ON "operation_test_facts" USING btree ("sid");--> statement-breakpoint
CREATE UNIQUE INDEX "operation_test_steps_once" ON "operation_test_steps" USING btree ("test","channel","position","try");--> statement-breakpoint
CREATE INDEX "operation_test_steps_by_sid" ON "operation_test_steps" USING btree ("sid");--> statement-breakpoint
CREATE UNIQUE INDEX "operation_tests_one_running" ON "operation_tests" USING btree ("customer") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "operation_tests_by_customer" ON "operation_tests" USING btree ("customer","id");--> statement-breakpoint
CREATE INDEX "operation_tests_to_start" ON "operation_tests" USING btree ("id") WHERE relayed_at is null;--> statement-breakpoint
CREATE INDEX "operation_tests_aborts" ON "operation_tests" USING btree ("id") WHERE aborted_at is not null and abort_relayed_at is null;