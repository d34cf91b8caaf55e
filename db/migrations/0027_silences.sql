CREATE TABLE "silences" (
	"id" serial PRIMARY KEY NOT NULL,
	"customer" text NOT NULL,
	"system" text,
	"targets" jsonb NOT NULL,
	"alarms" jsonb,
	"targets_like" text[],
	"alarms_like" text[],
	"from_at" timestamp (3) with time zone NOT NULL,
	"until_at" timestamp (3) with time zone NOT NULL,
	"every" text,
	"timezone" text NOT NULL,
	"reason" text,
	"requested_by" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"planned" text,
	"needs_yes" boolean DEFAULT false NOT NULL,
	"answer" text,
	"answered_by" text,
	"answered_at" timestamp (3) with time zone,
	"ended_by" text,
	"ended_at" timestamp (3) with time zone,
	"next_change_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "silenced" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "silences_by_customer" ON "silences" USING btree ("customer","id");--> statement-breakpoint
CREATE INDEX "silences_in_force" ON "silences" USING btree ("customer","until_at") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "silences_to_change" ON "silences" USING btree ("next_change_at") WHERE next_change_at is not null;--> statement-breakpoint
CREATE INDEX "silences_planned" ON "silences" USING btree ("customer","planned") WHERE planned is not null;