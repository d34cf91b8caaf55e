CREATE FUNCTION "audit_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' AND (OLD."outcome" IS NULL OR OLD."outcome" = 'failed')
		AND to_jsonb(NEW) - 'outcome' - 'code' = to_jsonb(OLD) - 'outcome' - 'code' THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION 'the audit log is only added to' USING ERRCODE = 'insufficient_privilege';
END $$;--> statement-breakpoint
CREATE TRIGGER "audit_log_append_only" BEFORE UPDATE OR DELETE ON "audit_log" FOR EACH ROW EXECUTE FUNCTION "audit_append_only"();
