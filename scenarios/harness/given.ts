import { stringify } from "yaml";
import { issueSourceKey } from "../../db/alerts/sourceKeys.ts";
import { importCustomers } from "../../db/customers/customerImport.ts";
import { readCustomerFile } from "../../domain/customers/file.ts";
import type { Engine } from "./engine.ts";
import { mailOf, nameOf, type Person, people, phoneOf } from "./people.ts";

export interface NotifyGiven {
  mail?: Person[];
  template?: { subject?: string; body?: string };
  chat?: ("ops" | "room" | "wall" | "night" | "inside")[];
  call?: Record<string, unknown>;
}

export interface RuleGiven {
  name?: string;
  match?: Record<string, unknown>;
  notify?: NotifyGiven;
  [field: string]: unknown;
}

export interface CustomerGiven {
  notify?: NotifyGiven;
  rules?: RuleGiven[];
  /** Changes to a person's usual fields, e.g. `{ ito: { mail: null } }`. */
  people?: Partial<Record<Person, Record<string, unknown>>>;
  plan?: string;
  [field: string]: unknown;
}

export interface GivenCustomer {
  id: string;
  /** Intake keys by kind of source. */
  keys: Record<"native" | "alertmanager" | "pagerduty", string>;
}

export const sequential = (...list: Person[]) => ({ mode: "sequential", list });
export const simultaneous = (...list: Person[]) => ({ mode: "simultaneous", list });

let imported = 0;

/** Imports a customer's file, as an operator would. Every customer of a run has its own id. */
export async function givenCustomer(
  engine: Engine,
  name: string,
  given: CustomerGiven,
): Promise<GivenCustomer> {
  const id = `${name}${++imported}`;
  const { notify, rules, people: different, ...rest } = given;
  const text = stringify({
    customer: id,
    name: "株式会社アクメ",
    plan: "professional",
    contacts: Object.fromEntries(
      people.map((one) => [
        one,
        { name: nameOf(one), phone: phoneOf(one), mail: mailOf(one), ...different?.[one] },
      ]),
    ),
    chat: {
      ops: { slack: { channel: `C-${id}`, mention: ["U0456"] } },
      room: { chatwork: { room: "123456", mention: ["777"] } },
      wall: { teams: { url: "secret:teams-url" } },
      night: { discord: { url: "secret:discord-url", mention: ["80351110224678912"] } },
      inside: { mattermost: { url: "secret:mattermost-url", mention: ["here"] } },
    },
    sources: {
      native: { kind: "native" },
      alertmanager: { kind: "alertmanager" },
      pagerduty: { kind: "pagerduty" },
    },
    rules: (rules ?? [{ notify }]).map((rule, index) => ruleText(rule, index)),
    ...rest,
  });
  const { configuration, faults } = readCustomerFile(text);
  if (configuration === null) throw new Error(faults.map((fault) => fault.message).join("\n"));
  const now = engine.temporal.now();
  const { db } = engine.database;
  await importCustomers(
    db,
    [{ fileName: `${id}.yaml`, text, configuration }],
    { importedBy: "scenario" },
    now,
  );
  const key = (source: string) => issueSourceKey(db, { customer: id, source, revokeEarlier: false }, now);
  return {
    id,
    keys: {
      native: await key("native"),
      alertmanager: await key("alertmanager"),
      pagerduty: await key("pagerduty"),
    },
  };
}

function ruleText({ notify, ...rule }: RuleGiven, index: number): Record<string, unknown> {
  const { mail, template, chat, call } = notify ?? {};
  return {
    name: `rule ${index + 1}`,
    match: {},
    ...(notify === undefined
      ? {}
      : {
          notify: {
            ...(mail === undefined
              ? {}
              : { mail: { to: mail, ...(template === undefined ? {} : { template }) } }),
            ...(chat === undefined ? {} : { chat }),
            ...(call === undefined ? {} : { call }),
          },
        }),
    ...rule,
  };
}
