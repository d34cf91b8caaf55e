import { describe, expect, it } from "vitest";
import { skippedWithoutSshd, testPasswords } from "../activities/remote/ssh/testSshd.ts";
import { eq } from "../db/drizzle.ts";
import { timeline } from "../db/schema/index.ts";
import { tellTimeline } from "../db/timelineLines.ts";
import { incidentEvents } from "../domain/incidents/events.ts";
import { answers, check, command, runbook } from "../runbooks/sdk/index.ts";
import { scenario } from "./harness/index.ts";
import { approvalTokens, noSecretIsToldOn } from "./harness/secrets.ts";
import { shop } from "./harness/shop.ts";

/** Prints what it finds in a file. */
const reading = runbook({
  id: "reading",
  title: "読み上げ",
  kind: "primary",
  purpose: "ファイルを読みます。",
  params: {},
  steps: () => [
    check({
      title: "読める",
      criterion: "読めれば続けます。",
      probe: answers(command(["cat", "/run/note"], { asRoot: true })),
      withinSeconds: 10,
    }),
  ],
  verify: () => ({
    title: "終わっている",
    criterion: "終わっていれば続けます。",
    probe: answers(command(["sh", "-c", "cat /run/note >&2; exit 3"])),
    withinSeconds: 10,
  }),
  recoveryWaitSeconds: 200,
});

describe.skipIf(skippedWithoutSshd)("secrets", () => {
  const s = scenario({ runbooks: [reading] });
  const web = shop(s);

  it("[R2.4] are masked in what a command prints, on either output", async () => {
    await web.host().onHost(`cat > /run/note <<'END'\nlogin: ${testPasswords.ops}\nEND`);
    const acme = await web.customer({ firstResponse: { runbook: "reading", with: {} } });
    await web.fires(acme);
    await s.time.settle();
    await s.then.shows(acme, {
      runbookRuns: [{ steps: [{ output: "login: ***" }, { output: "login: ***", seen: "終了コード 3" }] }],
    });
    s.then.operatorsWereTold("一次対応で復旧せず");
    s.then.nothingElseWasSent();
  });

  it("[R2.4] would be found if one leaked", async () => {
    const { db } = s.engine.database;
    const line = { incident: 0, actor: "toban", fact: "told-on", at: s.engine.temporal.now() };
    const event = incidentEvents.noted({ text: `用 "${testPasswords.ops}"` });
    await tellTimeline(db, [{ ...line, event }]);
    const none = new Set<string>();
    await expect(noSecretIsToldOn(s.engine, none)).rejects.toThrow("secrets that were told on");
    await db.delete(timeline);
    await noSecretIsToldOn(s.engine, none);
  });

  it("[R5.7] would be found if the link in a customer's mail leaked", async () => {
    const acme = await web.customer({ notify: { mail: ["sato"] } });
    await web.fires(acme);
    await s.time.settle();
    s.then.mails("【web01】 HTTP警報発生のご連絡", "sato");
    await s
      .operator("山田")
      .does(acme, "secondary", { summary: "調べます。", steps: ["調べる"], to: ["sato"] });
    await s.time.settle();
    s.then.mails("【web01】 HTTP警報 障害二次対応のご提案", "sato");
    const tokens = approvalTokens(s.engine);
    expect(tokens).toHaveLength(1);
    await noSecretIsToldOn(s.engine, new Set(tokens));
    const { db } = s.engine.database;
    const line = { incident: 0, actor: "toban", fact: "told-on", at: s.engine.temporal.now() };
    const event = incidentEvents.noted({ text: `/approve/${tokens[0]}` });
    await tellTimeline(db, [{ ...line, event }]);
    await expect(noSecretIsToldOn(s.engine, new Set(tokens))).rejects.toThrow("secrets that were told on");
    await db.delete(timeline).where(eq(timeline.incident, 0));
    s.then.nothingElseWasSent();
  });
});
