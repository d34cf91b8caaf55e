import { describe, expect, it } from "vitest";
import { type Allow, type Reaches, usualAllow } from "../runbooks/allow.ts";
import { worded } from "../testWorded.ts";
import type { CustomerConfiguration, RuleRunbook } from "./configuration.ts";
import { readCustomerFile } from "./file.ts";
import { notAllowed } from "./givenByHand.ts";
import { fileWith } from "./testFiles.ts";

const web01 = { system: "shop", target: "web01" };

function fileOf(allow: Partial<Allow> | null, rule: string = ""): CustomerConfiguration {
  const written = allow === null ? "" : `, allow: ${JSON.stringify(allow)}`;
  const text = fileWith(`
systems: { shop: { targets: { web01: { host: 10.0.1.11${written} }, web02: { host: 10.0.1.12 } } } }
rules: [${rule}{ match: {}, notify: { mail: { to: [sato] } } }]
`);
  return readCustomerFile(text).configuration!;
}

const outside = (kind: Reaches, value: unknown, file: CustomerConfiguration, runbook = "mend-it"): number =>
  notAllowed({ runbook, params: [{ name: "it", reaches: kind }], given: { it: value } }, file, web01).length;

describe("what an operator gives by hand", () => {
  it.each<[string, Reaches, unknown, number]>([
    ["a log", "paths", "/var/log/nginx/access.log", 0],
    ["the folder of all logs", "paths", "/var/log/", 0],
    ["several logs", "paths", ["/var/log/nginx", "/var/log/syslog"], 0],
    ["a password file", "paths", "/etc/shadow", 1],
    ["a log and two other files", "paths", "/var/log/syslog, /etc/shadow /root/.ssh/id", 2],
    ["a way out of the logs", "paths", "/var/log/../../etc/shadow", 1],
    ["a name that begins as the logs' does", "paths", "/var/logs", 1],
    ["a folder to free", "path", "/var/lib/mysql", 1],
    ["any program", "program", "/sbin/poweroff", 1],
    ["any service", "service", "nginx", 0],
  ])("[R2.6] where the file says nothing: %s", (_what, kind, value, faults) => {
    expect(outside(kind, value, fileOf(null))).toBe(faults);
  });

  it.each<[string, Reaches, string, number]>([
    ["a path with a name of its own", "path", "/srv/app/tmp", 0],
    ["what lies in it", "path", "/srv/app/tmp/deep", 1],
    ["one folder that a glob leaves open", "paths", "/opt/a/log", 0],
    ["two folders where a glob leaves one open", "paths", "/opt/a/b/log", 1],
    ["the logs, now that others are named", "paths", "/var/log/syslog", 1],
    ["a program of a folder", "program", "/opt/batch/bin/start", 0],
    ["the same, written in another way", "program", "/opt//batch/./bin/start", 0],
    ["another program", "program", "/opt/batch/start", 1],
    ["a service of the pattern, with its ending", "service", "app-1.service", 0],
    ["another service", "service", "sshd", 1],
  ])("[R2.6] where the target allows some: %s", (_what, kind, value, faults) => {
    const allow = {
      paths: ["/srv/app/tmp", "/opt/*/log"],
      programs: ["/opt/batch/bin/*"],
      services: ["app-*"],
    };
    expect(outside(kind, value, fileOf(allow))).toBe(faults);
  });

  it("[R2.6] names the parameter, the target and what is allowed there", () => {
    const given = { it: "/sbin/poweroff" };
    const params = [{ name: "it", reaches: "program" as const }];
    const faults = notAllowed({ runbook: "mend-it", params, given }, fileOf(null), web01);
    expect(faults.map(worded)).toEqual([
      {
        path: "it",
        message:
          "/sbin/poweroff は、対象 shop/web01 で手動の指定が認められている範囲（allow.programs: -）にありません",
      },
    ]);
  });

  it("[R2.6] accepts what a rule says for this target, but not for another target or runbook", () => {
    const orders = (match: string) =>
      `{ match: ${match}, firstResponse: { runbook: mend-it, with: { it: /opt/start } } }, `;
    const asked = (match: string, value = "/opt/start", runbook?: string) =>
      outside("program", value, fileOf(null, orders(match)), runbook);
    expect(asked("{ system: shop, node: web01 }")).toBe(0);
    expect(asked("{ node: 10.0.1.* }")).toBe(0);
    expect(asked("{ alarm: バッチ* }")).toBe(0);
    expect(asked("{ node: web02 }")).toBe(1);
    expect(asked("{ system: other }")).toBe(1);
    expect(asked("{ node: web01 }", "/opt/other")).toBe(1);
    expect(asked("{ node: web01 }", "/opt/start", "mend-that")).toBe(1);
  });

  it("[R2.4] a version of a file from before the limit existed has the usual limit", () => {
    const file = fileOf(null);
    delete file.systems.shop!.targets.web01!.allow;
    expect(outside("program", "/sbin/poweroff", file)).toBe(1);
    expect(outside("paths", "/var/log/syslog", file)).toBe(0);
    expect(fileOf(null).systems.shop!.targets.web01!.allow).toEqual(usualAllow);
  });

  it("[R2.5] a rule that names no number of runs begins at most two an hour", () => {
    const { firstResponse } = fileOf(
      null,
      "{ match: { node: x }, firstResponse: { runbook: a, with: {} } }, ",
    ).rules[0]!;
    expect((firstResponse as RuleRunbook).maxPerHour).toBe(2);
  });
});
