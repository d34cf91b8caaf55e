-- What was written as a sentence stays one. Changing a column's type writes the rows anew and calls no trigger: to
-- those who watch, nothing has changed.
ALTER TABLE "timeline" ADD COLUMN "audience" text;--> statement-breakpoint
ALTER TABLE "timeline" ALTER COLUMN "audience" SET DATA TYPE text USING CASE WHEN "kind" LIKE 'operators%' OR "kind" = 'note' THEN 'staff' ELSE 'everyone' END, ALTER COLUMN "audience" SET NOT NULL, ALTER COLUMN "text" SET DATA TYPE jsonb USING jsonb_build_object('event', 'line.written', 'kind', "kind", 'text', "text");--> statement-breakpoint
ALTER TABLE "timeline" RENAME COLUMN "text" TO "event";
