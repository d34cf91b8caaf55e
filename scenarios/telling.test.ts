import { describe, expect, it } from "vitest";
import { scenario, sequential } from "./harness/index.ts";
import { mailOf } from "./harness/people.ts";

const s = scenario();
const alertSubject = "【web01】 HTTP警報発生のご連絡";
const recoverySubject = "【web01】 HTTP警報復旧のご連絡";
const refuse = (...rest: Parameters<typeof s.engine.sandbox.mailbox.refusals.script>) =>
  s.engine.sandbox.mailbox.refusals.script(...rest);
const chatFails = (...rest: Parameters<typeof s.engine.sandbox.walls.faults.inject>) =>
  s.engine.sandbox.walls.faults.inject(...rest);

describe("the mail of an alert", () => {
  it("[R5.2.1] has the agreed format, and a Message-ID of its own for each recipient", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato", "suzuki"] } });
    await s.when.alertFires(acme, "web01", "HTTP", { level: "middle", value: "93%" });
    await s.time.passes("1m");
    const mails = s.then.mails(alertSubject, "sato", "suzuki");
    const text = mails[0]?.text.replaceAll(/\d+年\d+月\d+日 \d\d:\d\d:\d\d/g, "（時刻）").trim();
    expect(text).toBe(
      [
        "ご担当者様",
        "",
        "お世話になっております。コントロールセンターです。",
        "サーバの警報についてご連絡いたします。",
        "",
        ...[
          "【サーバ名】",
          "web01",
          "",
          "【初回発生時刻】",
          "（時刻）",
          "",
          "【警報検知時刻】",
          "（時刻）",
          "",
        ],
        ...[
          "【警報内容】",
          "HTTPを検知しました。",
          "",
          "【警報レベル】",
          "中",
          "",
          "【リソース使用率】",
          "93%",
          "",
        ],
        "以上、ご連絡させていただきます。",
      ].join("\n"),
    );
    const { number } = await s.then.incident(acme);
    const ids = mails.map((mail) => mail.messageId ?? "");
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(new RegExp(`^<incident-${number}\\.[0-9a-f]+@msp\\.example>$`));
    s.then.nothingElseWasSent();
  });

  it("[R5.2.1] is worded as the customer's template has it", async () => {
    const template = {
      subject: "[{{ level }}] {{ node }}",
      body: "{{ customer }}: {{ alarm }} {{ value }} {{ event }}",
    };
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"], template } });
    await s.when.alertFires(acme, "web01", "HTTP", { value: "93%" });
    await s.time.passes("1m");
    const [mail] = s.then.mails("[高] web01", "sato");
    expect(mail?.text.trim()).toBe("株式会社アクメ: HTTP 93% 発生");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.1] refused by one address stands on the incident; the others are told", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato", "suzuki"] } });
    refuse(mailOf("sato"), { kind: "permanent" });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.mails(alertSubject, "suzuki");
    await s.then.dispatches(acme, "mail sato alert: refused", "mail suzuki alert: sent");
    await s.then.timelineSays(
      acme,
      /メール sato@customer\.example: .*受け付けられませんでした.*No such user/,
    );
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.mails(recoverySubject, "suzuki");
    await s.then.shows(acme, { state: "closed" });
    s.then.nothingElseWasSent();
  });

  it("[R5.1a] refused by everybody is loud: the operators are told", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato", "suzuki"] } });
    refuse("*", { kind: "permanent" }, 2);
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.operatorsWereTold("通知不達");
    await s.then.shows(acme, { slo: { firstResponse: null }, phase: expect.stringContaining("通知不達") });
    s.then.nothingElseWasSent();
  });

  it("[RA2] [R5.2.1] waits while the mail server is away for an hour, then goes out once", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    refuse(mailOf("sato"), { kind: "temporary" });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1h");
    s.then.operatorsWereTold("初動期限まで残り");
    s.then.operatorsWereTold("初動目標超過");
    s.engine.sandbox.mailbox.refusals.clear();
    await s.time.passes("2m");
    s.then.mails(alertSubject, "sato");
    await s.then.dispatches(
      acme,
      ...["chat operators:chat operator: sent", "mail operators:mail operator: sent"],
      ...[
        "chat operators:chat operator: sent",
        "mail operators:mail operator: sent",
        "mail sato alert: sent",
      ],
    );
    s.then.nothingElseWasSent();
  });

  it("[R5.1a] still on its way when the calls have reached nobody is loud, and the calls' result goes out", async () => {
    const call = { ...sequential("suzuki"), retries: 0 };
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"], call } });
    s.phone("suzuki").doesNotAnswer();
    refuse(mailOf("sato"), { kind: "temporary" });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("3m");
    s.then.operatorsWereTold("通知不達");
    await s.then.calls(acme, "suzuki: missed");
    await s.then.timelineSays(acme, /架電結果のご連絡をまだ送信できていません/);
    s.engine.sandbox.mailbox.refusals.clear();
    await s.time.passes("2m");
    s.then.mails(alertSubject, "sato");
    s.then.mails("【web01】 HTTP警報 架電結果のご連絡", "sato");
    s.then.nothingElseWasSent();
  });

  it("[RA2] of which the answer was lost goes out again as the same mail", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    refuse(mailOf("sato"), { kind: "drop-after-data", keeps: true }, 1);
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    const mails = s.then.mails(alertSubject, "sato", "sato");
    expect(mails.map((mail) => mail.isRepeat)).toEqual([false, true]);
    expect(new Set(mails.map((mail) => mail.messageId)).size).toBe(1);
    await s.then.dispatches(acme, "mail sato alert: sent");
    s.then.nothingElseWasSent();
  });
});

