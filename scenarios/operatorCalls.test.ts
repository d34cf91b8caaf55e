import holidayJapan from "@holiday-jp/holiday_jp";
import { describe, expect, it } from "vitest";
import type { RuleGiven } from "./harness/given.ts";
import { scenario, sequential } from "./harness/index.ts";
import { phoneOf } from "./harness/people.ts";

const s = scenario();
const escalationSubject = "【web01】 HTTP警報 エスカレーションのご連絡";
const resultSubject = "【web01】 HTTP警報 架電結果のご連絡";
const alertSubject = "【web01】 HTTP警報発生のご連絡";
const calendar = {
  businessHours: "Mon-Fri 09:00-18:00",
  holidays: "japan",
  closed: ["2099-12-29/2100-01-03"],
};
const lists = { businessHours: ["sato", "suzuki"], afterHours: ["suzuki", "sato"] };
const escalationAlone: RuleGiven[] = [
  { escalation: { mail: { to: ["ito"] }, operatorCalls: { ...lists, mail: { to: ["tanaka"] } } } },
];
/** One list for both bands, so that a scenario does not depend on the hour it runs at. */
const always = (...list: string[]) => ({ businessHours: list, afterHours: list });

const firesWith = async (rules: RuleGiven[]) => {
  const acme = await s.given.customer("acme", { calendar, rules });
  await s.when.alertFires(acme, "web01", "HTTP");
  await s.time.passes("10s");
  return acme;
};
const result = (contact: string, outcome: string) => ({ contact, outcome });

describe("an acknowledgement that a raised level outgrows gives back what it stopped", () => {
  it("[R5.1c] [R5.3.2] the escalation by time", async () => {
    const escalation = { afterMinutes: 20, operatorCalls: always("suzuki") };
    const acme = await s.given.customer("acme", { rules: [{ notify: { mail: ["sato"] }, escalation }] });
    await s.when.alertFires(acme, "web01", "HTTP", { level: "middle" });
    await s.time.passes("10s");
    await s.operator("山田").does(acme, "acknowledge");
    await s.time.passes("5m");
    await s.when.alertFires(acme, "web01", "HTTP", { level: "high" });
    await s.time.passes("10m");
    await s.then.shows(acme, { operatorCalls: null });
    await s.time.passes("6m");
    await s.then.shows(acme, { operatorCalls: { next: "suzuki", state: "running" } });
    await s.then.timelineSays(acme, "対応確認のあとに警報レベルが上がり");
    s.then.mails(alertSubject, "sato");
    s.then.operatorsWereTold("有人架電");
    s.then.nothingElseWasSent();
  });

  it("[R5.1c] [R5.3.2] the operators' list, which takes results again", async () => {
    const acme = await s.given.customer("acme", {
      rules: [{ escalation: { operatorCalls: always("sato", "suzuki") } }],
    });
    await s.when.alertFires(acme, "web01", "HTTP", { level: "middle" });
    await s.time.passes("10s");
    s.then.operatorsWereTold("自動通知なし");
    await s.operator("山田").does(acme, "call-results", result("sato", "no-answer"));
    await s.operator("山田").does(acme, "acknowledge");
    await s.then.shows(acme, { operatorCalls: { state: "stopped" } });
    await s.when.alertFires(acme, "web01", "HTTP", { level: "high" });
    await s.time.passes("10s");
    await s.then.shows(acme, { operatorCalls: { state: "running", round: 1, next: "suzuki" } });
    s.then.operatorsWereTold("有人架電");
    await s.operator("山田").does(acme, "call-results", result("suzuki", "reached"));
    await s.then.shows(acme, { operatorCalls: { state: "reached" } });
    s.then.nothingElseWasSent();
  });
});

