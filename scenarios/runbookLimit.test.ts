import { beforeAll, describe, expect, it } from "vitest";
import { skippedWithoutSshd } from "../activities/remote/ssh/testSshd.ts";
import { scenario } from "./harness/index.ts";
import { escalationSubject, shop, toIto } from "./harness/shop.ts";
import { tooLong } from "./harness/testRunbooks.ts";

describe.skipIf(skippedWithoutSshd)("the fifteen minutes of a first response", () => {
  const s = scenario();
  const web = shop(s);
  beforeAll(() => void s.engine.catalogue.set("too-long", { ...tooLong, file: "" }));

  it("[R5.6] cut off what goes on in time for the undos, and end it on the target", async () => {
    const acme = await web.customer({ firstResponse: { runbook: "too-long", with: {} }, escalation: toIto });
    await web.fires(acme);
    await s.time.settle();
    expect(await s.runbooks.runs(acme)).toMatchObject([
      {
        run: "too-long: timed-out",
        why: "手順書「長い作業」（shop/web01）: 15分の制限時間に達したため打ち切りました。取り消した作業: 印を消す",
        steps: ["印を付ける: done", "時間のかかる作業: cut", "印を消す: done"],
      },
    ]);
    expect(web.host().processes("sleep 2000")).toEqual([]);
    expect(await web.ledger()).toEqual(["marked", "unmarked"]);
    s.then.mails(escalationSubject, "ito");
    await s.runbooks.canBeReplayed(acme, { savedAs: "run-timed-out" });
    s.then.nothingElseWasSent();
  });
});
