ALTER TABLE "incidents" ADD COLUMN "operator_calls_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "incoming_calls" ADD COLUMN "stir_verstat" text;