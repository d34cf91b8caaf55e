import type { FieldError } from "../domain/errors.ts";
import { isLoopback } from "../domain/loopback.ts";
import {
  apiUrlVariable,
  tokenChatKinds,
  tokenVariable,
  webhookChatKinds,
} from "../domain/messages/chat/registry.ts";

/** The environment without empty values: `X=` in a compose file means "not set". */
export type Given = Readonly<Record<string, string>>;

/** Rules between variables. They check the raw values, so that a malformed one does not hide other faults. */
export function faultsBetween(given: Given): FieldError[] {
  return [
    ...togetherOrNotAtAll(given, "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM"),
    ...togetherOrNotAtAll(given, "BACKLOG_API_KEY", "BACKLOG_URL"),
    ...togetherOrNotAtAll(given, "OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_NAME"),
    ...needs(given, "TWILIO_API_URL", "TWILIO_ACCOUNT_SID"),
    ...tokenChatKinds.flatMap((kind) => needs(given, apiUrlVariable(kind), tokenVariable(kind))),
    ...noPlainHttp(given),
    ...operatorsCanBeTold(given),
    ...differentPorts(given),
  ];
}

/** The variables that worker and API require. `temporal-dev.sh` sets them all. */
export function missingFor(given: Given, required: readonly string[]): FieldError[] {
  return required
    .filter((name) => given[name] === undefined)
    .map((name) => ({ path: name, message: "is required and not set" }));
}

/** Real customers get mails or calls, so operators must be reachable for real as well. */
export function isReal(given: Given): boolean {
  return given.SMTP_URL !== undefined || given.TWILIO_ACCOUNT_SID !== undefined;
}

function operatorsCanBeTold(given: Given): FieldError[] {
  if (!isReal(given)) return [];
  if (given.OPERATORS_CHAT === undefined && given.OPERATORS_MAIL === undefined) {
    const message = "one of OPERATORS_CHAT and OPERATORS_MAIL is required with real mail or telephone";
    return [{ path: "OPERATORS_CHAT", message }];
  }
  const kind = tokenChatKinds.find((one) => given.OPERATORS_CHAT?.startsWith(`${one}:`));
  return kind === undefined ? [] : needs(given, "OPERATORS_CHAT", tokenVariable(kind));
}

function togetherOrNotAtAll(given: Given, ...names: string[]): FieldError[] {
  const present = names.filter((name) => given[name] !== undefined);
  if (present.length === 0) return [];
  return names
    .filter((name) => given[name] === undefined)
    .map((name) => ({ path: name, message: `is required together with ${present.join(" and ")}` }));
}

function needs(given: Given, name: string, other: string): FieldError[] {
  if (given[name] === undefined || given[other] !== undefined) return [];
  return [{ path: other, message: `is required where ${name} is set` }];
}

/**
 * Variables whose address receives tokens or passwords, or is itself a secret (who knows a webhook may post
 * there), with the prefix before the address. Over http, anyone on the way could read them.
 */
const tellingSecrets: readonly [name: string, prefix: string][] = [
  ...["TWILIO_API_URL", "BACKLOG_URL", "OIDC_ISSUER"].map((name): [string, string] => [name, ""]),
  ...tokenChatKinds.map((kind): [string, string] => [apiUrlVariable(kind), ""]),
  ...webhookChatKinds.map((kind): [string, string] => ["OPERATORS_CHAT", `${kind}:`]),
];

function noPlainHttp(given: Given): FieldError[] {
  return tellingSecrets
    .filter(([name, prefix]) => {
      const value = given[name] ?? "";
      const url = value.startsWith(prefix) ? URL.parse(value.slice(prefix.length)) : null;
      return url?.protocol === "http:" && !isLoopback(url.hostname);
    })
    .map(([path, prefix]) => ({
      path,
      message: `must begin with ${prefix}https://; http is taken on this machine only`,
    }));
}

function differentPorts(given: Given): FieldError[] {
  const { PORT = "8080", MAIL_INTAKE_PORT = "2525", METRICS_PORT } = given;
  const ports = { PORT, MAIL_INTAKE_PORT, METRICS_PORT };
  return Object.entries(ports).flatMap(([name, port], place, all) => {
    const [other] = all.slice(0, place).find(([, earlier]) => port !== undefined && earlier === port) ?? [];
    return other === undefined
      ? []
      : [{ path: name, message: `must differ from ${other}, which is ${port} too` }];
  });
}
