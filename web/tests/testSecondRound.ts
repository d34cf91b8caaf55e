import type { TestApi } from "../../api/testApi.ts";
import { asc, eq } from "../../db/drizzle.ts";
import { calls, recordings } from "../../db/schema/index.ts";

const minutes = (count: number): Date => new Date(Date.now() + count * 60_000);

/** An escalation in its second round: an alert, eight calls, and a long night on the timeline. */
export async function givenSecondRound(api: TestApi, version: number): Promise<number> {
  const { given } = api;
  const number = await given.incident({
    customer: "minato",
    version,
    rule: "倉庫管理システムの重大障害",
    system: "wms",
    node: "wms-db-primary-01",
    alarm: "PostgreSQLレプリケーション遅延監視",
    level: "high",
    openedAt: minutes(-31),
    firstResponseAt: minutes(-30.4),
    firstResponse: "mail",
    takenBy: "山田 健太郎",
    attention: "operator-calls",
    attentionAt: minutes(-16),
    operatorCalls: {
      list: ["saionji", "sato", "suzuki"],
      band: "afterHours",
      round: 2,
      next: "sato",
      state: "running",
    },
  });
  for (let place = 1; place <= 12; place++)
    await given.alert({
      incident: number,
      sequence: place,
      customer: "minato",
      node: "wms-db-primary-01",
      value: `遅延 ${place * 12}秒`,
      acceptedAt: minutes(-31 + place),
      relayedAt: minutes(-31 + place),
      ...(place === 12 && {
        log: "ERROR: could not receive data from WAL stream: server closed the connection",
      }),
      details: {
        labels: { alertname: "PostgreSQLReplicationLag", severity: "critical", node: "wms-db-primary-01" },
      },
    });
  await givenTimeline(api, number);
  const people = ["saionji", "sato", "suzuki", "saionji"];
  for (const [place, contact] of people.entries()) {
    await given.call(number, {
      kind: "auto",
      contact,
      customer: "minato",
      position: place + 1,
      claimedAt: minutes(-30 + place),
      requestedAt: minutes(-30 + place),
      endedAt: minutes(-29.5 + place),
      outcome: "missed",
      phone: `+8190123456${70 + place}`,
      step: "1/alert/倉庫管理システムの重大障害",
    });
    const isLast = place === 3;
    await given.call(number, {
      kind: "operator",
      contact,
      customer: "minato",
      round: isLast ? 2 : 1,
      position: (place % 3) + 1,
      claimedAt: minutes(-15 + place),
      requestedAt: minutes(-15 + place),
      endedAt: minutes(-14 + place),
      phone: `+8190123456${70 + place}`,
      step: "1/operator",
      outcome: "missed",
      calledBy: "山田 健太郎",
      result: "no-answer",
      resultBy: "山田 健太郎",
      resultNote: isLast ? "呼出音のみ。10分後にかけ直す" : null,
    });
  }
  const [first] = await api.db
    .select()
    .from(calls)
    .where(eq(calls.kind, "operator"))
    .orderBy(asc(calls.claimedAt));
  await api.db.insert(recordings).values({
    sid: `RE${"1".repeat(32)}`,
    call: first!.id,
    incident: number,
    customer: "minato",
    seconds: 42,
    recordedAt: minutes(-14),
    deleteAfter: minutes(60),
  });
  await given.dispatch(number, {
    recipient: "sato",
    to: "t.sato@minato-logistics.example",
    at: minutes(-30.4),
    content: {
      subject: "【wms-db-primary-01】 PostgreSQLレプリケーション遅延監視警報発生のご連絡",
      body: "お世話になっております。\nレプリケーションの遅延を検知いたしました。",
    },
  });
  await given.dispatch(number, {
    recipient: "suzuki",
    to: "h.suzuki@minato-logistics.example",
    outcome: "refused",
    at: minutes(-30.3),
    reason: "550 5.1.1 User unknown",
  });
  await given.dispatch(number, { channel: "chat", recipient: "ops", to: "ops", at: minutes(-30.4) });
  return number;
}

async function givenTimeline({ given }: TestApi, number: number): Promise<void> {
  const night: [kind: string, text: string, actor?: string][] = [
    ["alert", "発生: wms-db-primary-01 PostgreSQLレプリケーション遅延監視（高）"],
    ["mail", "佐藤 太郎様へ発生のご連絡を送信しました"],
    ["mail", "鈴木 花子様へのメールは宛先に拒否されました（550 5.1.1 User unknown）"],
    ["chat", "ops に投稿しました"],
    ["call", "西園寺 龍之介様へ架電しました: 不在"],
    ["call", "佐藤 太郎様へ架電しました: 不在"],
    ["call", "鈴木 花子様へ架電しました: 話中"],
    ["taken", "山田 健太郎が担当します", "山田 健太郎"],
    [
      "note",
      "監視画面で遅延が増え続けていることを確認。先週も同じ時間帯に発生しており、夜間バッチの影響とみられる。",
      "山田 健太郎",
    ],
    [
      "escalation",
      "エスカレーションを始めました（西園寺 龍之介 → 佐藤 太郎 → 鈴木 花子、2巡まで）",
      "山田 健太郎",
    ],
    ["operators", "オペレーターに知らせました: 有人架電"],
    ["operators-order", "西園寺 龍之介様への架電を指示しました", "山田 健太郎"],
  ];
  for (let line = 0; line < 40; line++) {
    const [kind, text, actor = "toban"] = night[line] ?? ["alert", `継続中（遅延 ${line * 12}秒）`];
    const fact = kind === "escalation" ? "escalation/1/倉庫管理システムの重大障害" : `${kind}/${line}`;
    await given.timelineEntry(number, { kind, text, actor, fact, at: minutes(-31 + line * 0.7) });
  }
}
