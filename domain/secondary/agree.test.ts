import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ActingRole } from "../incidents/actions/situation.ts";
import { worded } from "../testWorded.ts";
import { type Act, actOn } from "./act.ts";
import { waitingWord } from "./heard.ts";
import type { Acted } from "./outcome.ts";
import type { SecondaryRecord } from "./record.ts";
import {
  after,
  approval,
  heardOnPhone,
  hours,
  proposedAt,
  testDigest,
  testRecord,
  testRunbook,
} from "./testRecord.ts";

const now = proposedAt + hours(1);
const scheduledAt = proposedAt + hours(30);

const early = (by: string, agreedBy?: string): Act => ({
  act: "begin",
  by,
  ...(agreedBy !== undefined && { agreedBy }),
});

let requests = 0;

function said(
  record: SecondaryRecord,
  act: Act,
  {
    role = "operator",
    digest = testDigest,
    at = now,
  }: { role?: ActingRole | null; digest?: string; at?: number } = {},
): Acted {
  return actOn(record, act, { role, request: `said ${++requests}`, digest }, at);
}

describe("what an operator hears a customer agree to on the telephone", () => {
  it("[R5.7] counts once another operator confirms it, and says who heard it and who confirmed it", () => {
    const waiting = after(testRecord(), heardOnPhone("田中"));
    expect(waiting).toMatchObject({ state: "proposed", decision: null });
    expect(waitingWord(waiting)).toMatchObject({ by: "customer:佐藤", heardBy: "田中", at: now });
    const agreed = after(waiting, heardOnPhone("鈴木", null));
    expect(agreed).toMatchObject({
      state: "approved",
      decision: { by: "customer:佐藤", through: "phone", recordedBy: "田中", confirmedBy: "鈴木" },
    });
    expect(waitingWord(agreed)).toBeNull();
  });

  it("[R5.7] is not confirmed by the person who heard it: one alone is told to use the customer's link", () => {
    const waiting = after(testRecord(), heardOnPhone("田中"));
    for (const name of ["佐藤", null]) {
      const again = said(waiting, heardOnPhone("田中", name));
      expect(again).toMatchObject({ outcome: "refused", code: "second_person_needed" });
      expect(worded(again)).toMatchObject({ reason: expect.stringContaining("メールのリンク") });
    }
    expect(said(waiting, heardOnPhone("管理者", null), { role: "admin" }).outcome).toBe("changed");
  });

  it("[R5.7] the customer's link agrees or declines at once, whatever was heard", () => {
    const waiting = after(testRecord(), heardOnPhone("田中"));
    const byLink = after(waiting, approval);
    expect(byLink).toMatchObject({ state: "approved", heard: null, decision: { through: "link" } });
    const declined = after(waiting, { ...approval, act: "decline" } as Act);
    expect(declined).toMatchObject({ state: "declined", heard: null });
    expect(said(declined, heardOnPhone("鈴木", null))).toMatchObject({ code: "already_decided" });
  });

  it("[R5.7] expires with its proposal, and is void if something else is proposed now", () => {
    const waiting = after(testRecord(), heardOnPhone("田中"));
    const { expiresAt } = waiting;
    expect(said(waiting, heardOnPhone("鈴木"), { at: expiresAt })).toMatchObject({
      code: "proposal_expired",
    });
    const expired = said(waiting, { act: "expire" }, { role: null, at: expiresAt });
    expect(expired).toMatchObject({ record: { state: "expired", decision: null } });
    const altered = said(waiting, heardOnPhone("鈴木"), { digest: "of something else" });
    expect(altered).toMatchObject({ record: { state: "proposed", heard: { heardBy: "鈴木" } } });
    expect(said(waiting, heardOnPhone("鈴木", null), { digest: "of something else" })).toMatchObject({
      code: "invalid_input",
      field: "name",
    });
  });

  it("[R5.7] two operators who name different people did not hear the same answer", () => {
    const waiting = after(testRecord(), heardOnPhone("田中"));
    expect(said(waiting, heardOnPhone("鈴木", "伊藤"))).toMatchObject({
      code: "invalid_input",
      field: "name",
    });
    expect(said(waiting, heardOnPhone("鈴木", "佐藤"))).toMatchObject({ record: { state: "approved" } });
  });

  it("[RA4] an answer from an unproven person is recorded, but counts as neither the first nor the second person", () => {
    const unknown = said(testRecord(), heardOnPhone("田中（未確認）"), { role: null });
    const waiting = unknown.outcome === "changed" ? unknown.record : testRecord();
    const own = after(waiting, heardOnPhone("田中", null));
    expect(own).toMatchObject({ state: "proposed", heard: { heardBy: "田中", isUnproven: false } });
    expect(said(own, heardOnPhone("鈴木（未確認）"), { role: null })).toMatchObject({
      code: "second_person_needed",
    });
  });
});

