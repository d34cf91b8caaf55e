import { describe, expect, it } from "vitest";
import type { SecondaryAtHand } from "../../../../api/types.ts";
import { emptyForm, proposalOf } from "./proposalForm.ts";

const param = (name: string, isNumber = false) => ({ name, what: name, example: "x", isNumber });
const runbooks = [{ id: "collect-logs", title: "ログ", params: [param("paths"), param("hours", true)] }];
const allowed = { allowed: true, code: null, reason: null };
const atHand: SecondaryAtHand = {
  kinds: [{ kind: "response", ...allowed }],
  consequence: "",
  runbooks,
  to: ["sato"],
  responses: [],
};
const form = { ...emptyForm(atHand, "shop/web01"), summary: " ログを移動します。 " };

describe("the form that proposes a secondary response", () => {
  it("[R5.7] sends what was typed, to those whom the rule names", () => {
    expect(proposalOf({ ...form, steps: "移動する\n\n 再起動する ", estimate: "９０" }, runbooks)).toEqual({
      kind: "response",
      summary: "ログを移動します。",
      to: ["sato"],
      expiresInDays: 7,
      steps: ["移動する", "再起動する"],
      estimateMinutes: 90,
    });
  });

  it("[R5.7] sends a runbook with all its parameters, and no steps", () => {
    const by = { ...form, by: "runbook", runbook: "collect-logs", steps: "移動する" } as const;
    expect(proposalOf({ ...by, values: { paths: "/var/log" } }, runbooks)).toBeNull();
    expect(proposalOf({ ...by, values: { paths: "/var/log", hours: "1" } }, runbooks)).toMatchObject({
      runbook: "collect-logs",
      target: "shop/web01",
      with: { paths: "/var/log", hours: 1 },
    });
    const other = { ...by, kind: "cause-analysis", values: { paths: "/", hours: "1" } } as const;
    expect(proposalOf(other, runbooks)).not.toHaveProperty("runbook");
  });

  it("[R5.7] agreed on the telephone: by whom, and no time to answer", () => {
    expect(proposalOf({ ...form, isAgreed: true }, runbooks)).toBeNull();
    const agreed = proposalOf({ ...form, isAgreed: true, agreedBy: "佐藤" }, runbooks);
    expect(agreed).toMatchObject({ agreedBy: "佐藤" });
    expect(agreed).not.toHaveProperty("expiresInDays");
  });

  it("asks for a summary, for recipients and for the vendor", () => {
    expect(proposalOf({ ...form, summary: " " }, runbooks)).toBeNull();
    expect(proposalOf({ ...form, to: [] }, runbooks)).toBeNull();
    expect(proposalOf({ ...form, kind: "vendor-inquiry" }, runbooks)).toBeNull();
    expect(proposalOf({ ...form, at: "明日" }, runbooks)).toMatchObject({ scheduledAt: "明日" });
  });
});
