import { z } from "zod";
import { usualCallCountries } from "../domain/customers/callCountries.ts";
import { chatVariables } from "./chat.ts";
import {
  address,
  customers,
  httpAddress,
  networks,
  operatorsChat,
  port,
  proxies,
  vaultKeys,
} from "./formats.ts";

const retentionDays = z.coerce
  .number({ error: "expected whole days from 1 to 3650" })
  .int("expected whole days from 1 to 3650")
  .min(1, "expected whole days from 1 to 3650")
  .max(3650, "expected whole days from 1 to 3650");

/**
 * Every variable that the system reads, with its format and default. For other `TEMPORAL_*` variables see
 * temporal.ts.
 */
export const variables = {
  HOST: z.string().default("127.0.0.1"),
  PORT: port.default(8080),
  PUBLIC_URL: httpAddress.transform((url) => url.replace(/\/+$/, "")).optional(),
  TRUSTED_PROXIES: proxies.default(["loopback"]),
  MAIL_INTAKE_PORT: port.default(2525),
  METRICS_PORT: port.optional(),
  IMAP_URL: address("imap", "imaps").optional(),

  TOBAN_STATE_DIR: z.string().default(".toban"),
  TOBAN_ENCRYPTION_KEYS: vaultKeys.optional(),
  DATABASE_URL: address("postgres", "postgresql").optional(),
  TEMPORAL_UI_URL: httpAddress.optional(),
  SANDBOX_URL: httpAddress.optional(),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal"], {
      error: "expected trace, debug, info, warn, error or fatal",
    })
    .default("info"),

  WORKFLOW_CACHE_SIZE: z.coerce
    .number({ error: "expected a whole number from 10" })
    .int("expected a whole number from 10")
    .min(10, "expected a whole number from 10")
    .default(500),
  WORKFLOW_STACK_TRACES: z
    .enum(["0", "1"], { error: "expected 0 or 1" })
    .transform((given) => given === "1")
    .default(false),

  TWILIO_ACCOUNT_SID: z.string().startsWith("AC", "expected an account SID, which begins with AC").optional(),
  TWILIO_AUTH_TOKEN: z.string().optional(),
  TWILIO_FROM: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, "expected a number in E.164, like +81312345678")
    .optional(),
  TWILIO_API_URL: httpAddress.optional(),
  TWILIO_CALLS_PER_SECOND: z.coerce
    .number({ error: "expected a number above 0" })
    .positive("expected a number above 0")
    .default(1),
  RECORDING_RETENTION_DAYS: retentionDays.default(90),
  BUNDLE_RETENTION_DAYS: retentionDays.default(90),
  RUNBOOKS_DIR: z.string().optional(),
  CALL_COUNTRIES: z
    .string()
    .regex(/^\s*[A-Z]{2}(\s*,\s*[A-Z]{2})*\s*$/, "expected ISO codes of countries by comma, such as JP,US")
    .transform((codes) => codes.split(",").map((code) => code.trim()))
    .default([...usualCallCountries]),
  AWS_OWN_ACCOUNT_CUSTOMERS: customers.default([]),

  SMTP_URL: address("smtp", "smtps").optional(),
  MAIL_FROM: z
    .string()
    // The name may be Japanese, but hardly any server accepts more than ASCII in the address.
    .regex(/^([^<>@]*<)?[!-;=?A-~]+@[!-;=?A-~]+>?$/, "expected a mail address, also as Name <address>")
    .default("toban@localhost"),

  ...chatVariables,
  BACKLOG_API_KEY: z.string().optional(),
  BACKLOG_URL: httpAddress.optional(),

  OIDC_ISSUER: httpAddress.transform((url) => url.replace(/\/+$/, "")).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(40, "expected at most 40 characters").optional(),
  OIDC_SECOND_FACTOR: z
    .enum(["claimed", "always"], { error: "expected claimed or always" })
    .default("claimed"),

  /**
   * Networks that customers' files may name although they are local, ours, or private
   * (activities/remote/addressGuard.ts).
   */
  ALLOW_NETWORKS: networks.default([]),
  CENTER_NAME: z.string().default("コントロールセンター"),
  OPERATORS_CHAT: operatorsChat.optional(),
  OPERATORS_MAIL: z.email({ error: "expected a mail address" }).optional(),
  SLO_WARNING_MINUTES: z.coerce
    .number({ error: "expected minutes from 1 to 14" })
    .min(1, "expected minutes from 1 to 14")
    .max(14, "expected minutes from 1 to 14")
    .default(10),
};

/** Variables whose value may appear in an error. Any other value may be a secret or hold one. */
export const shownInErrors: ReadonlySet<string> = new Set([
  "HOST",
  "PORT",
  "TRUSTED_PROXIES",
  "MAIL_INTAKE_PORT",
  "METRICS_PORT",
  "LOG_LEVEL",
  "WORKFLOW_CACHE_SIZE",
  "OIDC_NAME",
  "OIDC_SECOND_FACTOR",
  "TWILIO_FROM",
  "TWILIO_CALLS_PER_SECOND",
  "CALL_COUNTRIES",
  "AWS_OWN_ACCOUNT_CUSTOMERS",
  "RECORDING_RETENTION_DAYS",
  "BUNDLE_RETENTION_DAYS",
  "MAIL_FROM",
  "ALLOW_NETWORKS",
  "SLO_WARNING_MINUTES",
]);

/**
 * Variables that only API and worker read: providers' addresses and secrets, and where operators are told.
 */
export const readByServersAlone: ReadonlySet<string> = new Set([
  "IMAP_URL",
  "TWILIO_ACCOUNT_SID",
  "TWILIO_AUTH_TOKEN",
  "TWILIO_FROM",
  "TWILIO_API_URL",
  "TWILIO_CALLS_PER_SECOND",
  "SMTP_URL",
  "MAIL_FROM",
  ...Object.keys(chatVariables),
  "BACKLOG_API_KEY",
  "BACKLOG_URL",
  "OIDC_ISSUER",
  "OIDC_CLIENT_ID",
  "OIDC_CLIENT_SECRET",
  "OIDC_NAME",
  "OIDC_SECOND_FACTOR",
  "OPERATORS_CHAT",
  "OPERATORS_MAIL",
]);