describe("operators who were told of the list before", () => {
  it("[R5.1c] [R5.3.2] hear again who is to be called, each time it goes on after a raised level", async () => {
    const acme = await s.given.customer("acme", {
      rules: [
        {
          notify: { mail: ["ito" as const] },
          escalation: { afterMinutes: 5, operatorCalls: always("sato", "suzuki") },
        },
      ],
    });
    await s.when.alertFires(acme, "web01", "HTTP", { level: "low" });
    await s.time.passes("6m");
    s.then.operatorsWereTold("有人架電");
    for (const level of ["middle", "high"] as const) {
      await s.operator("山田").does(acme, "acknowledge");
      await s.time.passes("30m");
      await s.when.alertFires(acme, "web01", "HTTP", { level });
      await s.time.passes("1m");
      s.then.operatorsWereTold("有人架電");
    }
    s.then.mails(alertSubject, "ito");
    s.then.nothingElseWasSent();
  });

  it("[R5.3.2] hear of the list that another rule opens after the first one's had its end", async () => {
    const operatorCalls = { ...always("sato"), mail: { to: ["ito"] } };
    const escalation = { afterMinutes: 5, operatorCalls };
    const acme = await s.given.customer("acme", {
      rules: [
        { name: "low", match: { level: ["low"] }, notify: { mail: ["ito"] }, escalation },
        { name: "high", notify: { mail: ["tanaka"] }, escalation: { ...escalation, afterMinutes: 30 } },
      ],
    });
    await s.when.alertFires(acme, "web01", "HTTP", { level: "low" });
    await s.time.passes("6m");
    s.then.operatorsWereTold("有人架電");
    for (const _round of [1, 2]) {
      await s.operator("山田").does(acme, "call-results", result("sato", "no-answer"));
      await s.time.passes("1m");
    }
    s.then.mails(resultSubject, "ito");
    await s.when.alertFires(acme, "web01", "HTTP", { level: "high" });
    await s.time.passes("25m");
    s.then.operatorsWereTold("有人架電");
    s.then.mails(alertSubject, "ito", "tanaka");
    s.then.nothingElseWasSent();
  });
});

describe("a call and a result at the same moment", () => {
  it.each([
    { how: "waits for the call's row", first: "nameActor" },
    { how: "finds the row that came while its author was looked up", first: "claimOperatorCall" },
  ])("[R5.3.2] the result $how, and the incident goes on", async ({ first }) => {
    const acme = await s.given.customer("acme", {
      rules: [{ escalation: { operatorCalls: always("sato", "suzuki") } }],
    });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("10s");
    s.then.operatorsWereTold("自動通知なし");
    const claim = s.engine.activities.hold("claimOperatorCall");
    const call = s.operator("山田").does(acme, "calls", { contact: "sato" });
    await claim.begun;
    const naming = s.engine.activities.hold("nameActor");
    const word = s.operator("夜勤 次郎").does(acme, "call-results", result("sato", "no-answer"));
    await naming.begun;
    (first === "nameActor" ? naming : claim).letGo();
    await s.time.untilTrue(() => hasTaken(acme, first));
    claim.letGo();
    naming.letGo();
    await Promise.all([call, word]);
    await s.then.shows(acme, { operatorCalls: { next: "suzuki", state: "running" } });
    expect(await s.then.callsOf(acme)).toMatchObject([{ contact: "sato", result: "no-answer" }]);
    await s.time.passes("3m");
    await s.operator("山田").does(acme, "resolve", { reason: "試験のため" });
  });

  /** The workflow knows the result of the latest activity of this name. */
  async function hasTaken(acme: Acme, activity: string): Promise<boolean> {
    const { workflowId } = await s.then.incident(acme);
    const { events } = await s.engine.temporal.client.workflow.getHandle(workflowId).fetchHistory();
    const known = events ?? [];
    const begun = known.findLast(
      (one) => one.activityTaskScheduledEventAttributes?.activityType?.name === activity,
    );
    const ended = known.findIndex(
      (one) => String(one.activityTaskCompletedEventAttributes?.scheduledEventId) === String(begun?.eventId),
    );
    return ended >= 0 && known.slice(ended).some((one) => one.workflowTaskCompletedEventAttributes != null);
  }
});

describe("the rule that opened the list", () => {
  it("[R5.3.2] says who is mailed after two rounds, also where a repeat has matched another one", async () => {
    const operatorCalls = { ...always("sato"), mail: { to: ["tanaka"] } };
    const acme = await s.given.customer("acme", {
      calendar,
      rules: [
        { name: "low", match: { level: ["low"] }, escalation: { mail: { to: ["ito"] }, operatorCalls } },
        { name: "other", notify: { mail: ["ito"] } },
      ],
    });
    await s.when.alertFires(acme, "web01", "HTTP", { level: "low" });
    await s.time.passes("10s");
    s.then.operatorsWereTold("自動通知なし");
    s.then.mails(escalationSubject, "ito");
    await s.when.alertFires(acme, "web01", "HTTP", { level: "high" });
    await s.time.passes("10s");
    s.then.mails(alertSubject, "ito");
    for (const _round of [1, 2])
      await s.operator("山田").does(acme, "call-results", result("sato", "no-answer"));
    await s.time.passes("10s");
    s.then.mails(resultSubject, "tanaka");
    await s.then.shows(acme, { operatorCalls: { state: "exhausted" } });
    s.then.nothingElseWasSent();
  });
});

