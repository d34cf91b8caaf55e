ALTER TABLE "bundles" ADD COLUMN "key_id" text;--> statement-breakpoint
ALTER TABLE "bundles" ADD COLUMN "nonce" "bytea";--> statement-breakpoint
CREATE INDEX "bundles_by_age" ON "bundles" USING btree ("at");