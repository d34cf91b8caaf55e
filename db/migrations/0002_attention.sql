ALTER TABLE "incidents" ADD COLUMN "attention_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "seen_by" text;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "seen_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "incidents_to_look_at" ON "incidents" USING btree ("attention_at") WHERE attention is not null;