describe("the list begins", () => {
  it("[R5.3.2] at once where the rule has escalation alone, and operators are told", async () => {
    const rules = [{ escalation: { mail: { to: ["ito"] }, operatorCalls: always("sato", "suzuki") } }];
    const acme = await firesWith(rules as RuleGiven[]);
    s.then.operatorsWereTold("自動通知なし");
    const [mail] = s.then.mails(escalationSubject, "ito");
    expect(mail?.text).toContain("ご連絡はこのメールが最初です");
    await s.then.shows(acme, {
      state: "open",
      operatorCalls: { list: ["sato", "suzuki"], round: 1, next: "sato", state: "running" },
      slo: { firstResponse: "mail" },
    });
    const again = await s.operator("山田").asks(acme, "escalate");
    expect(again).toMatchObject({ status: 409, body: { code: "already_escalated" } });
    s.then.nothingElseWasSent();
  });

  it("[R5.3.2] after its minutes where nobody acknowledged and it did not recover", async () => {
    const escalation = { afterMinutes: 7, mail: { to: ["ito"] }, operatorCalls: always("suzuki") };
    const acme = await firesWith([{ notify: { mail: ["sato"] }, escalation }]);
    s.then.mails(alertSubject, "sato");
    await s.then.shows(acme, { operatorCalls: null });
    await s.time.passes("7m");
    s.then.operatorsWereTold("有人架電");
    const [mail] = s.then.mails(escalationSubject, "ito");
    expect(mail?.text).toContain("メール: 佐藤 太郎 様");
    await s.then.shows(acme, { operatorCalls: { next: "suzuki", state: "running" } });
    s.then.nothingElseWasSent();
  });

  it.each([
    ["acknowledged", (acme: Acme) => s.operator("山田").does(acme, "acknowledge")],
    ["recovered", (acme: Acme) => s.when.alertRecovers(acme, "web01", "HTTP")],
  ])("[R5.3.2] not where it was %s before", async (how, happens) => {
    const escalation = { afterMinutes: 7, operatorCalls: always("suzuki") };
    const acme = await firesWith([{ notify: { chat: ["ops"] }, escalation }]);
    s.then.operatorsWereTold("チャット通知のみ");
    s.then.chatLines(`C-${acme.id}`, /発生/);
    await happens(acme);
    await s.time.passes("9m");
    await s.then.shows(acme, { operatorCalls: null });
    if (how === "recovered") s.then.chatLines(`C-${acme.id}`, /復旧/);
    s.then.nothingElseWasSent();
  });

  it("[R5.3.2] when an operator says so; a rule without escalation has nothing to escalate", async () => {
    const acme = await firesWith([
      { notify: { mail: ["sato"] }, escalation: { operatorCalls: always("sato") } },
    ]);
    s.then.mails(alertSubject, "sato");
    await s.operator("山田").does(acme, "escalate", { reason: "応答がないため" });
    await s.then.shows(acme, { operatorCalls: { next: "sato", state: "running" } });
    await s.then.timelineSays(acme, "エスカレーションを開始しました（応答がないため）。有人架電を始めます");
    const beta = await firesWith([{ notify: { mail: ["sato"] } }]);
    s.then.mails(alertSubject, "sato");
    const refused = await s.operator("山田").asks(beta, "escalate");
    expect(refused).toMatchObject({ status: 409, body: { code: "nothing_to_escalate" } });
    s.then.nothingElseWasSent();
  });
});

type Acme = Awaited<ReturnType<typeof firesWith>>;

describe("which list it is", () => {
  const bands: [string, string, string[]][] = [
    ["営業時間内", "Mon-Sun 00:00-24:00", ["sato", "suzuki"]],
    ["営業時間外", "Mon 00:00-00:01", ["suzuki", "sato"]],
  ];
  it.each(bands)("[R5.3.2] that of the moment of detection: %s", async (_name, businessHours, list) => {
    const acme = await s.given.customer("acme", {
      calendar: { businessHours, holidays: "none", closed: [] },
      rules: escalationAlone,
    });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("10s");
    s.then.operatorsWereTold("自動通知なし");
    s.then.mails(escalationSubject, "ito");
    await s.then.shows(acme, { operatorCalls: { list, next: list[0] } });
  });
});

