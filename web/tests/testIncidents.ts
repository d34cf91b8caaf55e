import type { TestApi } from "../../api/testApi.ts";
import type { CustomerConfiguration } from "../../domain/customers/configuration.ts";
import { readCustomerFile } from "../../domain/customers/file.ts";

const minutes = (count: number): Date => new Date(Date.now() + count * 60_000);

/** Two customers with long names, contacts with readings, and rules of every kind. */
export async function givenCustomers(api: TestApi) {
  api.setClock(new Date().toISOString());
  const version = await api.given.customer("minato", minato());
  await api.given.customer("acme", { name: "株式会社アクメ" });
  await api.given.customer("hikari", { name: "ひかり信用金庫" });
  return version;
}

/** An ordinary incident that nobody has looked at yet. */
export const givenYoung = (api: TestApi, version: number): Promise<number> =>
  givenAlarm(api, {
    customer: "minato",
    version,
    rule: "倉庫管理システムの重大障害",
    node: "wms-web02",
    alarm: "HTTP応答監視",
    openedAt: minutes(-11),
  });

export const givenClosed = (api: TestApi, version: number): Promise<number> =>
  givenAlarm(api, {
    customer: "minato",
    version,
    rule: "そのほか",
    node: "wms-batch-02",
    alarm: "夜間バッチ遅延",
    level: "middle",
    state: "closed",
    openedAt: minutes(-90),
    closedAt: minutes(-20),
    recoveredAt: minutes(-25),
    acknowledgedBy: "customer:佐藤 太郎",
    takenBy: "山田 健太郎",
    firstResponseAt: minutes(-88),
    firstResponse: "call",
    resolvedBy: "鈴木",
    resolvedReason: "再実行で完了",
  });

/** What waits for a person: an alert without a customer, one without a rule, a breach, and one that nobody was told of. */
export async function givenQueue(api: TestApi, version: number) {
  const { given } = api;
  const nobodys = await given.incident({
    customer: null,
    node: "-",
    alarm: "【警告】ストレージ使用率 91% (NAS03)",
    level: "middle",
    state: "triage",
    openedAt: minutes(-6),
    attention: "triage",
    attentionAt: minutes(-6),
  });
  await given.alert({
    incident: nobodys,
    sequence: 1,
    customer: null,
    node: "-",
    alarm: "【警告】ストレージ使用率 91% (NAS03)",
    level: "middle",
    log: "ボリューム volume1 の使用率が 91% に達しました。\nhttp://nas03.local/ で確認してください。",
    details: { from: "nas03@hikari.example", subject: "【警告】ストレージ使用率 91% (NAS03)" },
  });
  const unruled = await given.incident({
    customer: "minato",
    version,
    rule: "手動で判断するもの",
    system: "wms",
    node: "wms-app-03",
    alarm: "JVMヒープ使用率",
    level: "low",
    state: "triage",
    openedAt: minutes(-3),
    attention: "triage",
    attentionAt: minutes(-3),
  });
  await given.alert({ incident: unruled, sequence: 1, customer: "minato", level: "low", value: "93%" });
  const breached = await givenAlarm(api, {
    customer: "hikari",
    node: "db-primary",
    alarm: "応答監視",
    openedAt: minutes(-18),
    attention: "slo-breach",
    attentionAt: minutes(-3),
    breachedAt: minutes(-3),
  });
  const untold = await givenAlarm(api, {
    customer: "minato",
    version,
    node: "wms-batch-02",
    alarm: "夜間バッチ遅延",
    level: "middle",
    state: "closed",
    openedAt: minutes(-90),
    closedAt: minutes(-50),
    recoveredAt: minutes(-50),
    attention: "nobody-told",
    attentionAt: minutes(-50),
  });
  return { nobodys, unruled, breached, untold };
}

/** An incident with the alert that opened it. */
async function givenAlarm(
  { given }: TestApi,
  fields: NonNullable<Parameters<TestApi["given"]["incident"]>[0]>,
): Promise<number> {
  const number = await given.incident(fields);
  const { customer = "acme", node = "", alarm = "", level = "high" } = fields;
  const at = fields.openedAt ?? new Date();
  await given.alert({
    incident: number,
    sequence: 1,
    customer,
    node,
    alarm,
    level,
    acceptedAt: at,
    relayedAt: at,
  });
  return number;
}

function minato(): CustomerConfiguration {
  const { configuration, faults } = readCustomerFile(`
customer: minato
name: みなと物流ホールディングス株式会社 東日本配送センター
plan: professional
contacts:
  saionji: { name: 西園寺 龍之介, reading: さいおんじ りゅうのすけ, company: みなと情報システム株式会社, phone: 090-1234-5670, mail: r.saionji@minato-systems.example }
  sato: { name: 佐藤 太郎, reading: さとう たろう, company: みなと物流ホールディングス株式会社, phone: 090-1234-5671, mail: t.sato@minato-logistics.example }
  suzuki: { name: 鈴木 花子, reading: すずき はなこ, company: みなと物流ホールディングス株式会社, phone: 03-1234-5672, mail: h.suzuki@minato-logistics.example }
  desk: { name: 夜間受付 }
chat:
  ops: { slack: { channel: C0123, mention: [U0456] } }
systems:
  wms: { name: 倉庫管理システム（WMS）, targets: {} }
rules:
  - name: 倉庫管理システムの重大障害
    match: { system: wms, level: [high] }
    notify: { mail: { to: [sato, suzuki] }, chat: [ops], call: { mode: sequential, list: [saionji, sato, suzuki] } }
    escalation: { mail: { to: [sato] }, operatorCalls: { businessHours: [sato, suzuki], afterHours: [saionji, sato, suzuki] } }
  - name: 手動で判断するもの
    match: { alarm: "JVM*" }
  - name: そのほか
    match: {}
    notify: { mail: { to: [sato] } }
`);
  if (configuration === null) throw new Error(faults.map(({ message }) => message).join("\n"));
  return configuration;
}
