import { afterAll, beforeAll, beforeEach } from "vitest";
import { startTestHost, type TestHost } from "../../activities/remote/target/testHost.ts";
import type { GivenCustomer } from "./given.ts";
import type { Scenario } from "./index.ts";
import { shopOn } from "./runs.ts";

/** A real host as the target `web01` of the system `shop`, with a service nginx that is down. */
export function shop(s: Scenario) {
  const parts = {} as { host: TestHost };
  beforeAll(async () => {
    parts.host = await startTestHost();
  });
  afterAll(() => parts.host?.stop());
  beforeEach(async () => {
    await parts.host.isCleaned();
    await parts.host.service("nginx", "inactive");
  });
  return {
    host: () => parts.host,
    ledger: () => parts.host.ledger(),
    /** A customer with one rule, and the host as its target. */
    async customer(
      rule: Record<string, unknown>,
      { password, target, ...more }: { password?: string; target?: object; [field: string]: unknown } = {},
    ): Promise<GivenCustomer> {
      const systems = shopOn(parts.host, { ...target });
      const customer = await s.given.customer("acme", {
        systems,
        rules: [{ name: "web", ...rule }],
        ...more,
      });
      await s.runbooks.passwordIsKnown(customer, password);
      return customer;
    },
    fires: (customer: GivenCustomer, alarm = "HTTP") =>
      s.when.alertFires(customer, "web01", alarm, { system: "shop" }),
    recovers: (customer: GivenCustomer, alarm = "HTTP") =>
      s.when.alertRecovers(customer, "web01", alarm, { system: "shop" }),
    /** The states of the runs: `restart-service: recovered`. */
    states: async (about: Parameters<Scenario["runbooks"]["runs"]>[0]) =>
      (await s.runbooks.runs(about)).map(({ run }) => run),
  };
}

export const restartNginx = { runbook: "restart-service", with: { service: "nginx" } };
/** The escalation for a runbook that did not help. */
export const toIto = { mail: { to: ["ito"] } };
export const escalationSubject = "【web01】 HTTP警報 エスカレーションのご連絡";
