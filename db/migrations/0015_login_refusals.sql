CREATE TABLE "login_refusals" (
	"person" text NOT NULL,
	"action" text NOT NULL,
	"outcome" text NOT NULL,
	"code" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"addresses" text[] NOT NULL,
	CONSTRAINT "login_refusals_person_action_outcome_code_pk" PRIMARY KEY("person","action","outcome","code")
);
