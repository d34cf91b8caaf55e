import { describe, expect, it } from "vitest";
import type { DomainError } from "../errors.ts";
import { say } from "../say.ts";
import type { CustomerConfiguration } from "./configuration.ts";
import { readCustomerFile } from "./file.ts";
import { targetPath, targetsCalled, wayTo } from "./targets.ts";

const configuration = (systems: string): CustomerConfiguration =>
  readCustomerFile(`customer: acme\nname: A\nplan: full\nrules: [{}]\nsystems:\n${systems}`).configuration!;

const acme = configuration(`
  shop:
    targets:
      web01: { host: 10.0.1.11, connect: { via: bastion } }
      bastion: { host: bastion.shop, connect: { via: gate } }
      console: { connect: {} }
      printer: { host: 10.0.1.99 }
      behind: { host: 10.0.1.12, connect: { via: printer } }
  office:
    targets:
      web01: { host: 10.0.2.11, connect: { via: bastion } }
      gate: { host: gate.office, connect: { port: 2222 } }
`);

const way = (system: string, target: string, file = acme) => wayTo(file, system, target).map(targetPath);
const faultOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return say((error as DomainError).publicMessage);
  }
  expect.fail("it is found");
};

describe("the way to a target", () => {
  it("[R2.4] goes over jump hosts of the same system first, then of another", () => {
    expect(way("shop", "web01")).toEqual(["office/gate", "shop/bastion", "shop/web01"]);
    expect(way("office", "web01")).toEqual(["office/gate", "shop/bastion", "office/web01"]);
    expect(wayTo(acme, "office", "gate")).toMatchObject([{ host: "gate.office", connect: { port: 2222 } }]);
  });

  it.each([
    ["shop", "web99", "対象 shop/web99 は顧客設定にありません"],
    ["warehouse", "web01", "対象 warehouse/web01 は顧客設定にありません"],
    ["constructor", "name", "対象 constructor/name は顧客設定にありません"],
    ["shop", "console", "対象 shop/console に host がありません"],
    ["shop", "printer", "対象 shop/printer に connect がありません"],
    ["shop", "behind", "対象 shop/printer に connect がありません"],
  ])("[R2.4] says what is missing for %s/%s", (system, target, message) => {
    expect(faultOf(() => way(system, target))).toBe(message);
  });

  it("[R2.4] refuses a circle, and a jump host that is not there", () => {
    // The check of the file refuses these too, but a version imported earlier may contain one.
    const { systems } = acme;
    const via = (target: string, name: string | null) => ({
      ...systems.shop!.targets.web01!,
      connect: { ...systems.shop!.targets.web01!.connect!, via: name },
      host: target,
    });
    const targets = { a: via("a", "b"), b: via("b", "c"), c: via("c", "b"), d: via("d", "nowhere") };
    const file = { ...acme, systems: { s: { ...systems.shop!, targets } } };
    const circle = "踏み台の経路が循環しています: s/b → s/c → s/b";
    expect(faultOf(() => way("s", "a", file))).toBe(circle);
    const nowhere = "対象 s/d の踏み台 nowhere は顧客設定にありません";
    expect(faultOf(() => way("s", "d", file))).toBe(nowhere);
  });
});

it("[R2.4] knows which targets a name may mean", () => {
  expect(targetsCalled(acme, "web01").map(targetPath)).toEqual(["shop/web01", "office/web01"]);
  expect(targetsCalled(acme, "office/web01").map(targetPath)).toEqual(["office/web01"]);
  expect(targetsCalled(acme, "nobody")).toEqual([]);
});
