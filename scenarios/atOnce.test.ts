import { describe, expect, it } from "vitest";
import { scenario } from "./harness/index.ts";

// No workflow is kept in memory, so things that happen at the same moment come in one task, and every task is
// a replay.
const s = scenario({ cachedWorkflows: 0 });
const always = (...list: string[]) => ({ businessHours: list, afterHours: list });
const rules = [
  { name: "mail people", match: { alarm: "never" }, notify: { mail: ["sato" as const] } },
  { name: "chat people", match: { alarm: "never" }, notify: { chat: ["ops" as const] } },
  { name: "escalated", match: { alarm: "Disk" }, escalation: { operatorCalls: always("sato", "suzuki") } },
  { name: "left to operators", match: {} },
];

/** Both updates wait while no worker runs, and then come in one task. */
async function bothAtOnce(one: () => Promise<unknown>, other: () => Promise<unknown>): Promise<unknown[]> {
  await s.engine.workers.stop();
  const answers = [one(), other()];
  await new Promise((resolve) => setTimeout(resolve, 300));
  await s.engine.workers.start();
  return await Promise.all(answers);
}

type Pair = [string, string, object, string, object, "HTTP" | "Disk"];
const pairs: Pair[] = [
  ["assign and assign", "assign", { rule: "mail people" }, "assign", { rule: "chat people" }, "HTTP"],
  ["assign and resolve", "assign", { rule: "mail people" }, "resolve", { reason: "誤検知" }, "HTTP"],
  ["resolve and resolve", "resolve", { reason: "誤検知" }, "resolve", { reason: "計画作業" }, "HTTP"],
  ["take and take", "take", {}, "take", {}, "HTTP"],
  ["acknowledge and acknowledge", "acknowledge", {}, "acknowledge", {}, "Disk"],
  ["note and note", "notes", { text: "一つ目" }, "notes", { text: "二つ目" }, "HTTP"],
  ["call and call", "calls", { contact: "sato" }, "calls", { contact: "sato" }, "Disk"],
  ["result and result", "call-results", {}, "call-results", {}, "Disk"],
  ["call and acknowledge", "calls", { contact: "sato" }, "acknowledge", {}, "Disk"],
  ["mail and chat", "mails", { to: ["sato"] }, "chats", { to: ["ops"] }, "HTTP"],
  ["take and note", "take", {}, "notes", { text: "引き受けます" }, "HTTP"],
];
const bodyOf = (what: string, body: object) =>
  what === "call-results" ? { contact: "sato", outcome: "no-answer" } : body;

describe("two operators in the same moment", () => {
  it.each(pairs)("[RA1] [RA2] %s: at most one loses, is told why, and the run replays", async (...pair) => {
    const [story, what, body, otherWhat, otherBody, alarm] = pair;
    const acme = await s.given.customer("acme", { rules });
    await s.when.alertFires(acme, "web01", alarm);
    await s.time.passes("1s");
    const answers = await bothAtOnce(
      () => s.operator("山田").asks(acme, what, bodyOf(what, body)),
      () => s.operator("田中").asks(acme, otherWhat, bodyOf(otherWhat, otherBody)),
    );
    const statuses = (answers as { status: number }[]).map((answer) => answer.status);
    expect(
      statuses.filter((status) => status !== 200 && status !== 409),
      story,
    ).toEqual([]);
    const exclusive = what === otherWhat && !["acknowledge", "notes"].includes(what);
    if (exclusive) expect(statuses.toSorted(), story).toEqual([200, 409]);
    const refused = (answers as { status: number; body: { detail?: string } }[]).find(
      (one) => one.status === 409,
    );
    if (refused !== undefined && exclusive) expect(refused.body.detail, story).toMatch(/山田|田中/);
    await s.time.passes("3m");
    await s.then.canBeReplayed(acme, { savedAs: `at-once-${story.replaceAll(" ", "-")}` });
    s.engine.sandbox.world.reset();
  });
});

