import path from "node:path";
import { z } from "zod";
import type { FieldError } from "../domain/errors.ts";
import { chatSettings } from "./chat.ts";
import { ConfigurationError } from "./configurationError.ts";
import { faultsBetween, type Given, missingFor } from "./rules.ts";
import { readTemporalConnection, type TemporalConnection } from "./temporal.ts";
import { readByServersAlone, shownInErrors, variables } from "./variables.ts";

export type Environment = ReturnType<typeof group>;
type Variables = z.infer<z.ZodObject<typeof variables>>;

const requiredByServers = [
  "DATABASE_URL",
  "TOBAN_ENCRYPTION_KEYS",
  "TWILIO_ACCOUNT_SID",
  "TWILIO_AUTH_TOKEN",
  "TWILIO_FROM",
  "SMTP_URL",
] as const;

/** For worker and API. Throws a ConfigurationError that names every fault at once and no secret. */
export function readEnvironment(env: NodeJS.ProcessEnv = process.env): Environment {
  const given = withoutEmpty(env);
  return group(parse(given, requiredByServers), readTemporalConnection(given));
}

/**
 * For commands, which use the database and Temporal but never a provider: a provider's variables are neither
 * read nor checked. Nothing is required; a command says itself what it lacks.
 */
export function readCommandEnvironment(env: NodeJS.ProcessEnv = process.env): Variables {
  return parse(forCommands(withoutEmpty(env)), []);
}

/**
 * The settings of the start that commands beside the system must know too. Providers' secrets are not among
 * them.
 */
export function rememberedForCommands(given: Given): Given {
  const known = Object.entries(given).filter(([name]) => name in variables || name.startsWith("TEMPORAL_"));
  return forCommands(Object.fromEntries(known));
}

const forCommands = (given: Given): Given =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !readByServersAlone.has(name)));

/** What was set for `temporal-dev.sh`, checked. Nothing is required; the script fills in the rest. */
export function readGivenEnvironment(env: NodeJS.ProcessEnv = process.env): {
  given: Given;
  values: Variables;
} {
  const given = withoutEmpty(env);
  return { given, values: parse(given, []) };
}

function parse(given: Given, required: readonly string[]): Variables {
  const parsed = z.object(variables).safeParse(given);
  const malformed = parsed.error?.issues.map((issue): FieldError => {
    const name = String(issue.path[0]);
    const shown = shownInErrors.has(name) ? `, not ${JSON.stringify(given[name])}` : "";
    return { path: name, message: issue.message + shown };
  });
  const faults = [
    ...(malformed ?? []),
    ...missingFor(given, required),
    ...faultsBetween(given),
    ...temporalFaults(given),
  ];
  if (faults.length > 0 || !parsed.success) throw new ConfigurationError(faults);
  return parsed.data;
}

function temporalFaults(given: Given): FieldError[] {
  try {
    readTemporalConnection(given);
    return [];
  } catch (error) {
    const message = `TEMPORAL_* cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    return [{ path: given.TEMPORAL_PROFILE ? "TEMPORAL_PROFILE" : "TEMPORAL_TLS", message }];
  }
}

function group(values: Variables, temporal: TemporalConnection) {
  const publicUrl = values.PUBLIC_URL ?? `http://127.0.0.1:${values.PORT}`;
  return {
    http: { host: values.HOST, port: values.PORT, publicUrl, trustedProxies: values.TRUSTED_PROXIES },
    oidc: oidcOf(values),
    /** null: on the API's own port. */
    metrics: { port: values.METRICS_PORT ?? null },
    mailIntake: { host: values.HOST, port: values.MAIL_INTAKE_PORT, imapUrl: values.IMAP_URL ?? null },
    stateDir: path.resolve(values.TOBAN_STATE_DIR),
    database: { url: values.DATABASE_URL ?? "" },
    temporal: { ...temporal, uiUrl: values.TEMPORAL_UI_URL ?? null },
    sandbox: { url: values.SANDBOX_URL ?? null },
    vault: { keys: values.TOBAN_ENCRYPTION_KEYS ?? [] },
    telephone: {
      accountSid: values.TWILIO_ACCOUNT_SID ?? "",
      authToken: values.TWILIO_AUTH_TOKEN ?? "",
      from: values.TWILIO_FROM ?? "",
      /** null: Twilio's own address. */
      apiUrl: values.TWILIO_API_URL ?? null,
      callsPerSecond: values.TWILIO_CALLS_PER_SECOND,
      countries: values.CALL_COUNTRIES,
    },
    workflows: { cached: values.WORKFLOW_CACHE_SIZE, keepsStackTraces: values.WORKFLOW_STACK_TRACES },
    recordings: { retentionDays: values.RECORDING_RETENTION_DAYS },
    cloud: { ownAccountCustomers: values.AWS_OWN_ACCOUNT_CUSTOMERS },
    bundles: { retentionDays: values.BUNDLE_RETENTION_DAYS },
    /** null: only the built-in runbooks. */
    runbooks: { dir: values.RUNBOOKS_DIR === undefined ? null : path.resolve(values.RUNBOOKS_DIR) },
    mail: { smtpUrl: values.SMTP_URL ?? "", from: values.MAIL_FROM },
    chat: chatSettings(values),
    backlog:
      values.BACKLOG_API_KEY && values.BACKLOG_URL
        ? { apiKey: values.BACKLOG_API_KEY, url: values.BACKLOG_URL }
        : null,
    operators: { chat: values.OPERATORS_CHAT ?? null, mail: values.OPERATORS_MAIL ?? null },
    center: { name: values.CENTER_NAME },
    slo: { warningMinutes: values.SLO_WARNING_MINUTES },
    guard: { allowed: values.ALLOW_NETWORKS, ownHosts: ownHosts(values, temporal) },
    log: { level: values.LOG_LEVEL },
  };
}

export type GuardedNetworks = Environment["guard"];

/** For commands, with the values of the running system. */
export function guardedNetworks(env: NodeJS.ProcessEnv): GuardedNetworks {
  const values = readCommandEnvironment(env);
  const temporal = readTemporalConnection(forCommands(withoutEmpty(env)));
  return { allowed: values.ALLOW_NETWORKS, ownHosts: ownHosts(values, temporal) };
}

/** The hosts of our own parts: no customer's address may lead there. */
function ownHosts(values: Variables, { address }: TemporalConnection): string[] {
  const hosts = [values.DATABASE_URL, `tcp://${address}`, values.TEMPORAL_UI_URL].map(
    (url) => URL.parse(url ?? "")?.hostname ?? "",
  );
  return hosts.filter((host) => host !== "").map((host) => host.replace(/^\[(.*)\]$/, "$1"));
}

function oidcOf(values: Variables) {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = values;
  const { OIDC_NAME: name, OIDC_SECOND_FACTOR: secondFactor } = values;
  return issuer && clientId && clientSecret && name
    ? { issuer, clientId, clientSecret, name, secondFactor }
    : null;
}

function withoutEmpty(env: NodeJS.ProcessEnv): Given {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => Boolean(entry[1]?.trim())),
  );
}
