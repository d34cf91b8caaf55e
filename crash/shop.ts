import type { TestHost } from "../activities/remote/target/testHost.ts";
import { untilTrue } from "../dev/untilTrue.ts";
import type { MonitoringTool } from "./monitoringTool.ts";
import type { Person, SeenIncident } from "./person.ts";
import { type PartName, partNames } from "./system.ts";

/** Servers on which runbooks work while parts die. */
export interface Shop {
  /** Returns once the service is being restarted, which takes long enough for the part to be killed. */
  isBeingRestarted(part: PartName): Promise<void>;
  /** Waits until every service was restarted and its incident has ended. */
  recovers(): Promise<void>;
  /** Returns once the server is rebooted. That ends every login, so no other run may be at work. */
  reboots(): Promise<void>;
  hasRebooted(): Promise<void>;
  /** The incidents, as they were found at the end. Those that do not close in time are judged as they are. */
  seen(): readonly SeenIncident[];
}

export const shopCustomer = "shop";
/** A target for each part that is killed. All are the same host, with one service each. */
export const serviceOf = (part: PartName): string => `on-${part}`;
export const rebooting = "rebooting";
const services = partNames.map(serviceOf);
const restartSeconds = 6;

export async function startShop(host: TestHost, operator: Person, tool: MonitoringTool): Promise<Shop> {
  for (const service of services) await host.service(service, "inactive");
  await host.isSlow(restartSeconds);
  const send = (node: string, status: "firing" | "recovered") => tool.send({ node, alarm: "HTTP", status });
  const untilSaid = (...lines: string[]): Promise<void> => {
    const haveSaid = async () => {
      const ledger = await host.ledger();
      return lines.every((line) => ledger.includes(line));
    };
    const otherwise = `the host has not done: ${lines.join(", ")}`;
    return untilTrue(haveSaid, { withinMilliseconds: 60_000, otherwise });
  };
  let seen: SeenIncident[] = [];
  const untilClosed = async (count: number): Promise<void> => {
    const allClosed = async () => {
      seen = await operator.sees(shopCustomer);
      return seen.length === count && seen.every(({ state }) => state === "closed");
    };
    const patience = { withinMilliseconds: 90_000, everyMilliseconds: 500, otherwise: "" };
    await untilTrue(allClosed, patience).catch(() => {});
  };
  return {
    async isBeingRestarted(part) {
      await send(serviceOf(part), "firing");
      await untilSaid(`begins restart ${serviceOf(part)}`);
    },
    async recovers() {
      await untilSaid(...services.map((service) => `restart ${service}`));
      await Promise.all(services.map((service) => send(service, "recovered")));
      await untilClosed(services.length);
    },
    async reboots() {
      await send(rebooting, "firing");
      await untilSaid("reboot");
    },
    async hasRebooted() {
      await send(rebooting, "recovered");
      await untilClosed(services.length + 1);
    },
    seen: () => seen,
  };
}

/** The customer's file. JSON is valid YAML. */
export function shopFile({ port, hostKey }: TestHost): string {
  const connect = {
    port,
    user: "ops",
    password: "secret:ops",
    hostKey,
    become: "sudo",
    becomePassword: "secret:ops",
  };
  const target = { host: "127.0.0.1", connect };
  const targets = Object.fromEntries([...services, rebooting].map((node) => [node, target]));
  const rule = (node: string, firstResponse: object) => ({ name: node, match: { node }, firstResponse });
  return JSON.stringify({
    customer: shopCustomer,
    name: "株式会社ショップ",
    plan: "full",
    sources: { tool: { kind: "native" } },
    systems: { shop: { targets } },
    rules: [
      ...services.map((service) => rule(service, { runbook: "restart-service", with: { service } })),
      rule(rebooting, { runbook: "reboot-server" }),
      { name: "everything else", match: {}, firstResponse: { runbook: "reboot-server" } },
    ],
  });
}
