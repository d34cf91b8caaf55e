import type { SourceKind } from "../alerts/alert.ts";
import type { Level } from "../alerts/level.ts";
import type { ChatDestination } from "../messages/chat/registry.ts";
import type { MailTemplate } from "../messages/template.ts";
import type { Allow } from "../runbooks/allow.ts";
import type { Plan } from "./plan.ts";

/**
 * A customer's file, parsed, checked and filled with its defaults. Incidents are pinned to it. Ids are the keys of
 * the file; it holds no secret (`SecretName` only names one).
 */
export interface CustomerConfiguration {
  customer: string;
  name: string;
  plan: Plan;
  /** IANA name; default Asia/Tokyo. */
  timezone: string;
  calendar: Calendar;
  contacts: Record<string, Contact>;
  chat: Record<string, ChatDestination>;
  sources: Record<string, Source>;
  systems: Record<string, System>;
  /** The first match wins; the last rule matches everything. */
  rules: Rule[];
}

export interface Calendar {
  /** As written, such as `Mon-Fri 09:00-18:00`; parts separated by commas. */
  businessHours: string;
  holidays: "japan" | "none";
  /** Closed days: `2026-12-29` or `2026-12-29/2027-01-03`, both ends included. */
  closed: string[];
}

export interface Contact {
  name: string;
  reading: string | null;
  company: string | null;
  /** E.164. */
  phone: string | null;
  mail: string | null;
}

/** A value kept in the vault: the NAME of `secret:NAME`. */
export interface SecretName {
  secret: string;
}

export interface Source {
  kind: SourceKind;
  /** Match conditions of a mail source (R2.5.2). */
  match: MailCondition[];
}

export interface MailCondition {
  subject: string | null;
  body: string | null;
  level: Level | null;
  firing: string[];
  recovered: string[];
}

export interface System {
  name: string;
  cloud: {
    provider: string;
    region: string;
    account: string | null;
    role: string | null;
    externalId: string | null;
  } | null;
  emergency: string[];
  targets: Record<string, Target>;
}

export interface Target {
  host: string | null;
  connect: Connection | null;
  ec2: string | null;
  autoscale: boolean;
  downtime: Downtime[];
  /** What operators may give runbooks by hand. Versions from before this limit existed have none. */
  allow?: Allow;
}

export interface Connection {
  port: number;
  user: string;
  key: SecretName | null;
  passphrase: SecretName | null;
  password: SecretName | null;
  hostKey: string | null;
  via: string | null;
  become: "sudo" | "su" | "none";
  becomePassword: SecretName | null;
}

export type Downtime = { every: string } | { from: string; until: string };

export interface Rule {
  name: string;
  match: Match;
  notify: Notify | null;
  /** At least this many minutes lie between two 継続中 in chat; 0: none is sent (R5.4b). */
  repeatMinutes: number;
  /** For alarms that never recover; counted from the last repeat (R5.1e). */
  closeAfterMinutes: number | null;
  firstResponse: RuleRunbook | null;
  escalation: Escalation | null;
}

/** The runbook of a rule's first response (R5.6). */
export interface RuleRunbook {
  runbook: string;
  with: Record<string, unknown>;
  start: "automatic" | "operator";
  /** How often per hour it may begin automatically on one target. Older versions have no limit. */
  maxPerHour?: number;
}

/** Applies if a rule says nothing else. */
export const usualRunsPerHour = 2;

/** Globs (`*`) for system, node and alarm; null or empty matches everything. */
export interface Match {
  system: string | null;
  node: string | null;
  alarm: string | null;
  level: Level[];
  time: TimeBand | null;
}

export type TimeBand = "businessHours" | "afterHours";

export interface Notify {
  mail: { to: string[]; template: MailTemplate | null } | null;
  chat: string[];
  call: CallPlan | null;
}

/** An automatic call as a rule orders it (R5.2.2a-f). */
export interface CallPlan {
  mode: "sequential" | "simultaneous";
  /** Contact ids by priority, at most 10. */
  list: string[];
  skipMinutes: number;
  retries: number;
  ringSeconds: number;
}

export interface Escalation {
  afterMinutes: number | null;
  mail: { to: string[] } | null;
  operatorCalls: { businessHours: string[]; afterHours: string[]; mail: { to: string[] } | null } | null;
}