describe("the chat line", () => {
  it("[R5.4] goes to Slack, Chatwork and Teams, with mentions, and tools' text mentions nobody", async () => {
    const acme = await s.given.customer("acme", {
      notify: { mail: ["sato"], chat: ["ops", "room", "wall"] },
    });
    const said = { value: "<!channel> [toall]", log: "<@U1> disk full", level: "low" } as const;
    await s.when.alertFires(acme, "web01", "LOG", said);
    await s.time.passes("1m");
    const time = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d`;
    const like = (text: string) =>
      new RegExp(`^${text.replaceAll("[", "\\[").replaceAll("]", "\\]")}$`.replace("TIME", time));
    s.then.chatLines(
      `C-${acme.id}`,
      like("<@U0456> 発生 web01 LOG &lt;!channel&gt; [toall] 低 TIME &lt;@U1&gt; disk full"),
    );
    s.then.chatLines("123456", like("[To:777] 発生 web01 LOG <!channel> ［toall］ 低 TIME <@U1> disk full"));
    s.then.chatLines(
      "secret-wall",
      /^発生 web01 LOG \\<!channel\\> \\\[toall\\\] 低 .{19} \\<@U1\\> disk full$/,
    );
    s.then.mails("【web01】 LOG警報発生のご連絡", "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.4] goes to Discord and Mattermost in order, also where one was limited, and rings for whom the file names", async () => {
    const acme = await s.given.customer("acme", { notify: { chat: ["night", "inside"] } });
    chatFails("discord", { kind: "rate-limited", retryAfterSeconds: 50 }, { room: "secret-night", times: 1 });
    await s.when.alertFires(acme, "App_Pool_01", "HTTP", { value: "@everyone *503*" });
    await s.time.passes("2m");
    await s.when.alertRecovers(acme, "App_Pool_01", "HTTP");
    await s.time.passes("2m");
    for (const [kind, room, called] of [
      ["discord", "secret-night", "80351110224678912"],
      ["mattermost", "secret-inside", "here"],
    ] as const) {
      const posts = s.engine.sandbox.walls.posts(kind, room);
      expect(posts.map((post) => post.mentions)).toEqual([[called], [called]]);
      expect(posts.map((post) => post.shown)).toEqual([
        expect.stringMatching(/^発生 App_Pool_01 HTTP @everyone \*503\* 高 .{19}$/),
        expect.stringMatching(/^復旧 App_Pool_01 HTTP /),
      ]);
      s.engine.sandbox.walls.ledger.markSeen(...posts);
    }
    s.then.operatorsWereTold("チャット通知のみ");
    s.then.nothingElseWasSent();
  });

  it("[R5.4] waits as long as the provider asks (429, Retry-After), then is posted once", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"], chat: ["ops"] } });
    const room = `C-${acme.id}`;
    chatFails("slack", { kind: "rate-limited", retryAfterSeconds: 50 }, { room, times: 1 });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("45s");
    s.then.chatLines(room);
    await s.time.passes("20s");
    s.then.chatLines(room, /発生 web01 HTTP/);
    s.then.mails(alertSubject, "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.4] is never dropped after an unknown outcome, though it may stand there twice", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"], chat: ["ops"] } });
    chatFails("slack", { kind: "post-then-reset" }, { room: `C-${acme.id}`, times: 1 });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.chatLines(`C-${acme.id}`, /発生 web01 HTTP/, /発生 web01 HTTP/);
    await s.then.dispatches(acme, "chat ops alert: sent", "mail sato alert: sent");
    s.then.mails(alertSubject, "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.4] refused for good stands on the incident; mail is not disturbed", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"], chat: ["ops"] } });
    chatFails("slack", { kind: "permanent", error: "channel_not_found" }, { room: `C-${acme.id}` });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    await s.then.dispatches(acme, "chat ops alert: refused", "mail sato alert: sent");
    s.then.mails(alertSubject, "sato");
    await s.then.timelineSays(acme, "channel_not_found");
    s.then.nothingElseWasSent();
  });
});

describe("the recovery", () => {
  it("[R5.1d] is told to everyone who was told: mail, chat, and by mail to those who were rung", async () => {
    const call = { ...sequential("suzuki", "tanaka", "ito"), retries: 0 };
    const notify = { mail: ["sato" as const], chat: ["ops" as const, "room" as const], call };
    const acme = await s.given.customer("acme", { notify });
    s.phone("suzuki").doesNotAnswer();
    s.phone("tanaka").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("3m");
    s.then.mails(alertSubject, "sato");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.mails(recoverySubject, "sato", "suzuki", "tanaka");
    s.then.chatLines(`C-${acme.id}`, /発生/, /復旧/);
    s.then.chatLines("123456", /発生/, /復旧/);
    await s.then.calls(acme, "suzuki: missed", "tanaka: acknowledged");
    s.then.nothingElseWasSent();
  });

  it("[R5.1d] is owed to each address alone: one that is refused for now holds up nobody else", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato", "tanaka"] } });
    refuse(mailOf("tanaka"), { kind: "temporary" });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("20m");
    s.then.mails(alertSubject, "sato");
    await s.then.shows(acme, { slo: { result: "met" } });
    expect((await s.then.incident(acme)).attention).toBe("mail-refused");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.mails(recoverySubject, "sato");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.mails(alertSubject, "sato");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.mails(recoverySubject, "sato");
    s.engine.sandbox.mailbox.refusals.clear();
    await s.time.passes("4m");
    const mails = s.engine.sandbox.mailbox.mails(mailOf("tanaka")).map((mail) => mail.subject);
    expect(mails).toEqual([alertSubject, alertSubject, recoverySubject]);
    s.then.mails(alertSubject, "tanaka", "tanaka");
    s.then.mails(recoverySubject, "tanaka");
    await s.then.shows(acme, { state: "closed" });
    s.then.nothingElseWasSent();
  });

  it("[R5.1d] a second alert reaches an address after the first, whichever was tried when its server came back", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["ito", "tanaka"] } });
    refuse(mailOf("tanaka"), { kind: "temporary" });
    await s.when.alertFires(acme, "web01", "HTTP", { value: "91%" });
    await s.time.passes("10m");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.when.alertFires(acme, "web01", "HTTP", { value: "92%" });
    await s.time.passes("5s");
    s.engine.sandbox.mailbox.refusals.clear();
    await s.time.passes("3m");
    const values = s.engine.sandbox.mailbox.mails(mailOf("tanaka")).map(({ text }) => /9\d%/.exec(text)?.[0]);
    expect(values).toEqual(["91%", "92%"]);
    s.then.mails(alertSubject, "ito", "ito", "tanaka", "tanaka");
    s.then.mails(recoverySubject, "ito");
    s.then.nothingElseWasSent();
  });

  it("[R5.1d] follows an escalation that was still on its way, to whom it was mailed", async () => {
    const escalation = { afterMinutes: 5, mail: { to: ["ito"] } };
    const rules = [{ notify: { mail: ["sato" as const] }, escalation }];
    const acme = await s.given.customer("acme", { rules });
    refuse(mailOf("ito"), { kind: "temporary" });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("6m");
    s.then.mails(alertSubject, "sato");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.mails(recoverySubject, "sato");
    s.engine.sandbox.mailbox.refusals.clear();
    await s.time.passes("4m");
    const mails = s.engine.sandbox.mailbox.mails(mailOf("ito")).map((mail) => mail.subject);
    expect(mails).toEqual([expect.stringContaining("エスカレーション"), recoverySubject]);
    s.then.mails(mails[0] ?? "", "ito");
    s.then.mails(recoverySubject, "ito");
    await s.then.shows(acme, { state: "closed" });
    s.then.nothingElseWasSent();
  });

  it("[R5.1d] never overtakes its alert, however long that takes in one channel", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"], chat: ["ops", "room"] } });
    const room = `C-${acme.id}`;
    refuse(mailOf("sato"), { kind: "temporary" });
    chatFails("slack", { kind: "rate-limited", retryAfterSeconds: 300 }, { room, times: 1 });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.chatLines("123456", /発生/, /復旧/);
    s.then.chatLines(room);
    await s.then.shows(acme, { state: "recovered" });
    s.engine.sandbox.mailbox.refusals.clear();
    await s.time.passes("6m");
    s.then.chatLines(room, /発生/, /復旧/);
    const mails = s.engine.sandbox.mailbox.mails(mailOf("sato")).map((mail) => mail.subject);
    expect(mails).toEqual([alertSubject, recoverySubject]);
    s.then.mails(alertSubject, "sato");
    s.then.mails(recoverySubject, "sato");
    await s.then.shows(acme, { state: "closed" });
    await s.then.canBeReplayed(acme, { savedAs: "recovery-waits-for-its-alert" });
    s.then.nothingElseWasSent();
  });
});
