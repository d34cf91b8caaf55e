import type { TestApi } from "../../api/testApi.ts";
import { type GivenStep, givenRun } from "../../db/testRuns.ts";
import type { CustomerConfiguration } from "../../domain/customers/configuration.ts";
import { readCustomerFile } from "../../domain/customers/file.ts";
import { actTexts, refusedRunTexts, runTexts } from "../../domain/runbooks/runTexts.ts";
import { testAct, testCheck, testTree } from "../../domain/runbooks/testTree.ts";
import { probeTexts } from "../../domain/runbooks/texts.ts";
import type { AskStep, ManualStep, Runbook } from "../../domain/runbooks/tree.ts";

const minutes = (count: number): Date => new Date(Date.now() + count * 60_000);

/** A customer with targets, whose rule restarts nginx; and an incident of it on web01. */
export async function givenShop(api: TestApi): Promise<{ incident: () => Promise<number> }> {
  api.setClock(new Date().toISOString());
  const version = await api.given.customer("shop", shop());
  const incident = async () => {
    const number = await api.given.incident({
      customer: "shop",
      version,
      rule: "ショップの停止",
      system: "shop",
      node: "web01",
      alarm: "HTTP応答監視",
      level: "high",
      openedAt: minutes(-6),
      takenBy: "山田 健太郎",
      firstResponseAt: minutes(-5),
      firstResponse: "runbook",
    });
    await api.given.alert({
      incident: number,
      sequence: 1,
      customer: "shop",
      acceptedAt: minutes(-6),
    });
    return number;
  };
  return { incident };
}

export const askStep: AskStep = {
  step: "ask",
  title: "ロードバランサーから切り離してよいか",
  unanswered: "no",
  withinSeconds: 300,
  criterion:
    "ほかのサーバーが2台以上正常なら「はい」、それ以外は「いいえ」です。\n監視画面の「shop-web」で確認してください。",
  yes: [testAct({ title: "ロードバランサーから切り離す" }), testAct({ title: "インスタンスを再起動する" })],
  no: [],
};

const manualStep: ManualStep = {
  step: "manual",
  title: "ディスクの交換",
  criterion: "交換が終われば続けます。",
  withinSeconds: 600,
  instructions: "データセンターの担当者に、2番スロットのディスクの交換を依頼してください。",
};

const askTree: Runbook = testTree([testCheck(), askStep], { title: "切り離しての再起動" });
const manualTree: Runbook = testTree([manualStep], { title: "ディスクの交換依頼" });
const restartTree: Runbook = testTree([testCheck(), testAct()], { title: "サービスの再起動" });

const registered: GivenStep = {
  path: "steps[0]",
  kind: "check",
  title: "サービスがサーバーに登録されている",
  state: "yes",
  seen: probeTexts.exited({ code: 0 }),
  seconds: 0.8,
  output: "# /lib/systemd/system/nginx.service\n[Unit]\nDescription=A high performance web server",
};
const restarted: GivenStep = {
  path: "steps[1]",
  kind: "act",
  title: "サービスを再起動する",
  state: "done",
  seconds: 12.4,
  seen: actTexts.shown(),
};
const asked: GivenStep = { path: "steps[1]", kind: "ask", title: askStep.title };

const ofShop = { customer: "shop", system: "shop", target: "web01" };

export const givenAsking = (api: TestApi, incident: number): Promise<string> =>
  givenRun(api.db, incident, {
    ...ofShop,
    tree: askTree,
    startedAt: minutes(-1.5),
    steps: [{ ...registered, seconds: 80 }, asked],
  });

export const givenByHand = (api: TestApi, incident: number): Promise<string> =>
  givenRun(api.db, incident, {
    ...ofShop,
    tree: manualTree,
    startedBy: "鈴木 次郎",
    startedAt: minutes(-1),
    steps: [{ path: "steps[0]", kind: "manual", title: manualStep.title }],
  });

/** A service that is being restarted just now. */
export const givenRestarting = (api: TestApi, incident: number): Promise<string> =>
  givenRun(api.db, incident, {
    ...ofShop,
    tree: restartTree,
    startedAt: minutes(-0.7),
    steps: [registered, restarted, { path: "steps[2]", kind: "wait", title: "サービスが起動する" }],
  });

/** What went wrong before: one refused, one that failed, with what could not be taken back. */
export async function givenHistory(api: TestApi, incident: number): Promise<void> {
  await givenRun(api.db, incident, {
    ...ofShop,
    system: null,
    target: null,
    tree: null,
    runbook: "reboot-server",
    startedAt: minutes(-5.5),
    end: {
      state: "refused",
      why: runTexts.refused({ runbook: "reboot-server", why: refusedRunTexts.noTarget({ node: "web09" }) }),
    },
  });
  await givenRun(api.db, incident, {
    ...ofShop,
    tree: restartTree,
    startedBy: "山田 健太郎",
    startedAt: minutes(-5),
    steps: [
      registered,
      {
        ...asked,
        title: "夜間でも再起動してよいか",
        state: "yes",
        by: "山田 健太郎",
        seen: "お客様に電話で確認",
      },
      { ...restarted, path: "steps[2]" },
      {
        path: "verify",
        kind: "verify",
        title: "サービスが動作している",
        state: "no",
        seconds: 20,
        seen: probeTexts.exited({ code: 3 }),
        output: `inactive\n${"nginx: [emerg] bind() failed ".repeat(12)}`,
      },
      {
        path: "steps[0].undo",
        kind: "undo",
        title: "ロードバランサーに戻す",
        state: "failed",
        seen: probeTexts.exited({ code: 1 }),
      },
      { path: "steps[2].undo", kind: "undo", title: "一時ファイルを消す", state: "done" },
    ],
    end: {
      state: "failed",
      why: runTexts.failedAt({
        title: "サービスの再起動",
        target: "shop/web01",
        step: "サービスが動作している",
        why: probeTexts.exited({ code: 3 }),
      }),
      undone: [
        { title: "ロードバランサーに戻す", failed: probeTexts.exited({ code: 1 }) },
        { title: "一時ファイルを消す", failed: null },
      ],
      stays: [{ title: "サービスを再起動する", never: "再起動前のプロセスには戻せないため" }],
    },
  });
}

function shop(): CustomerConfiguration {
  const { configuration, faults } = readCustomerFile(`
customer: shop
name: 株式会社つばめ書店
plan: professional
contacts:
  sato: { name: 佐藤 太郎, phone: 090-1234-5671, mail: t.sato@tsubame.example }
systems:
  shop:
    name: 通販サイト
    targets:
      web01: { host: 10.0.1.11, connect: { port: 22, user: ops, key: "secret:web01-key" } }
      db01: { host: 10.0.1.12, connect: { port: 22, user: ops, key: "secret:web01-key" } }
rules:
  - name: ショップの停止
    match: { system: shop }
    notify: { mail: { to: [sato] } }
    firstResponse: { runbook: restart-service, with: { service: nginx } }
    escalation: { mail: { to: [sato] } }
  - name: そのほか
    match: {}
    notify: { mail: { to: [sato] } }
`);
  if (configuration === null) throw new Error(faults.map(({ message }) => message).join("\n"));
  return configuration;
}
