import type { TestApi } from "../../api/testApi.ts";

const minutes = (count: number): Date => new Date(Date.now() + count * 60_000);

/** A night as it may be: every kind of row the board knows. Returns the numbers by what they are. */
export async function givenNight({ given, setClock }: TestApi) {
  setClock(new Date().toISOString());
  const contacts = {
    sato: { name: "佐藤 太郎", reading: null, company: null, phone: "+819012345678", mail: null },
  };
  await given.customer("acme", { name: "株式会社アクメ", contacts });
  await given.customer("hikari", { name: "ひかり信用金庫" });
  const minato = await given.customer("minato", {
    name: "みなと物流株式会社 東日本配送センター",
    contacts,
  });
  const old = { openedAt: minutes(-42), deadlineAt: minutes(-27) };
  const told = { firstResponseAt: minutes(-30), firstResponse: "mail" as const };
  const breached = await given.incident({
    customer: "hikari",
    node: "db-primary",
    alarm: "PostgreSQL応答監視",
    level: "high",
    openedAt: minutes(-16),
    attention: "slo-breach",
  });
  const near = await given.incident({
    customer: "minato",
    node: "wms-batch-02",
    alarm: "夜間バッチ遅延",
    level: "middle",
    openedAt: minutes(-11),
    attention: "slo-warning",
  });
  const triage = await given.incident({
    customer: null,
    node: "-",
    alarm: "【警告】ストレージ使用率 91% (NAS03)",
    level: "middle",
    state: "triage" as const,
    openedAt: minutes(-6),
    attention: "triage",
  });
  const calling = await given.incident({
    version: 1,
    node: "web01",
    alarm: "HTTP応答監視",
    openedAt: minutes(-2),
  });
  await given.call(calling);
  const young = await given.incident({ customer: "hikari", node: "fw-edge-1", alarm: "ICMP", level: "low" });
  const list = {
    list: ["sato"],
    band: "afterHours" as const,
    round: 1,
    next: "sato",
    state: "running" as const,
  };
  const nextCall = await given.incident({
    ...old,
    ...told,
    customer: "minato",
    version: minato,
    node: "vpn-gw",
    alarm: "IPsecトンネル断",
    operatorCalls: list,
    takenBy: "鈴木",
  });
  const unreached = await given.incident({
    ...old,
    ...told,
    node: "shop-api",
    alarm: "5xx率",
    attention: "nobody-told",
  });
  const followed = await given.incident({
    ...old,
    ...told,
    node: "app03",
    alarm: "メモリ使用率",
    level: "middle",
  });
  const acknowledged = await given.incident({
    ...old,
    ...told,
    node: "web02",
    alarm: "HTTP応答監視",
    state: "acknowledged",
    acknowledgedBy: "田中",
    takenBy: "田中",
  });
  const recovered = await given.incident({
    ...old,
    ...told,
    customer: "hikari",
    node: "batch01",
    alarm: "ジョブ失敗",
    level: "low",
    state: "recovered",
    recoveredAt: minutes(-1),
  });
  const numbers = [breached, near, triage, calling, young, nextCall, unreached, followed, acknowledged];
  for (const incident of [...numbers, recovered]) await given.alert({ incident, sequence: 1 });
  return { breached, near, triage, calling, young, nextCall, unreached, followed, acknowledged, recovered };
}
