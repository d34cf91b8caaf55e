import { z } from "zod";
import type { Path } from "./yamlSource.ts";

/** A file in which every field has a value; `*` and `[]` in a field's path are its first entry and item. */
export const everyField = {
  customer: "acme",
  name: "株式会社アクメ",
  plan: "full",
  timezone: "Asia/Tokyo",
  calendar: { businessHours: "Mon-Fri 09:00-18:00", holidays: "japan", closed: ["2026-12-29"] },
  contacts: {
    sato: {
      name: "佐藤 taro",
      reading: "さとう taro",
      company: "株式会社acme",
      phone: "090-1234-5678",
      mail: "sato@acme.example",
    },
  },
  chat: {
    ops: { slack: { channel: "C0123", mention: ["U0456"] } },
    infra: { chatwork: { room: "123456", mention: ["654321"] } },
    managers: { teams: { url: "https://hooks.example/token" } },
    night: { discord: { url: "https://hooks.example/night", mention: ["80351110224678912"] } },
    inside: { mattermost: { url: "https://hooks.example/inside", mention: ["sato"] } },
  },
  sources: {
    legacy: {
      kind: "mail",
      match: [
        {
          subject: "^(?<event>ALERT|OK) (?<node>\\S+)",
          body: "Value: (?<value>.+)",
          level: "high",
          firing: ["ALERT"],
          recovered: ["OK"],
        },
      ],
    },
  },
  systems: {
    shop: {
      name: "ECサイト",
      cloud: {
        provider: "aws",
        region: "ap-northeast-1",
        account: "123456789012",
        role: "arn:aws:iam::123456789012:role/toban",
        externalId: "toban-acme",
      },
      emergency: ["sato"],
      targets: {
        web01: {
          host: "10.0.1.11",
          connect: {
            port: 22,
            user: "ops",
            become: "sudo",
            via: "bastion",
            hostKey: "SHA256:pinned",
            key: "secret:key",
            passphrase: "secret:phrase",
            password: "secret:ops",
            becomePassword: "secret:ops",
          },
          ec2: "i-0abc123",
          autoscale: false,
          downtime: [
            { every: "Sun 02:00-04:00" },
            { from: "2026-12-01T00:00+09:00", until: "2026-12-01T06:00+09:00" },
          ],
          allow: { paths: ["/var/log/**"], programs: ["/opt/app/bin/start"], services: ["nginx"] },
        },
        bastion: { host: "bastion.acme.example", connect: {} },
      },
    },
  },
  rules: [
    {
      name: "web",
      match: { system: "shop", node: "web*", alarm: "HTTP", level: ["high"], time: "afterHours" },
      notify: {
        mail: { to: ["sato"], template: { subject: "{{ node }} HTTP", body: "{{ node }} HTTP" } },
        chat: ["ops"],
        call: { mode: "sequential", list: ["sato"], skipMinutes: 60, retries: 1, ringSeconds: 30 },
      },
      repeatMinutes: 30,
      closeAfterMinutes: 60,
      firstResponse: {
        runbook: "restart-service",
        with: { service: "nginx" },
        start: "automatic",
        maxPerHour: 2,
      },
      escalation: {
        afterMinutes: 15,
        mail: { to: ["sato"] },
        operatorCalls: { businessHours: ["sato"], afterHours: ["sato"], mail: { to: ["sato"] } },
      },
    },
    { name: "rest", match: {} },
  ],
};

interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
}

/** The paths of all values in the schema, such as `contacts.*.phone` and `rules.[].match.level.[]`. */
export function fieldsOf(schema: z.ZodType): string[] {
  return leaves(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema);
}

function leaves({ properties = {}, additionalProperties: each, items, anyOf = [] }: JsonSchema): string[] {
  const under = (step: string, below: JsonSchema): string[] =>
    leaves(below).map((path) => (path === "" ? step : `${step}.${path}`));
  const found = [
    ...Object.entries(properties).flatMap(([name, below]) => under(name, below)),
    ...(typeof each === "object" ? under("*", each) : []),
    ...(items === undefined ? [] : under("[]", items)),
    ...anyOf.flatMap(leaves),
  ];
  const unique = [...new Set(found)].filter((path) => path !== "");
  return unique.length === 0 ? [""] : unique;
}

/** The path and the value of a field's first occurrence in the file. */
export function firstValueOf(field: string): { path: Path; value: unknown } {
  const search = (value: unknown, steps: readonly string[], path: Path): { path: Path; value: unknown }[] => {
    const [step, ...rest] = steps;
    if (step === undefined) return value === undefined ? [] : [{ path, value }];
    if (typeof value !== "object" || value === null) return [];
    const below = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
    return below.flatMap(([key, one]) =>
      step === "*" || step === "[]" || step === key ? search(one, rest, [...path, key]) : [],
    );
  };
  const [first] = search(everyField, field.split("."), []);
  if (first === undefined) throw new Error(`the file of every field has no ${field}`);
  return first;
}

/** The file as YAML with one value replaced. */
export function fileWithValue(path: Path, value: unknown): string {
  const exchange = (at: unknown, [step, ...rest]: Path): unknown => {
    if (step === undefined) return value;
    if (Array.isArray(at)) return at.map((one, index) => (index === step ? exchange(one, rest) : one));
    const mapping = at as Record<PropertyKey, unknown>;
    return { ...mapping, [step]: exchange(mapping[step], rest) };
  };
  return JSON.stringify(exchange(everyField, path), null, 2);
}