describe("a holiday night", () => {
  const hour = 3_600_000;
  const zone = 9 * hour;
  /** The next Japanese holiday that is not at a weekend, by the control centre's clock. */
  const nextHoliday = (now: Date): Date => {
    for (let day = 1; ; day++) {
      const at = new Date(now.getTime() + day * 24 * hour + zone);
      const date = at.toISOString().slice(0, 10);
      const isWeekday = at.getUTCDay() % 6 !== 0;
      if (isWeekday && Object.hasOwn(holidayJapan.holidays, date)) return new Date(`${date}T00:00:00+09:00`);
    }
  };

  it("[R5.3.2] the list of the hours outside business, also by day; two rounds, a mail, and the end", async () => {
    const acme = await s.given.customer("acme", {
      calendar: { businessHours: "Mon-Fri 00:00-24:00", holidays: "japan", closed: [] },
      rules: escalationAlone,
    });
    const holiday = nextHoliday(s.engine.temporal.now());
    const untilNoon = Math.ceil((holiday.getTime() + 12 * hour - s.engine.temporal.now().getTime()) / hour);
    await s.time.passes(`${untilNoon}h`);
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("10s");
    s.then.operatorsWereTold("自動通知なし");
    s.then.mails(escalationSubject, "ito");
    await s.then.shows(acme, {
      operatorCalls: { band: "afterHours", list: ["suzuki", "sato"], next: "suzuki", round: 1 },
    });
    for (const contact of ["suzuki", "sato", "suzuki", "sato"])
      await s.operator("夜勤 次郎").does(acme, "call-results", result(contact, "voicemail"));
    await s.time.passes("10s");
    s.then.mails(resultSubject, "tanaka");
    await s.then.shows(acme, { operatorCalls: { state: "exhausted", round: 2 } });
    s.then.nothingElseWasSent();
  });
});

describe("called by hand", () => {
  const rules = [
    { escalation: { operatorCalls: { ...always("sato", "suzuki"), mail: { to: ["tanaka"] } } } },
  ] as RuleGiven[];

  it("[R5.3.2] the next person in order, until one is reached; that acknowledges it", async () => {
    const acme = await firesWith(rules);
    s.then.operatorsWereTold("自動通知なし");
    await s.operator("山田").does(acme, "call-results", result("sato", "no-answer"));
    await s.then.shows(acme, { operatorCalls: { next: "suzuki", round: 1, state: "running" } });
    await s
      .operator("山田")
      .does(acme, "call-results", { ...result("suzuki", "reached"), note: "確認中とのこと" });
    await s.then.shows(acme, {
      state: "acknowledged",
      acknowledgedBy: "customer:鈴木 花子",
      operatorCalls: { next: null, state: "reached" },
      slo: { firstResponse: "call", result: "met" },
      calls: [
        { kind: "operator", contact: "sato", round: 1, outcome: "missed", result: "no-answer" },
        { kind: "operator", contact: "suzuki", outcome: "acknowledged", result: "reached" },
      ],
    });
    const late = await s.operator("田中").asks(acme, "call-results", result("sato", "reached"));
    expect(late).toMatchObject({ status: 409, body: { code: "call_list_ended" } });
    s.then.nothingElseWasSent();
  });

  it("[R5.3.2] two rounds without reach: a mail, and it ends", async () => {
    const acme = await firesWith(rules);
    s.then.operatorsWereTold("自動通知なし");
    for (const outcome of ["no-answer", "busy"]) {
      for (const contact of ["sato", "suzuki"])
        await s.operator("山田").does(acme, "call-results", result(contact, outcome));
    }
    await s.time.passes("10s");
    const [mail] = s.then.mails(resultSubject, "tanaka");
    expect(mail?.text).toContain("オペレーターからお電話を差し上げましたが");
    expect(mail?.text.match(/様 \+81/g)).toHaveLength(4);
    await s.then.shows(acme, { state: "open", operatorCalls: { round: 2, next: null, state: "exhausted" } });
    await s.then.shows(acme, { calls: [1, 1, 2, 2].map((round) => ({ kind: "operator", round })) });
    s.then.nothingElseWasSent();
  });

  it("[R5.3.2] [RA3] a person who is not on the list, and one who was called in this round already", async () => {
    const acme = await firesWith(rules);
    s.then.operatorsWereTold("自動通知なし");
    const outside = await s.operator("山田").asks(acme, "call-results", result("tanaka", "reached"));
    expect(outside).toMatchObject({
      status: 400,
      body: { code: "not_on_list", errors: [{ path: "contact" }] },
    });
    const [one, two] = await Promise.all(
      ["山田", "田中"].map((name) =>
        s.operator(name).asks(acme, "call-results", result("sato", "voicemail")),
      ),
    );
    expect([one?.status, two?.status].sort()).toEqual([200, 409]);
    const refused = one?.status === 409 ? one : two;
    expect(refused?.body).toMatchObject({
      code: "already_recorded",
      detail: expect.stringMatching(/1巡目の結果は(山田|田中)が記録済みです/),
    });
    await s.then.shows(acme, { operatorCalls: { next: "suzuki", round: 1 } });
    s.then.nothingElseWasSent();
  });

  it("[R5.3.2] recovery, acknowledgement and resolving stop the list, and further results are refused", async () => {
    for (const stop of ["recover", "acknowledge"]) {
      const acme = await firesWith(rules);
      s.then.operatorsWereTold("自動通知なし");
      if (stop === "recover") {
        await s.operator("山田").does(acme, "call-results", result("sato", "no-answer"));
        await s.when.alertRecovers(acme, "web01", "HTTP");
        await s.time.settle();
        s.then.mails("【web01】 HTTP警報復旧のご連絡", "sato");
      } else await s.operator("田中").does(acme, "acknowledge");
      await s.time.settle();
      await s.then.shows(acme, { operatorCalls: { next: null, state: "stopped" } });
      const late = await s.operator("山田").asks(acme, "call-results", result("suzuki", "reached"));
      expect(late.status).toBe(409);
    }
    s.then.nothingElseWasSent();
  });

  it("[R3.1a] [R5.3.2] also in triage, where no list is open: it is the first response", async () => {
    const acme = await firesWith([{ match: {} }]);
    s.then.operatorsWereTold("振り分け待ち");
    await s.operator("山田").does(acme, "call-results", result("sato", "voicemail"));
    await s.then.shows(acme, {
      state: "triage",
      operatorCalls: null,
      slo: { firstResponse: "call", result: "met" },
    });
    s.then.nothingElseWasSent();
  });
});