describe("a page of an incident that has ended", () => {
  it("[R5.1e] [RA3] steers nothing of the incident that followed it", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["ito"] } });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1s");
    const [first] = await s.then.incidents(acme);
    const number = first?.number ?? 0;
    await s.operator("山田").does(number, "resolve", { reason: "誤検知" });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1s");
    const words: [string, object][] = [
      ["acknowledge", {}],
      ["take", {}],
      ["notes", { text: "古い画面から" }],
      ["mails", { to: ["sato"] }],
      ["resolve", { reason: "古い画面から" }],
    ];
    for (const [what, body] of words) {
      const answer = await s.operator("田中").asks(number, what, body);
      expect(answer, what).toMatchObject({ status: 409, body: { code: "incident_closed" } });
    }
    // The same request again, as after a lost answer, gets the same answer.
    await s.operator("山田").does(number, "resolve", { reason: "誤検知" });
    const [, second] = await s.then.incidents(acme);
    expect(second).toMatchObject({ state: "open", acknowledgedBy: null, takenBy: null });
    s.then.mails("【web01】 HTTP警報発生のご連絡", "ito", "ito");
    s.then.nothingElseWasSent();
  });

  it("[R5.1e] a call that outlives it keeps nobody from being told about the next alert", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["ito"] } });
    const operatorPhone = "+819099990000";
    s.engine.sandbox.exchange.phones.script(operatorPhone, {
      kind: "answer",
      afterSeconds: 2,
      press: "1",
      pressAfterSeconds: 2,
    });
    s.phone("sato").behaves({ kind: "answer", afterSeconds: 2, hangUpAfterSeconds: 1_200 });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1s");
    await s.operator("山田").does(acme, "calls", { contact: "sato" });
    await s.time.passes("30s");
    await s.operator("山田").does(acme, "resolve", { reason: "お客様と通話中" });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("2s");
    s.then.mails("【web01】 HTTP警報発生のご連絡", "ito", "ito");
    await s.operator("田中").does(acme, "acknowledge");
    await s.then.shows(acme, { state: "acknowledged", acknowledgedBy: "田中" });
    s.engine.sandbox.world.reset();
  });
});

describe("anything typed into the Temporal UI", () => {
  const updates =
    "acknowledge take recordNote sendMail sendChat placeCall recordCallResult escalate assign resolve";
  const nonsense = [
    undefined,
    null,
    [],
    1,
    "text",
    {},
    { by: 1 },
    { by: "\u0000" },
    { by: "山田", to: 1, text: {} },
  ];

  const takesAName = new Set(["acknowledge", "take"]);

  it("[RA3] is refused with a reason, and the incident goes on", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["ito"] } });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1s");
    const { workflowId } = await s.then.incident(acme);
    const handle = s.engine.temporal.client.workflow.getHandle(workflowId);
    for (const update of updates.split(" ")) {
      for (const said of nonsense.filter((one) => !takesAName.has(update) || !isName(one))) {
        const asked = handle.executeUpdate(update, { args: (said === undefined ? [] : [said]) as [] });
        await expect(asked, `${update} ${JSON.stringify(said)}`).rejects.toMatchObject({
          cause: {
            message: expect.stringMatching(/してください|使えない文字|いずれか|定めがありません/),
          },
        });
      }
    }
    for (const signal of ["alertReceived", "keyPressed", "callEnded"]) {
      for (const said of nonsense) await handle.signal(signal, ...((said === undefined ? [] : [said]) as []));
    }
    const { number: incident } = await s.then.incident(acme);
    await handle.signal("callEnded", { incident, call: "no-call" });
    const pressed = { call: "no-call", by: "山田", at: 0, occurrence: 1, level: "high", wins: true };
    await handle.signal("keyPressed", { incident, ...pressed });
    await s.operator("田中").does(acme, "acknowledge");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("10s");
    await s.then.shows(acme, { state: "closed" });
    s.then.mails("【web01】 HTTP警報発生のご連絡", "ito");
    s.then.mails("【web01】 HTTP警報復旧のご連絡", "ito");
    s.then.nothingElseWasSent();
  }, 60_000);

  const isName = (said: unknown) =>
    typeof said === "object" && said !== null && "by" in said && said.by === "山田";
});
