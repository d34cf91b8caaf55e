CREATE TABLE "host_keys" (
	"customer" text NOT NULL,
	"system" text NOT NULL,
	"target" text NOT NULL,
	"fingerprint" text NOT NULL,
	"stored_at" timestamp (3) with time zone NOT NULL,
	"stored_by" text NOT NULL,
	CONSTRAINT "host_keys_customer_system_target_pk" PRIMARY KEY("customer","system","target")
);