describe("what an operator hears a customer say about beginning early", () => {
  const agreed = after(testRecord({ runbook: testRunbook, scheduledAt }), approval);

  it("[R5.7] begins it once another operator confirms it", () => {
    const waiting = after(agreed, early("田中", "佐藤"));
    expect(waiting).toMatchObject({ state: "scheduled", begun: null, heard: { to: "begin" } });
    for (const again of [early("田中"), early("田中", "佐藤")])
      expect(said(waiting, again)).toMatchObject({ code: "second_person_needed" });
    expect(said(waiting, early("鈴木", "伊藤"))).toMatchObject({ field: "agreedBy" });
    expect(after(waiting, early("鈴木"))).toMatchObject({
      state: "running",
      heard: null,
      begun: { by: "鈴木", agreedBy: "佐藤", heardBy: "田中" },
    });
  });

  it("[R5.7] the customer's link begins it or leaves it to its time; then no operator need confirm it", () => {
    const waiting = after(agreed, early("田中", "佐藤"));
    const answer: Act = { act: "answerHeard", agreed: true, by: "customer:佐藤", note: null };
    expect(after(waiting, answer)).toMatchObject({ state: "running", begun: { by: "customer:佐藤" } });
    const denied = after(waiting, { ...answer, agreed: false });
    expect(denied).toMatchObject({ state: "scheduled", begun: null });
    expect(said(denied, early("鈴木"))).toMatchObject({ code: "too_early" });
    expect(said(denied, answer)).toMatchObject({ code: "no_word_waits" });
    expect(said(agreed, answer)).toMatchObject({ code: "no_word_waits" });
    expect(said(waiting, early("田中"), { at: scheduledAt })).toMatchObject({
      record: { state: "running", begun: { by: "田中" } },
    });
  });

  it("[R5.7] another agreed time makes the answer void", () => {
    const moved = after(agreed, early("田中", "佐藤"), { act: "schedule", by: "鈴木", at: scheduledAt + 1 });
    expect(said(moved, early("鈴木"))).toMatchObject({ code: "too_early" });
  });
});

describe("one operator alone", () => {
  const times = fc.integer({ min: 0, max: 60 }).map((hour) => proposedAt + hours(hour));
  const customers = fc.constantFrom("佐藤", "伊藤");
  const alone: fc.Arbitrary<{ act: Act; role: ActingRole | null }> = fc.oneof(
    fc.option(customers).map((name) => ({ act: heardOnPhone("田中", name), role: "operator" as const })),
    fc.option(customers).map((name) => ({
      act: name === null ? early("田中") : early("田中", name),
      role: "operator" as const,
    })),
    times.map((at) => ({ act: { act: "schedule" as const, by: "田中", at }, role: "operator" as const })),
    fc.constant({
      act: { act: "recordVendor" as const, by: "田中", ticket: "T", nextAt: null, answer: null },
      role: "operator" as const,
    }),
    // In the Temporal UI anybody can type any name.
    fc
      .tuple(fc.constantFrom("田中（未確認）", "鈴木（未確認）"), fc.option(customers))
      .chain(([by, name]) =>
        fc.constantFrom(
          { act: heardOnPhone(by, name), role: null },
          { act: name === null ? early(by) : early(by, name), role: null },
        ),
      ),
    fc.constant({ act: { act: "begin" as const, by: "toban" }, role: null }),
  );

  it("[R5.7] never agrees for a customer, nor begins before the time that the customer agreed to, whatever they do", () => {
    const steps = fc.array(fc.tuple(alone, fc.integer({ min: 0, max: 8 })), { maxLength: 15 });
    fc.assert(
      fc.property(steps, fc.boolean(), fc.boolean(), (done, isAgreed, byVendor) => {
        const work = byVendor ? { kind: "vendor-inquiry" as const, vendor: "V" } : { runbook: testRunbook };
        const proposed = testRecord({ ...work, scheduledAt });
        let record = isAgreed ? after(proposed, approval) : proposed;
        let at = proposedAt;
        for (const [{ act, role }, passed] of done) {
          at += hours(passed);
          const acted = said(record, act, { role, at });
          if (acted.outcome === "changed") record = acted.record;
          if (!isAgreed) expect(record.decision).toBeNull();
          if (record.begun !== null) expect(record.begun.at).toBeGreaterThanOrEqual(scheduledAt);
        }
      }),
    );
  });
});
