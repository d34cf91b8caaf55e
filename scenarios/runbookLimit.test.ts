import { describe, expect, it } from "vitest";
import { skippedWithoutSshd } from "../activities/remote/ssh/testSshd.ts";
import { act, answers, ask, command, repeatable, runbook } from "../runbooks/sdk/index.ts";
import { scenario } from "./harness/index.ts";
import { escalationSubject, shop, toIto } from "./harness/shop.ts";

const note = (line: string) => command(["sh", "-c", `echo ${line} >> /run/ledger`], { asRoot: true });

/** Nearly fifteen minutes long, if everything takes its time. */
const long = runbook({
  id: "long",
  title: "長い作業",
  kind: "primary",
  purpose: "時間いっぱいかかります。",
  params: {},
  steps: () => [
    act({
      title: "印を付ける",
      action: note("marked"),
      effect: repeatable,
      undo: { title: "印を消す", action: note("unmarked"), withinSeconds: 15 },
      withinSeconds: 5,
    }),
    ask({
      title: "続けてよい",
      criterion: "よければ続けます。",
      withinSeconds: 840,
      unanswered: "yes",
      yes: [
        act({
          title: "時間のかかる作業",
          action: command(["sleep", "2000"]),
          effect: repeatable,
          cannotBeUndone: "待つだけのため",
          withinSeconds: 30,
        }),
      ],
    }),
  ],
  verify: () => ({
    title: "終わっている",
    criterion: "終わっていれば続けます。",
    probe: answers(command(["true"])),
    withinSeconds: 5,
  }),
  recoveryWaitSeconds: 0,
});

// No workflow stays in memory, so that workers can be stopped and begun anew.
describe.skipIf(skippedWithoutSshd)("the fifteen minutes of a first response", () => {
  const s = scenario({ runbooks: [long], cachedWorkflows: 0 });
  const web = shop(s);

  async function begun() {
    const acme = await web.customer({ firstResponse: { runbook: "long", with: {} }, escalation: toIto });
    await web.fires(acme);
    await s.time.settle();
    s.then.operatorsWereTold("手順書の回答待ち");
    await s.engine.workers.stop();
    return acme;
  }

  it("[R5.6] cut off what goes on in time for the undos, and end it on the target", async () => {
    const acme = await begun();
    await s.engine.temporal.skip(875_000);
    await s.engine.workers.start();
    await s.time.settle();
    expect(await s.runbooks.runs(acme)).toMatchObject([
      {
        run: "long: timed-out",
        why: "手順書「長い作業」（shop/web01）: 15分の制限時間に達したため打ち切りました。取り消した作業: 印を消す",
        steps: ["印を付ける: done", "続けてよい: yes", "時間のかかる作業: cut", "印を消す: done"],
      },
    ]);
    expect(web.host().processes("sleep 2000")).toEqual([]);
    expect(await web.ledger()).toEqual(["marked", "unmarked"]);
    const [run] = await s.runbooks.rows(acme);
    expect(run!.endedAt!.getTime() - run!.startedAt.getTime()).toBeLessThanOrEqual(900_000);
    s.then.mails(escalationSubject, "ito");
    s.then.nothingElseWasSent();
  });

  it("[R5.6] [RA2] are over where every worker was away: nothing new is begun, and what was done is taken back", async () => {
    const acme = await begun();
    await s.engine.temporal.skip(1_200_000);
    await s.engine.workers.start();
    await s.time.settle();
    expect((await s.runbooks.runs(acme))[0]).toMatchObject({ run: "long: timed-out" });
    expect(await web.ledger()).toEqual(["marked", "unmarked"]);
    s.then.mails(escalationSubject, "ito");
    s.then.operatorsWereTold(/初動/);
    s.then.nothingElseWasSent();
  });
});
