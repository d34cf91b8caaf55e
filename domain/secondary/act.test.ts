import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { say } from "../say.ts";
import { type Act, actOn } from "./act.ts";
import { decideSecondaryAction, hasEnded, secondaryActions, situationOf } from "./actions.ts";
import { planExcludesSecondary } from "./plan.ts";
import { canonicalProposal, type SecondaryRecord } from "./record.ts";
import { after, approval, hours, proposedAt, testDigest, testRecord, testRunbook } from "./testRecord.ts";

const now = proposedAt + hours(1);
const who = (request: string) => ({ role: null, request, digest: testDigest });
const step = (number: number, done = true): Act => ({
  act: "recordStep",
  by: "山田",
  step: number,
  done,
  note: null,
});
const begin: Act = { act: "begin", by: "山田" };
const refusedAs = (record: SecondaryRecord, act: Act, at = now) => {
  const acted = actOn(record, act, who("r"), at);
  return acted.outcome === "refused" ? acted.code : acted.outcome;
};

describe("a secondary response", () => {
  it("[R5.7] agreed to, begun, every step done, reported, closed", () => {
    const done = after(testRecord(), approval, begin, step(1), step(2));
    expect(done).toMatchObject({ state: "verified", result: { succeeded: true } });
    const closed = after(
      done,
      { act: "report", by: "山田", body: null },
      { act: "close", by: "山田", note: null },
    );
    expect(closed).toMatchObject({ state: "closed", ended: { by: "山田" } });
  });

  it("[R5.7] a step that could not be done is a failure once all steps are recorded; until then it may be recorded again", () => {
    const corrected = after(testRecord(), approval, begin, step(1, false), step(1, true), step(2, true));
    expect(corrected.state).toBe("verified");
    expect(after(testRecord(), approval, begin, step(1, false), step(2, true)).state).toBe("failed");
  });

  it("[R5.7] nothing is begun, reported or closed before its turn, and the reason says what is missing", () => {
    const record = testRecord();
    expect(refusedAs(record, begin)).toBe("not_agreed");
    const agreed = after(record, approval);
    expect(refusedAs(agreed, step(1))).toBe("not_begun");
    expect(refusedAs(after(agreed, begin), { act: "report", by: "山田", body: null })).toBe("work_not_done");
    const done = after(agreed, begin, step(1), step(2));
    expect(refusedAs(done, { act: "close", by: "山田", note: null })).toBe("not_reported");
    expect(refusedAs(done, { act: "withdraw", by: "山田", reason: "x" })).toBe("work_done");
    expect(refusedAs(after(agreed, begin), { act: "withdraw", by: "山田", reason: "x" })).toBe(
      "already_begun",
    );
  });

  it("[R5.7] the first answer counts; after its time there is none", () => {
    const answered = after(testRecord(), approval);
    expect(refusedAs(answered, { ...approval, act: "decline" } as Act)).toBe("already_decided");
    const { expiresAt } = testRecord();
    expect(refusedAs(testRecord(), approval, expiresAt)).toBe("proposal_expired");
    expect(refusedAs(testRecord(), { act: "expire" }, expiresAt - 1)).toBe("unchanged");
    expect(refusedAs(testRecord(), { act: "expire" }, expiresAt)).toBe("changed");
    expect(refusedAs(answered, { act: "expire" }, expiresAt)).toBe("unchanged");
  });

  it("[R5.7] agreed for a time, it is scheduled at once; a runbook's end is its result", () => {
    const scheduled = testRecord({ runbook: testRunbook, scheduledAt: proposedAt + hours(30) });
    const agreed = after(scheduled, approval);
    expect(agreed.state).toBe("scheduled");
    const begun = actOn(agreed, { act: "begin", by: "toban" }, who("begin"), proposedAt + hours(30));
    const running = begun.outcome === "changed" ? begun.record : agreed;
    expect(refusedAs(running, step(1))).toBe("done_by_runbook");
    const ended = after(running, { act: "endRun", state: "recovered", summary: "ok" });
    expect(ended).toMatchObject({ state: "verified", run: { state: "recovered" } });
    expect(refusedAs(ended, { act: "endRun", state: "failed", summary: "late" })).toBe("unchanged");
    for (const state of ["failed", "aborted", "timed-out", "refused", "skipped"] as const)
      expect(after(running, { act: "endRun", state, summary: "no" }).state).toBe("failed");
  });

  it("[R5.7] before the agreed time it does not begin, nor is it moved forward, nor is a vendor asked", () => {
    const at = proposedAt + hours(30);
    const agreed = after(testRecord({ scheduledAt: at }), approval);
    expect(refusedAs(agreed, begin)).toBe("too_early");
    expect(refusedAs(agreed, begin, at)).toBe("changed");
    expect(refusedAs(agreed, { act: "schedule", by: "山田", at: at - 1 })).toBe("invalid_input");
    const later = after(agreed, { act: "schedule", by: "山田", at: at + hours(9) });
    expect(refusedAs(later, { act: "schedule", by: "山田", at: at - 1 })).toBe("invalid_input");
    expect(refusedAs(later, { act: "schedule", by: "山田", at })).toBe("changed");
    const inquiry = testRecord({ kind: "vendor-inquiry", vendor: "V", scheduledAt: at });
    const asked: Act = { act: "recordVendor", by: "山田", ticket: "T-1", nextAt: null, answer: null };
    expect(refusedAs(after(inquiry, approval), asked)).toBe("too_early");
    expect(refusedAs(after(inquiry, approval), asked, at)).toBe("changed");
  });

  it("[R5.7] by itself it begins at the time that is agreed now, and at most 15 minutes late", () => {
    const agreed = after(testRecord({ runbook: testRunbook, scheduledAt: proposedAt + hours(30) }), approval);
    const byItself: Act = { act: "begin", by: "toban" };
    expect(refusedAs(agreed, byItself, proposedAt + hours(29))).toBe("unchanged");
    expect(refusedAs(agreed, byItself, proposedAt + hours(30.25))).toBe("changed");
    expect(refusedAs(agreed, byItself, proposedAt + hours(30.26))).toBe("unchanged");
    expect(refusedAs(agreed, begin, proposedAt + hours(48))).toBe("changed");
    const later = after(agreed, { act: "schedule", by: "山田", at: proposedAt + hours(40) });
    expect(refusedAs(later, byItself, proposedAt + hours(30))).toBe("unchanged");
  });

  it("[R5.7] another time must be in the future, within 90 days", () => {
    const agreed = after(testRecord(), approval);
    const schedule = (at: number): Act => ({ act: "schedule", by: "山田", at });
    expect(refusedAs(agreed, schedule(now))).toBe("invalid_input");
    expect(refusedAs(agreed, schedule(now + hours(90 * 24) + 1))).toBe("invalid_input");
    expect(refusedAs(agreed, schedule(now + hours(90 * 24)))).toBe("changed");
  });

  it("[R5.7] a vendor's ticket begins the inquiry, its answer ends it", () => {
    const inquiry = after(testRecord({ kind: "vendor-inquiry", vendor: "V" }), approval);
    const said: Act = {
      act: "recordVendor",
      by: "山田",
      ticket: "T-1",
      nextAt: now + hours(24),
      answer: null,
    };
    const asked = after(inquiry, said);
    expect(asked).toMatchObject({ state: "running", vendor: { ticket: "T-1" }, begun: { by: "山田" } });
    const answered = after(asked, { ...said, ticket: null, nextAt: null, answer: "直りました" });
    expect(answered).toMatchObject({ state: "verified", vendor: { ticket: "T-1", nextAt: null } });
    expect(refusedAs(after(testRecord(), approval), said)).toBe("no_vendor");
  });

  it("[RA2] the same request again changes nothing, whatever it asks for", () => {
    const first = actOn(testRecord(), approval, who("same"), now);
    const record = first.outcome === "changed" ? first.record : testRecord();
    expect(actOn(record, { ...approval, act: "decline" } as Act, who("same"), now)).toEqual({
      outcome: "unchanged",
    });
  });

  it("[RA4] customers' people answer, and do nothing else", () => {
    const situation = situationOf(testRecord());
    const allowed = secondaryActions.filter((action) => {
      const decision = decideSecondaryAction(action, { role: "customer", name: "佐藤" }, situation, now);
      return decision.allowed || decision.code !== "forbidden";
    });
    expect(allowed).toEqual(["approve", "decline"]);
  });

  it("[R5.7] in any order of acts, an end is final, and nothing begins without an agreement", () => {
    const acts: fc.Arbitrary<Act> = fc.oneof(
      fc.constantFrom<Act>(
        ...[approval, { ...approval, act: "decline" } as Act, begin, { act: "expire" } as Act],
        ...([
          { act: "endRun", state: "recovered", summary: "-" },
          { act: "report", by: "山田", body: null },
          { act: "withdraw", by: "山田", reason: "-" },
          { act: "close", by: "山田", note: null },
        ] satisfies Act[]),
      ),
      fc.record({ act: fc.constant("schedule" as const), by: fc.constant("山田"), at: fc.integer() }),
      fc.tuple(fc.integer({ min: 0, max: 4 }), fc.boolean()).map(([number, done]) => step(number, done)),
    );
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 20 }), fc.boolean(), (asked, byRunbook) => {
        let record = testRecord(byRunbook ? { runbook: testRunbook } : {});
        for (const [index, act] of asked.entries()) {
          const acted = actOn(record, act, who(String(index)), now + index * hours(24));
          if (acted.outcome !== "changed") continue;
          expect(hasEnded(record.state)).toBe(false);
          record = acted.record;
          if (record.begun !== null) expect(record.decision?.approved).toBe(true);
          if (record.state === "closed") expect(record.report).not.toBeNull();
        }
      }),
    );
  });
});

describe("what is agreed to", () => {
  it("is the same text whatever the order of its fields, and a different one after every change", () => {
    const { proposal } = testRecord({ runbook: testRunbook });
    const turned = Object.fromEntries(Object.entries(proposal).reverse()) as unknown as typeof proposal;
    expect(canonicalProposal(turned)).toBe(canonicalProposal(proposal));
    expect(canonicalProposal({ ...proposal, priceNote: "1円" })).not.toBe(canonicalProposal(proposal));
    const otherwise = { ...testRunbook, with: { paths: "/etc" } };
    expect(canonicalProposal({ ...proposal, runbook: otherwise })).not.toBe(canonicalProposal(proposal));
  });

  it("[R1.5b] Basic and Standard have none, and hear why", () => {
    expect([planExcludesSecondary("professional"), planExcludesSecondary("full")]).toEqual([null, null]);
    expect(say(planExcludesSecondary("basic") ?? "")).toMatch(/^Basicプラン/);
    expect(say(planExcludesSecondary("standard") ?? "")).toMatch(/^Standardプラン/);
  });
});
