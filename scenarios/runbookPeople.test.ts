import { describe, expect, it } from "vitest";
import { skippedWithoutSshd } from "../activities/remote/ssh/testSshd.ts";
import { scenario } from "./harness/index.ts";
import { escalationSubject, restartNginx, shop, toIto } from "./harness/shop.ts";
import { asking } from "./harness/testRunbooks.ts";

const byOperator = { ...restartNginx, start: "operator" };

describe.skipIf(skippedWithoutSshd)("an operator starts the runbook", () => {
  const s = scenario();
  const web = shop(s);

  it("[R5.6] is told at once where the rule tells nobody, and starts it with the rule's parameters", async () => {
    const acme = await web.customer({ firstResponse: byOperator, escalation: toIto });
    await web.fires(acme);
    await s.time.settle();
    s.then.operatorsWereTold("手順書の開始待ち");
    expect(await web.states(acme)).toEqual([]);
    await s.operator("山田").does(acme, "runbooks", { runbook: "restart-service" });
    await s.time.passes("20s");
    expect(await web.ledger()).toEqual(["restart nginx"]);
    await web.recovers(acme);
    await s.time.passes("10s");
    await s.then.shows(acme, {
      state: "closed",
      slo: { firstResponse: "runbook", result: "met" },
      runbookRuns: [
        { runbook: "restart-service", target: "shop/web01", state: "recovered", startedBy: "山田" },
      ],
    });
    s.then.nothingElseWasSent();
  });

  it("[R5.6] sends operators no notice where the rule mails: the runbook waits until one starts it", async () => {
    const acme = await web.customer({ firstResponse: byOperator, notify: { mail: ["ito"] } });
    await web.fires(acme);
    await s.time.settle();
    s.then.mails("【web01】 HTTP警報発生のご連絡", "ito");
    s.then.nothingElseWasSent();
  });

  it("[R2.6] gives by hand only what the target allows, in the API and from the Temporal UI", async () => {
    const allow = { services: ["httpd"] };
    const acme = await web.customer({ notify: { mail: ["ito"] } }, { target: { allow } });
    await web.fires(acme);
    await s.time.settle();
    s.then.mails("【web01】 HTTP警報発生のご連絡", "ito");
    const poweroff = { process: "batchd", start: "/sbin/poweroff" };
    const answer = await s.operator("山田").asks(acme, "runbooks", {
      runbook: "restart-process",
      with: poweroff,
    });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: "invalid_input", errors: [{ path: "with.start" }] },
    });
    const nginx = { by: "山田", runbook: "restart-service", with: { service: "nginx" } };
    await expect(s.temporalUi(acme, "startRunbook", nginx)).rejects.toThrow();
    expect(await web.states(acme)).toEqual(["restart-service: refused"]);
    expect(await web.ledger()).toEqual([]);
    s.then.nothingElseWasSent();
  });

  it("[RA3] is told which field is wrong, and nothing is changed by it", async () => {
    const acme = await web.customer({ notify: { mail: ["ito"] } });
    await web.fires(acme);
    await s.time.settle();
    s.then.mails("【web01】 HTTP警報発生のご連絡", "ito");
    const asks = async (body: object) => {
      const { status, body: answer } = await s.operator("山田").asks(acme, "runbooks", body);
      return {
        status,
        code: answer.code,
        paths: (answer.errors as { path: string }[])?.map(({ path }) => path),
      };
    };
    const wrong = (path: string) => ({ status: 400, code: "invalid_input", paths: [path] });
    expect(await asks({ runbook: "restart-everything" })).toEqual(wrong("runbook"));
    expect(await asks({ runbook: "restart-service" })).toEqual(wrong("with.service"));
    expect(await asks({ runbook: "restart-service", with: { service: "-f" } })).toEqual(
      wrong("with.service"),
    );
    expect(await asks({ runbook: "restart-service", with: { service: 3 } })).toEqual(wrong("with.service"));
    expect(await asks({ ...restartNginx, with: { service: "nginx", force: true } })).toEqual(
      wrong("with.force"),
    );
    expect(await asks({ ...restartNginx, target: "web09" })).toEqual(wrong("target"));
    expect(await asks({ ...restartNginx, target: { $ne: "" } })).toEqual(wrong("target"));
    expect(await web.states(acme)).toEqual([]);
    expect(await web.ledger()).toEqual([]);
    s.then.nothingElseWasSent();
  });

  it("[R1.5b] a plan without primary response refuses it, from the Temporal UI too", async () => {
    const acme = await web.customer({ notify: { mail: ["ito"] } }, { plan: "basic" });
    await web.fires(acme);
    await s.time.settle();
    const { status, body } = await s.operator("山田").asks(acme, "runbooks", restartNginx);
    expect([status, body.code]).toEqual([403, "plan_excludes"]);
    const typed = s.temporalUi(acme, "startRunbook", { by: "山田", ...restartNginx });
    await expect(typed).rejects.toMatchObject({
      cause: { message: expect.stringContaining("障害一次対応") },
    });
    s.then.mails("【web01】 HTTP警報発生のご連絡", "ito");
    s.then.nothingElseWasSent();
  });

  it("[RA2] of two operators at the same moment one starts it, and one hears that it runs", async () => {
    const acme = await web.customer({ notify: { mail: ["ito"] } });
    await web.host().isSlow(3);
    await web.fires(acme);
    await s.time.settle();
    const asked = ["山田", "佐藤", "鈴木"].map((name) =>
      s.operator(name).asks(acme, "runbooks", restartNginx),
    );
    const answers = (await Promise.all(asked)).map(({ status, body }) => [status, body.code]);
    expect(answers.sort()).toEqual([
      [200, undefined],
      [409, "runbook_running"],
      [409, "runbook_running"],
    ]);
    await s.time.untilTrue(async () => (await web.ledger()).includes("begins restart nginx"));
    await web.recovers(acme);
    await s.time.passes("30s");
    expect((await web.ledger()).filter((line) => line === "restart nginx")).toHaveLength(1);
    s.then.mails("【web01】 HTTP警報発生のご連絡", "ito");
    s.then.mails("【web01】 HTTP警報復旧のご連絡", "ito");
    s.then.nothingElseWasSent();
  });
});

