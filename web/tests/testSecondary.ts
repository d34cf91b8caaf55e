import type { TestApi } from "../../api/testApi.ts";
import { keepBundle } from "../../db/runbooks/bundles.ts";
import { readRun, stepsOf } from "../../db/runbooks/runbookRuns.ts";
import { secondaryResponses } from "../../db/schema/index.ts";
import { actOnSecondary, proposeSecondary } from "../../db/secondary/secondary.ts";
import { givenRun } from "../../db/testRuns.ts";
import { runTexts } from "../../domain/runbooks/runTexts.ts";
import { testAct, testCheck, testTree } from "../../domain/runbooks/testTree.ts";
import { probeTexts } from "../../domain/runbooks/texts.ts";
import type { Act } from "../../domain/secondary/act.ts";
import { propose, stepsOf as stepsByHand } from "../../domain/secondary/propose.ts";
import type { Proposal } from "../../domain/secondary/record.ts";

const hour = 3_600_000;
let requests = 0;

const moveLogs: Partial<Proposal> = {
  summary: "ディスクの空きを増やすため、古いログを移動します。",
  target: "web01",
  system: "shop",
  plan: "ログを別のディスクへ移動し、アプリケーションを再起動します。",
  risk: "再起動の間、1分ほど応答しません。",
  estimateMinutes: 90,
  priceNote: "契約の範囲内です。",
};

/** A proposal to 佐藤 of an hour ago, and what was done with it since, one after the other; returns its id. */
export async function givenSecondary(
  api: TestApi,
  incident: number,
  given: Partial<Proposal> & { steps?: string[] } = {},
  acts: readonly Act[] = [],
): Promise<number> {
  const at = Date.now() - hour;
  const kind = given.kind ?? "response";
  const proposal: Proposal = {
    kind,
    summary: "",
    plan: null,
    risk: null,
    runbook: null,
    system: null,
    target: null,
    scheduledAt: null,
    estimateMinutes: null,
    priceNote: null,
    vendor: null,
    ...moveLogs,
    ...given,
    steps: stepsByHand(kind, given.steps ?? [], given.runbook != null),
  };
  const expiresAt = at + 7 * 24 * hour;
  const asked = { to: ["sato"], by: "山田 健太郎", at, expiresAt, remindAt: [] };
  const record = propose({ proposal, ...asked, request: `request-${++requests}` });
  const [row] = await api.db.select().from(secondaryResponses).limit(1);
  const version = row?.version ?? 1;
  const { id } = await proposeSecondary(api.db, {
    incident,
    customer: "shop",
    version,
    record,
    agreed: null,
  });
  for (const [place, act] of acts.entries())
    await actOnSecondary(api.db, id, {
      act,
      role: act.act === "endRun" ? null : "operator",
      request: `request-${++requests}`,
      at: new Date(at + (place + 1) * 60_000),
    });
  return id;
}

export const agreed: Act = {
  act: "approve",
  by: "customer:佐藤 太郎",
  through: "link",
  note: "夜間でお願いします",
  recordedBy: null,
};
/** Heard by one operator; `confirmed` by another one. */
export const heardByPhone: Act = {
  act: "approve",
  by: "customer:佐藤 太郎",
  through: "phone",
  note: null,
  recordedBy: "山田 健太郎",
};
const confirmed: Act = { ...heardByPhone, by: null, recordedBy: "鈴木 次郎" } as Act;
export const begun: Act = { act: "begin", by: "鈴木 次郎" };
export const stepDone = (step: number, note: string | null = null): Act => ({
  act: "recordStep",
  by: "鈴木 次郎",
  step,
  done: true,
  note,
});

const logsTree = testTree([testCheck(), testAct({ title: "ログを集める" })], { title: "ログの収集" });
const collectLogs = {
  id: "collect-logs",
  title: "ログの収集",
  with: { paths: "/var/log/nginx", since: "1h" },
  procedure: "# ログの収集\n\n対象: web01\n\n1. ログを集めます。",
};

/** Agreed on the telephone, run, and reported; its run brought a bundle. */
export async function givenLogsCollected(api: TestApi, incident: number): Promise<number> {
  const id = await givenSecondary(
    api,
    incident,
    { runbook: collectLogs, summary: "原因を調べるため、ログを集めます。", plan: null },
    [
      heardByPhone,
      confirmed,
      begun,
      {
        act: "endRun",
        state: "recovered",
        summary: runTexts.recovered({ title: "ログの収集", target: "shop/web01" }),
      },
      { act: "report", by: "山田 健太郎", body: null },
      { act: "close", by: "山田 健太郎", note: null },
    ],
  );
  const startedAt = new Date(Date.now() - hour);
  const run = await givenRun(api.db, incident, {
    customer: "shop",
    system: "shop",
    target: "web01",
    tree: logsTree,
    startedAt,
    startedBy: "鈴木 次郎",
    step: `secondary/${id}/run`,
    steps: [
      {
        path: "steps[0]",
        kind: "check",
        title: "空き容量がある",
        state: "yes",
        seen: probeTexts.exited({ code: 0 }),
      },
      { path: "steps[1]", kind: "act", title: "ログを集める", state: "done", output: "access.log error.log" },
    ],
    end: { state: "recovered" },
  });
  const [row, [step]] = await Promise.all([readRun(api.db, run), stepsOf(api.db, [run])]);
  await keepBundle(api.db, api.vault, row, step!, Buffer.from("logs of the night".repeat(200)), startedAt);
  return id;
}
