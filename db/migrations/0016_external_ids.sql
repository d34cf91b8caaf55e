CREATE TABLE "external_ids" (
	"external_id" text PRIMARY KEY NOT NULL,
	"customer" text,
	"made" boolean NOT NULL,
	"since" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "external_ids_made_once" ON "external_ids" USING btree ("customer") WHERE made;--> statement-breakpoint
INSERT INTO "external_ids" ("external_id", "customer", "made", "since")
SELECT "named"."external_id", CASE WHEN count(DISTINCT "named"."customer") = 1 THEN min("named"."customer") END, false, min("named"."imported_at")
FROM (
	SELECT "version"."customer", "version"."imported_at", "system"."value" #>> '{cloud,externalId}' AS "external_id"
	FROM "customer_versions" AS "version", jsonb_each("version"."configuration" -> 'systems') AS "system"
) AS "named"
WHERE "named"."external_id" IS NOT NULL
GROUP BY "named"."external_id";