describe.skipIf(skippedWithoutSshd)("a runbook that asks", () => {
  const s = scenario({ runbooks: [asking] });
  const web = shop(s);
  const asks = { firstResponse: { runbook: "asking", with: {} }, escalation: toIto };

  /** It asks whether to restart. */
  async function asked() {
    const acme = await web.customer(asks);
    await web.fires(acme);
    await s.time.settle();
    s.then.operatorsWereTold("手順書の回答待ち");
    return acme;
  }
  const runOf = async (acme: Awaited<ReturnType<typeof asked>>) => (await s.runbooks.rows(acme))[0]!.id;

  it("[R5.6] goes on as an operator says, and waits for the work by hand", async () => {
    const acme = await asked();
    const run = await runOf(acme);
    await s.then.shows(acme, {
      runbookRuns: [
        { asks: { path: "steps[0]", question: "利用者がいなければ再起動します。", manual: false } },
      ],
    });
    const yamada = s.operator("山田");
    await yamada.does(acme, "runbook-answers", { run, path: "steps[0]", answer: "yes", note: "夜間" });
    await s.time.settle();
    s.then.operatorsWereTold("手順書の回答待ち");
    const by = { run, path: "steps[0].yes[0]", answer: "yes" };
    await yamada.does(acme, "runbook-answers", by);
    await s.time.passes("5s");
    await web.recovers(acme);
    await s.time.passes("5s");
    expect(await s.runbooks.runs(acme)).toMatchObject([
      {
        run: "asking: recovered",
        steps: ["再起動してよい: yes", "電源を入れ直す: done", "動いている: yes", "警報の復旧を待つ: yes"],
      },
    ]);
    await s.then.timelineSays(
      acme,
      "手順「再起動してよい」: 山田 が「はい」と回答しました（夜間）",
      "手順「電源を入れ直す」: 山田 が「完了」と回答しました",
    );
    s.then.nothingElseWasSent();
  });

  it("[R5.6] takes the default way if nobody answers in time", async () => {
    const acme = await asked();
    await s.time.passes("130s");
    expect(await web.ledger()).toEqual(["kept"]);
    await web.recovers(acme);
    await s.time.passes("5s");
    await s.then.timelineSays(
      acme,
      "手順「再起動してよい」: 時間内に回答がなかったため「いいえ」として進みます",
    );
    s.then.nothingElseWasSent();
  });

  it("[R5.6] ends where the work by hand cannot be done, and escalates", async () => {
    const acme = await asked();
    const run = await runOf(acme);
    await s.runbooks.temporalUi(acme, "answer", { by: "山田", path: "steps[0]", answer: "yes" });
    await s.time.settle();
    s.then.operatorsWereTold("手順書の回答待ち");
    const said = { run, path: "steps[0].yes[0]", answer: "no", note: "鍵がない" };
    await s.operator("山田").does(acme, "runbook-answers", said);
    await s.time.settle();
    expect((await s.runbooks.runs(acme))[0]).toMatchObject({
      run: "asking: failed",
      why: "手順書「判断を仰ぐ」（shop/web01）: 手順「電源を入れ直す」で中止しました（オペレーターが実施できないと回答しました）",
    });
    s.then.mails(escalationSubject, "ito");
    s.then.nothingElseWasSent();
  });

  it("[RA3] refuses an answer to what is not asked, and a second answer", async () => {
    const acme = await asked();
    const run = await runOf(acme);
    const yamada = s.operator("山田");
    const answer = async (path: string, word: string) => {
      const { status, body } = await yamada.asks(acme, "runbook-answers", { run, path, answer: word });
      return [status, body.code];
    };
    expect(await answer("steps[1]", "yes")).toEqual([409, "not_asked"]);
    expect(await answer("steps[0]", "perhaps")).toEqual([400, "invalid_input"]);
    expect(await answer("steps[0]", "no")).toEqual([200, undefined]);
    expect(await answer("steps[0]", "yes")).toEqual([409, "not_asked"]);
    await web.recovers(acme);
    await s.time.passes("10s");
    s.then.nothingElseWasSent();
  });
});
