import { describe, expect, it } from "vitest";
import { skippedWithoutSshd, testPasswords } from "../activities/remote/ssh/testSshd.ts";
import type { GivenCustomer } from "./harness/given.ts";
import { scenario } from "./harness/index.ts";
import { escalationSubject, shop, toIto } from "./harness/shop.ts";
import { talking } from "./harness/testRunbooks.ts";

describe.skipIf(skippedWithoutSshd)("what a step prints while it runs", () => {
  const s = scenario({ runbooks: [talking], shutdownGraceSeconds: 1 });
  const web = shop(s);

  const begins = async () => {
    await web.host().onHost("rm -rf /run/says; mkdir /run/says");
    const acme = await web.customer({ firstResponse: { runbook: "talking", with: {} }, escalation: toIto });
    await web.fires(acme);
    return acme;
  };
  /** Moved into place, so that the runbook never reads a line that is just being written. */
  const says = (line: 1 | 2 | 3, text: string) =>
    web.host().onHost(`cat > /run/says/${line}.line <<'END'\n${text}\nEND
head -c -1 /run/says/${line}.line > /run/says/${line}.new && mv /run/says/${line}.new /run/says/${line}`);

  /** Asks the API again and again until it shows this output. Returns every output shown on the way. */
  async function isShown(acme: GivenCustomer, output: string, state = "running"): Promise<string[]> {
    const seen = new Set<string>();
    await s.time.untilTrue(async () => {
      const { number } = await s.then.incident(acme);
      const headers = { authorization: `Bearer ${s.engine.operatorToken}` };
      const answer = await fetch(`${s.engine.url}/api/incidents/${number}`, { headers });
      const { runbookRuns } = (await answer.json()) as Shown;
      const step = runbookRuns[0]?.steps[0];
      seen.add(step?.output ?? "");
      return step?.state === state && step.output === output;
    });
    return [...seen];
  }

  it("[R3.1a] is the first response as soon as the target begins it, also if the alert recovers before it ends", async () => {
    const acme = await begins();
    await s.time.untilTrue(async () => (await s.then.incident(acme)).firstResponse === "runbook");
    await web.recovers(acme);
    for (const line of [1, 2, 3] as const) await says(line, "");
    await s.time.untilTrue(async () => (await web.states(acme)).join() === "talking: recovered");
    await s.then.shows(acme, { slo: { firstResponse: "runbook", result: "met" } });
    s.then.nothingElseWasSent();
  });

  it("[R5.6] [RA4] is on the incident's page as far as it has come, and stays when it has ended", async () => {
    const acme = await begins();
    await isShown(acme, "begun");
    await says(1, "10 %\n");
    await isShown(acme, "begun\n10 %");
    await says(2, "90 %\n");
    await isShown(acme, "begun\n10 %\n90 %");
    await says(3, "done");
    await isShown(acme, "begun\n10 %\n90 %\ndone", "done");
    await s.time.passes("5m");
    s.then.mails(escalationSubject, "ito");
    s.then.nothingElseWasSent();
  });

  it("[R2.4] never holds a part of a secret that comes in pieces", async () => {
    const [half, rest] = [testPasswords.ops.slice(0, 9), testPasswords.ops.slice(9)];
    const acme = await begins();
    await says(1, `login: ${half}`);
    const outputs = await isShown(acme, "begun\nlogin:");
    await says(2, `${rest} or ${half}`);
    outputs.push(...(await isShown(acme, "begun\nlogin: *** or")));
    await says(3, "no more");
    outputs.push(...(await isShown(acme, `begun\nlogin: *** or ${half}no more`, "done")));
    expect(outputs.filter((output) => output.includes(half) && !output.endsWith("no more"))).toEqual([]);
    await s.time.passes("5m");
    s.engine.sandbox.world.reset();
  });

  it("[RA2] stays unchanged if the worker dies, and starts afresh with the next attempt", async () => {
    const acme = await begins();
    await says(1, "first attempt\n");
    await isShown(acme, "begun\nfirst attempt");
    await s.engine.workers.stop();
    await isShown(acme, "begun\nfirst attempt");
    await says(1, "second attempt\n");
    await s.engine.workers.start();
    await isShown(acme, "begun\nsecond attempt");
    await says(2, "still\n");
    await says(3, "done");
    await isShown(acme, "begun\nsecond attempt\nstill\ndone", "done");
  });
});

interface Shown {
  runbookRuns: { steps: { state: string; output: string | null }[] }[];
}
