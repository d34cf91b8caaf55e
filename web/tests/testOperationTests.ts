import { randomUUID } from "node:crypto";
import type { TestApi } from "../../api/testApi.ts";
import { eq } from "../../db/drizzle.ts";
import { customers, operationTestFacts, operationTestSteps, operationTests } from "../../db/schema/index.ts";

const begun = Date.parse("2026-11-20T05:02:10.000Z");
const at = (seconds: number) => new Date(begun + seconds * 1_000);

type Step = Partial<typeof operationTestSteps.$inferInsert>;
type Fact = [kind: "status" | "key", value: string, seconds: number];

/** A test of acme's lists: one who presses 1, one who does not answer; while it runs the second phone rings. */
export async function givenOperationTest(api: TestApi, state: "running" | "finished"): Promise<number> {
  const isOver = state === "finished";
  const [acme] = await api.db.select().from(customers).where(eq(customers.id, "acme"));
  const [test] = await api.db
    .insert(operationTests)
    .values({
      customer: "acme",
      version: acme!.currentVersion,
      rule: "web down",
      note: "サービスイン前の最終確認（A-1234）",
      ringSeconds: 30,
      state,
      startedBy: "鈴木 次郎",
      startedAt: at(0),
      endedAt: isOver ? at(76) : null,
    })
    .returning();
  const add = async (step: Step, facts: Fact[] = []) => {
    const id = randomUUID();
    await api.db.insert(operationTestSteps).values({
      id,
      test: test!.id,
      channel: "mail",
      position: 1,
      try: 1,
      recipient: "sato",
      to: "sato@acme.example",
      begunAt: at(0.2),
      endedAt: at(1.1),
      outcome: "sent",
      ...step,
    });
    for (const [kind, value, seconds] of facts)
      await api.db.insert(operationTestFacts).values({
        test: test!.id,
        step: id,
        kind,
        value,
        sid: "CA1",
        copy: value,
        receivedAt: at(seconds),
      });
  };
  const body = "これは通知テストです。実際の警報ではありません。\n\n株式会社アクメ\n佐藤 太郎 様";
  await add({ content: { subject: "【テスト】【web01】 HTTP警報発生のご連絡", body } });
  await add({
    position: 2,
    recipient: "suzuki",
    to: "suzuki@acme.example",
    outcome: "refused",
    endedAt: at(2.4),
    reason: "550 5.1.1 User unknown",
  });
  await add({ channel: "chat", recipient: "ops", to: "ops", endedAt: at(0.9) });
  await add(
    { channel: "call", to: "+819012345678", begunAt: at(0.3), endedAt: at(31), outcome: "acknowledged" },
    [
      ["status", "ringing", 3.1],
      ["status", "in-progress", 12.6],
      ["key", "1", 24.9],
    ],
  );
  await add(
    {
      channel: "call",
      position: 2,
      recipient: "suzuki",
      to: "+819023456789",
      begunAt: at(33),
      ...(isOver ? { endedAt: at(75.5), outcome: "missed" } : { endedAt: null, outcome: null }),
    },
    [["status", "ringing", 37.2]],
  );
  return test!.id;
}
