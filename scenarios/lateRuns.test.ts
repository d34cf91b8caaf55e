import { beforeAll, describe, expect, it } from "vitest";
import { skippedWithoutSshd } from "../activities/remote/ssh/testSshd.ts";
import { scenario } from "./harness/index.ts";
import { restartNginx, shop, toIto } from "./harness/shop.ts";
import { asking, tooLong } from "./harness/testRunbooks.ts";

describe.skipIf(skippedWithoutSshd)(
  "a recovery that was accepted in time, and is told after the moment",
  () => {
    const s = scenario({ runbooks: [asking] });
    const web = shop(s);
    beforeAll(() => void s.engine.catalogue.set("too-long", { ...tooLong, file: "" }));

    /** Temporal receives it only after the run has decided. */
    async function recoversUntold(acme: Awaited<ReturnType<typeof web.customer>>): Promise<void> {
      s.engine.temporal.outage.isOn = true;
      await web.recovers(acme);
    }

    async function isTold(): Promise<void> {
      await s.time.outageEnds();
      await s.time.passes("1m");
    }

    it("[R5.6] while the run waits for it: it has recovered, and nobody is escalated to", async () => {
      const acme = await web.customer({ firstResponse: restartNginx, escalation: toIto });
      await web.fires(acme);
      await s.time.passes("20s");
      await recoversUntold(acme);
      await s.time.passes("6m");
      expect(await web.states(acme)).toEqual(["restart-service: recovered"]);
      await isTold();
      expect(await web.ledger()).toEqual(["restart nginx"]);
      await s.then.shows(acme, { state: "closed" });
      s.then.nothingElseWasSent();
    });

    it("[R5.6] while it waits for an operator's word: nothing is done to the server any more", async () => {
      const acme = await web.customer({ firstResponse: { runbook: "asking", with: {} }, escalation: toIto });
      await web.fires(acme);
      await s.time.settle();
      s.then.operatorsWereTold("手順書の回答待ち");
      await recoversUntold(acme);
      await s.time.passes("130s");
      expect(await web.ledger()).toEqual([]);
      expect(await web.states(acme)).toEqual(["asking: recovered"]);
      await isTold();
      await s.then.shows(acme, { state: "closed" });
      s.then.nothingElseWasSent();
    });

    it("[R5.6] as its fifteen minutes end: nobody is escalated to", async () => {
      const acme = await web.customer({
        firstResponse: { runbook: "too-long", with: {} },
        escalation: toIto,
      });
      await web.fires(acme);
      await s.time.untilTrue(async () => (await web.ledger()).includes("marked"));
      await recoversUntold(acme);
      await s.time.settle();
      expect(await web.states(acme)).toEqual(["too-long: timed-out"]);
      await isTold();
      await s.then.shows(acme, { state: "closed" });
      s.then.nothingElseWasSent();
    });
  },
);
