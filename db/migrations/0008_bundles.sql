CREATE TABLE "bundles" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"incident" integer NOT NULL,
	"run" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"name" text NOT NULL,
	"bytes" integer NOT NULL,
	"digest" text NOT NULL,
	"content" "bytea" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "bundles_once_per_step" ON "bundles" USING btree ("run","sequence");--> statement-breakpoint
CREATE INDEX "bundles_by_incident" ON "bundles" USING btree ("incident");