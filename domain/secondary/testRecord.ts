import type { Act } from "./act.ts";
import { actOn } from "./act.ts";
import { propose, stepsOf } from "./propose.ts";
import type { Proposal, SecondaryKind, SecondaryRecord } from "./record.ts";

export const hours = (count: number): number => count * 3_600_000;
export const proposedAt = Date.UTC(2026, 10, 25, 0, 0);

/** What a test does not name is ordinary. */
export function testProposal(given: Partial<Proposal> = {}): Proposal {
  const kind: SecondaryKind = given.kind ?? "response";
  return {
    kind,
    summary: "ログを移動します。",
    plan: null,
    risk: null,
    runbook: null,
    system: null,
    target: null,
    scheduledAt: null,
    estimateMinutes: null,
    priceNote: null,
    vendor: null,
    steps: stepsOf(kind, [], given.runbook != null),
    ...given,
  };
}

/** A proposal made by hand at 9:00 in Tokyo. */
export function testRecord(given: Partial<Proposal> = {}, expiresAfterHours = 7 * 24): SecondaryRecord {
  const expiresAt = proposedAt + hours(expiresAfterHours);
  const remindAt = [proposedAt + hours(4), expiresAt - hours(24)];
  return propose({
    proposal: testProposal(given),
    to: ["sato"],
    by: "山田",
    at: proposedAt,
    expiresAt,
    remindAt,
    request: "proposed",
  });
}

export const testRunbook = {
  id: "collect-logs",
  title: "ログの収集",
  with: { paths: "/var/log" },
  procedure: "# 手順書",
};

export const testDigest = "of what is proposed";

export const approval: Act = {
  act: "approve",
  by: "customer:佐藤",
  through: "link",
  note: null,
  recordedBy: null,
};

/**
 * This operator records that 佐藤 agreed on the telephone. Without a name, the operator confirms what another one
 * heard.
 */
export const heardOnPhone = (recordedBy: string, name: string | null = "佐藤"): Act => ({
  act: "approve",
  by: name === null ? null : `customer:${name}`,
  through: "phone",
  note: null,
  recordedBy,
});

let requests = 0;

/** The record after these acts, one after the other; each must be allowed. */
export function after(record: SecondaryRecord, ...acts: Act[]): SecondaryRecord {
  return acts.reduce((now, act) => {
    const byItself = !("by" in act) || act.by === "toban";
    const role = byItself ? null : "operator";
    const who = { role, request: `request ${++requests}`, digest: testDigest } as const;
    const acted = actOn(now, act, who, proposedAt + hours(1));
    if (acted.outcome !== "changed") throw new Error(`${act.act}: ${JSON.stringify(acted)}`);
    return acted.record;
  }, record);
}
