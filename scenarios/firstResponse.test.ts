import { describe, expect, it } from "vitest";
import { skippedWithoutSshd } from "../activities/remote/ssh/testSshd.ts";
import { scenario, sequential } from "./harness/index.ts";
import { escalationSubject, restartNginx, shop, toIto } from "./harness/shop.ts";

describe.skipIf(skippedWithoutSshd)("a first response by runbook", () => {
  const s = scenario();
  const web = shop(s);

  it("[R5.6] [R3.1a] repairs it and sees the alert recover: that is the first response, and nobody is told", async () => {
    const acme = await web.customer({ firstResponse: restartNginx });
    await web.fires(acme);
    await s.time.passes("30s");
    expect(await web.ledger()).toEqual(["restart nginx"]);
    await s.then.shows(acme, { slo: { firstResponse: "runbook", result: "met" } });
    await web.recovers(acme);
    await s.time.passes("10s");
    expect(await s.runbooks.runs(acme)).toMatchObject([
      {
        run: "restart-service: recovered",
        steps: [
          "サービスがサーバーに登録されている: yes",
          "サービスを再起動する: done",
          "サービスが起動する: yes",
          "サービスが動作している: yes",
          "警報の復旧を待つ: yes",
        ],
      },
    ]);
    await s.then.timelineSays(
      acme,
      "手順書「サービスの再起動」を shop/web01 で開始します",
      "手順「サービスを再起動する」: 完了（実施したことを確認しました）",
      "手順書「サービスの再起動」（shop/web01）: 復旧を確認しました",
    );
    await s.then.shows(acme, { state: "closed" });
    await s.then.canBeReplayed(acme, { savedAs: "repaired-by-runbook" });
    await s.runbooks.canBeReplayed(acme, { savedAs: "run-recovered" });
    s.then.nothingElseWasSent();
  });

  it("[R5.6] sees that a service was restarted with systemd 219, as on Amazon Linux 2", async () => {
    await web.host().onHost(": > /run/systemd-219");
    const acme = await web.customer({ firstResponse: restartNginx });
    await web.fires(acme);
    await s.time.passes("30s");
    await web.recovers(acme);
    await s.time.passes("10s");
    await s.then.timelineSays(acme, "手順「サービスを再起動する」: 完了（実施したことを確認しました）");
    expect(await web.states(acme)).toEqual(["restart-service: recovered"]);
    s.then.nothingElseWasSent();
  });

  it("[R5.6] escalates at once with what was tried and seen where the alert stays", async () => {
    const lists = { businessHours: ["sato"], afterHours: ["sato"] };
    const acme = await web.customer({
      firstResponse: restartNginx,
      escalation: { ...toIto, operatorCalls: lists },
    });
    await web.fires(acme);
    await s.time.passes("6m");
    expect(await web.states(acme)).toEqual(["restart-service: failed"]);
    const [mail] = s.then.mails(escalationSubject, "ito");
    expect(mail?.text).toContain("すべての手順を終えましたが、警報の復旧を確認できませんでした");
    expect(mail?.text).toContain("サービスを再起動する: 完了");
    s.then.operatorsWereTold("有人架電");
    await s.then.shows(acme, { operatorCalls: { state: "running", next: "sato" } });
    s.then.nothingElseWasSent();
  });

  it("[R5.6] begins beside mail and calls, and waits for none of them", async () => {
    const notify = { mail: ["ito"], call: sequential("sato") } as const;
    s.phone("sato").doesNotAnswer();
    const acme = await web.customer({ firstResponse: restartNginx, notify: { ...notify, mail: ["ito"] } });
    await web.fires(acme);
    await s.time.passes("20s");
    expect(await web.ledger()).toEqual(["restart nginx"]);
    s.then.mails("【web01】 HTTP警報発生のご連絡", "ito");
    await web.recovers(acme);
    await s.time.passes("2m");
    expect(await web.states(acme)).toEqual(["restart-service: recovered"]);
    s.then.mails("【web01】 HTTP警報復旧のご連絡", "ito", "sato");
    await s.then.calls(acme, "sato: missed");
    s.then.nothingElseWasSent();
  });

  it("[R5.6] runs anew for the next occurrence on the same incident", async () => {
    const acme = await web.customer({ firstResponse: restartNginx });
    await web.fires(acme);
    await s.time.passes("20s");
    await web.recovers(acme);
    await web.fires(acme);
    await s.time.passes("20s");
    await web.recovers(acme);
    await s.time.passes("20s");
    expect(await web.states(acme)).toEqual(["restart-service: recovered", "restart-service: recovered"]);
    expect(await web.ledger()).toEqual(["restart nginx", "restart nginx"]);
    s.then.nothingElseWasSent();
  });

  it("[R5.6] an alarm that flaps restarts it twice an hour, and is then escalated", async () => {
    const acme = await web.customer({ firstResponse: restartNginx, escalation: toIto });
    const flap = async () => {
      await web.fires(acme);
      await s.time.passes("20s");
      await web.recovers(acme);
      await s.time.passes("10s");
    };
    await flap();
    await flap();
    await web.fires(acme);
    await s.time.passes("20s");
    expect(await web.ledger()).toEqual(["restart nginx", "restart nginx"]);
    const why = "shop/web01 で直近1時間に2回、自動で実行しています（上限2回）";
    await s.then.timelineSays(acme, `手順書「restart-service」は実行しません: ${why}`);
    const [mail] = s.then.mails(escalationSubject, "ito");
    expect(mail?.text).toContain(why);
    // A run that an operator starts is neither counted nor held back.
    await s.operator("山田").does(acme, "runbooks", { runbook: "restart-service" });
    await s.time.passes("20s");
    expect(await web.ledger()).toHaveLength(3);
    await web.recovers(acme);
    await s.time.passes("61m");
    s.then.mails("【web01】 HTTP警報復旧のご連絡", "ito");
    await flap();
    expect(await web.ledger()).toHaveLength(4);
    s.then.nothingElseWasSent();
  });

  it("[R5.6] [R3.1a] a target that refuses the login is no first response, and is escalated in words", async () => {
    const acme = await web.customer(
      { firstResponse: restartNginx, escalation: toIto },
      { password: "wrong-password" },
    );
    await web.fires(acme);
    await s.time.settle();
    expect(await s.runbooks.runs(acme)).toMatchObject([
      { run: "restart-service: failed", why: expect.stringContaining("ログインできませんでした") },
    ]);
    const [mail] = s.then.mails(escalationSubject, "ito");
    expect(mail?.text).toContain("ログインできませんでした");
    // The escalation's mail counts.
    await s.then.shows(acme, { slo: { firstResponse: "mail" } });
    s.then.nothingElseWasSent();
  });

  it("[R2.4] a host with another key is never logged in to, and the run says so", async () => {
    const { host, port } = web.host();
    const connect = { port, user: "ops", password: "secret:ops", hostKey: "SHA256:another" };
    const acme = await web.customer({ firstResponse: restartNginx }, { target: { host, connect } });
    await web.fires(acme);
    await s.time.settle();
    expect((await s.runbooks.runs(acme))[0]?.why).toContain("警告");
    s.then.operatorsWereTold("一次対応で復旧せず");
    s.then.nothingElseWasSent();
  });

  it("[R5.6] a node that is no managed target: refused, and escalated", async () => {
    const acme = await web.customer({ firstResponse: restartNginx, escalation: toIto });
    await s.when.alertFires(acme, "web09", "HTTP", { system: "shop" });
    await s.time.settle();
    expect(await s.runbooks.runs(acme)).toMatchObject([
      { run: "restart-service: refused", why: "web09 はマネジメント対象として登録されていません", steps: [] },
    ]);
    s.then.mails("【web09】 HTTP警報 エスカレーションのご連絡", "ito");
    s.then.nothingElseWasSent();
  });

  it("[R1.5b] a plan without primary response skips it, says so, and escalates at once", async () => {
    const acme = await web.customer({ firstResponse: restartNginx, escalation: toIto }, { plan: "basic" });
    await web.fires(acme);
    await s.time.settle();
    expect(await web.states(acme)).toEqual(["restart-service: skipped"]);
    await s.then.timelineSays(
      acme,
      "手順書「restart-service」は実行しません: 契約プラン（basic）に障害一次対応が含まれていません",
    );
    const [mail] = s.then.mails(escalationSubject, "ito");
    expect(mail?.text).toContain("契約プラン（basic）に障害一次対応が含まれていません");
    expect(await web.ledger()).toEqual([]);
    s.then.nothingElseWasSent();
  });

  it("[R5.6] [R5.1e] of an alarm that never recovers, the runbook's own check decides", async () => {
    const acme = await web.customer({
      firstResponse: restartNginx,
      escalation: toIto,
      closeAfterMinutes: 30,
    });
    await web.fires(acme);
    await s.time.settle();
    expect(await s.runbooks.runs(acme)).toMatchObject([
      {
        run: "restart-service: recovered",
        why: "手順書「サービスの再起動」（shop/web01）: すべての手順を終え、結果を確認しました",
      },
    ]);
    await s.time.passes("31m");
    await s.then.shows(acme, { state: "closed" });
    s.then.nothingElseWasSent();
  });

  it("[R5.6] what recovers before the runbook begins is left alone", async () => {
    const acme = await web.customer({ firstResponse: restartNginx, escalation: toIto });
    await s.engine.workers.stop();
    await web.fires(acme);
    await web.recovers(acme);
    await s.engine.relay.settled();
    await s.engine.workers.start();
    await s.time.passes("1m");
    expect(await s.runbooks.runs(acme)).toMatchObject([
      {
        run: "restart-service: refused",
        why: expect.stringContaining("警報はすでに復旧しています"),
        steps: [],
      },
    ]);
    expect(await web.ledger()).toEqual([]);
    await s.then.shows(acme, { state: "closed" });
    s.then.nothingElseWasSent();
  });
});