describe("called by the operator's own telephone", () => {
  const rules = [{ escalation: { operatorCalls: always("sato", "suzuki") } }] as RuleGiven[];
  const operatorPhone = "+819099990000";
  const operatorAnswers = (phone = operatorPhone) =>
    s.engine.sandbox.exchange.phones.script(phone, {
      kind: "answer",
      afterSeconds: 3,
      press: "1",
      pressAfterSeconds: 3,
    });

  it("[R2.7.2] a mobile's range that nobody knows yet is rung, and nothing that cannot be seen is taken", async () => {
    const acme = await firesWith(rules);
    s.then.operatorsWereTold("自動通知なし");
    operatorAnswers("+813099990000");
    s.phone("sato").doesNotAnswer();
    const unseen = { contact: "sato", operatorPhone: "030\u200b-9999-0000" };
    expect(await s.operator("山田").asks(acme, "calls", unseen)).toMatchObject({
      status: 400,
      body: { errors: [{ path: "operatorPhone" }] },
    });
    await s
      .operator("山田")
      .does(acme, "calls", { contact: "sato", operatorPhone: "０３０−９９９９−００００" });
    await s.time.passes("3m");
    const call = { kind: "operator", contact: "sato", outcome: "missed", result: "no-answer" };
    await s.then.shows(acme, { calls: [{ ...call, calledBy: "山田" }] });
    s.engine.sandbox.world.reset();
  });

  it("[R5.3.2] nobody answers: the provider's word is the result, and the next one is due", async () => {
    const acme = await firesWith(rules);
    s.then.operatorsWereTold("自動通知なし");
    operatorAnswers();
    s.phone("sato").doesNotAnswer();
    await s.operator("山田").does(acme, "calls", { contact: "sato" });
    const busy = await s.operator("田中").asks(acme, "calls", { contact: "sato" });
    expect(busy).toMatchObject({ status: 409, body: { code: "call_under_way" } });
    await s.time.passes("3m");
    await s.then.shows(acme, {
      operatorCalls: { next: "suzuki", round: 1 },
      calls: [
        { kind: "operator", contact: "sato", outcome: "missed", result: "no-answer", calledBy: "山田" },
      ],
    });
    s.engine.sandbox.world.reset();
  });

  it("[R5.3.2] the contact answers: recorded, and the operator says who it was", async () => {
    const acme = await firesWith(rules);
    s.then.operatorsWereTold("自動通知なし");
    operatorAnswers();
    s.phone("sato").behaves({ kind: "answer", afterSeconds: 4, hangUpAfterSeconds: 60 });
    await s.operator("山田").does(acme, "calls", { contact: "sato" });
    await s.time.passes("3m");
    expect(s.engine.sandbox.exchange.rings(phoneOf("sato")).at(-1)?.said.join("")).toContain("録音されます");
    await s.then.shows(acme, { state: "open", operatorCalls: { next: "sato", state: "running" } });
    await s.operator("山田").does(acme, "call-results", result("sato", "reached"));
    await s.then.shows(acme, {
      state: "acknowledged",
      acknowledgedBy: "customer:佐藤 太郎",
      calls: [{ contact: "sato", outcome: "acknowledged", result: "reached", resultBy: "山田" }],
    });
    await s.then.canBeReplayed(acme, { savedAs: "operator-calls-by-telephone" });
    s.engine.sandbox.world.reset();
  });

  it("[R5.2.2f] an acknowledgement while the phone rings stops the list; the talk may go on", async () => {
    const acme = await firesWith(rules);
    s.then.operatorsWereTold("自動通知なし");
    operatorAnswers();
    s.phone("sato").behaves({ kind: "answer", afterSeconds: 20, hangUpAfterSeconds: 60 });
    await s.operator("山田").does(acme, "calls", { contact: "sato" });
    await s.time.passes("15s");
    await s.operator("田中").does(acme, "acknowledge");
    await s.then.shows(acme, { acknowledgedBy: "田中", operatorCalls: { state: "stopped" } });
    await s.time.passes("3m");
    expect(s.engine.sandbox.exchange.rings(phoneOf("sato")).map((ring) => ring.status)).toEqual([
      "completed",
    ]);
    s.engine.sandbox.world.reset();
  });
});

describe("a conversation that outlives the alert", () => {
  /** An operator is talking to sato when it recovers. */
  async function recoversMeanwhile(): Promise<Acme> {
    const acme = await firesWith([{ escalation: { operatorCalls: always("sato", "suzuki") } }]);
    s.then.operatorsWereTold("自動通知なし");
    s.engine.sandbox.exchange.phones.script("+819099990000", {
      kind: "answer",
      afterSeconds: 3,
      press: "1",
      pressAfterSeconds: 3,
    });
    s.phone("sato").behaves({ kind: "answer", afterSeconds: 4, hangUpAfterSeconds: 60 });
    await s.operator("山田").does(acme, "calls", { contact: "sato" });
    await s.time.passes("30s");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("2m");
    await s.then.shows(acme, { state: "recovered", operatorCalls: { state: "stopped" } });
    return acme;
  }

  it("[R5.3.2] what came of it is recorded after the list was stopped, and nothing of anybody else", async () => {
    const acme = await recoversMeanwhile();
    const other = await s.operator("山田").asks(acme, "call-results", result("suzuki", "reached"));
    expect(other).toMatchObject({ status: 409, body: { code: "call_list_ended" } });
    await s.operator("山田").does(acme, "call-results", result("sato", "reached"));
    await s.then.shows(acme, { calls: [{ contact: "sato", outcome: "acknowledged", resultBy: "山田" }] });
    const again = await s.operator("山田").asks(acme, "call-results", result("sato", "reached"));
    expect(again.status).toBe(409);
    await s.time.passes("10s");
    await s.then.shows(acme, { state: "closed" });
    s.engine.sandbox.world.reset();
  });

  it("[R5.3.2] where nobody says what came of it, it is settled after half an hour, and the incident closes", async () => {
    const acme = await recoversMeanwhile();
    await s.time.passes("27m");
    await s.then.shows(acme, { state: "recovered", calls: [{ contact: "sato", outcome: null }] });
    await s.time.passes("3m");
    const reason = "架電結果が記録されませんでした";
    await s.then.shows(acme, { state: "closed", calls: [{ contact: "sato", outcome: "ignored", reason }] });
    s.engine.sandbox.world.reset();
  });
});

describe("beside automatic calls", () => {
  it("[R5.2.2f] an operator who reaches somebody stops them", async () => {
    const acme = await s.given.customer("acme", {
      notify: { call: { ...sequential("sato", "suzuki"), retries: 3 } },
    });
    s.phone("sato").doesNotAnswer();
    s.phone("suzuki").doesNotAnswer();
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("10s");
    await s.operator("山田").does(acme, "call-results", result("tanaka", "reached"));
    await s.time.passes("10m");
    await s.then.calls(acme, "sato: missed", "tanaka: acknowledged");
    s.then.nothingElseWasSent();
  });
});
