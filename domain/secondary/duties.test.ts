import { describe, expect, it } from "vitest";
import type { Act } from "./act.ts";
import { dutiesOf, viewOf } from "./duties.ts";
import type { SecondaryRecord } from "./record.ts";
import { remindersOf } from "./reminders.ts";
import { after, approval, heardOnPhone, hours, proposedAt, testRecord, testRunbook } from "./testRecord.ts";

const due = (record: SecondaryRecord, afterHours: number, done: string[] = []) =>
  dutiesOf(viewOf(record), done, proposedAt + hours(afterHours)).due.map(({ key }) => key);

describe("what follows from the state of a secondary response", () => {
  it("[R5.7] a proposal is mailed, gets reminders at its times, and expires", () => {
    const record = testRecord();
    expect(due(record, 0)).toEqual(["mail/proposal"]);
    const { nextAt } = dutiesOf(viewOf(record), ["mail/proposal"], proposedAt);
    expect(nextAt).toBe(proposedAt + hours(4));
    expect(due(record, 4, ["mail/proposal"])).toEqual(["mail/reminder-1"]);
    expect(due(record, 7 * 24)).toEqual(["expire"]);
  });

  it("[R5.7] after a long outage nobody is reminded twice at once", () => {
    expect(due(testRecord(), 6 * 24, ["mail/proposal"])).toEqual(["mail/reminder-2"]);
  });

  it("[R5.7] an answer is confirmed; operators are told unless one of them recorded it", () => {
    expect(due(after(testRecord(), approval), 1)).toEqual(["mail/approved", "operators/approved"]);
    const byPhone = after(testRecord(), heardOnPhone("山田"), heardOnPhone("鈴木", null));
    expect(due(byPhone, 1)).toEqual(["mail/approved"]);
    const declined = after(testRecord(), { ...approval, act: "decline" } as Act);
    expect(due(declined, 1)).toEqual(["mail/declined", "operators/declined"]);
    expect(dutiesOf(viewOf(declined), ["mail/declined", "operators/declined"], proposedAt).over).toBe(true);
  });

  it("[R5.7] what was heard on the telephone is mailed with the link, once, and other operators are told", () => {
    const at = proposedAt + hours(1);
    const waiting = after(testRecord(), heardOnPhone("山田"));
    const told = [`mail/heard/${at}`, `operators/heard/${at}`];
    expect(due(waiting, 1)).toEqual(told);
    expect(due(waiting, 4, told)).toEqual(["mail/reminder-1"]);
    expect(due(waiting, 7 * 24, told)).toEqual(["expire"]);
  });

  it("[R5.7] an agreement to begin early is mailed too; once begun, the customer is told", () => {
    const scheduledAt = proposedAt + hours(30);
    const agreed = after(testRecord({ runbook: testRunbook, scheduledAt }), approval);
    const waiting = after(agreed, { act: "begin", by: "山田", agreedBy: "佐藤" });
    const at = proposedAt + hours(1);
    const told = ["mail/approved", `mail/heard-begin/${at}`, `operators/heard/${at}`, "operators/approved"];
    expect(due(waiting, 1)).toEqual(told);
    expect(due(waiting, 30, told)).toEqual([`begin/${scheduledAt}`]);
    const begun = after(waiting, { act: "begin", by: "鈴木" });
    expect(due(begun, 1, told)).toEqual(["mail/begun-early", "run"]);
    const answer: Act = { act: "answerHeard", agreed: true, by: "customer:佐藤", note: null };
    const byLink = after(waiting, answer);
    expect(due(byLink, 1, told)).toEqual(["mail/begun-early", "operators/begun-early", "run"]);
    const denied = after(waiting, { ...answer, agreed: false });
    expect(due(denied, 1, told)).toEqual([`operators/denied/${at}`]);
  });

  it("[R5.7] nothing begins before its time; then a runbook begins by itself, or people are told", () => {
    const scheduledAt = proposedAt + hours(30);
    const told = ["mail/approved", "operators/approved"];
    const byRunbook = after(testRecord({ runbook: testRunbook, scheduledAt }), approval);
    const byHand = after(testRecord({ scheduledAt }), approval);
    expect([due(byRunbook, 29, told), due(byHand, 29, told)]).toEqual([[], []]);
    expect(dutiesOf(viewOf(byHand), told, proposedAt + hours(29)).nextAt).toBe(scheduledAt);
    expect(due(byRunbook, 30, told)).toEqual([`begin/${scheduledAt}`]);
    expect(due(byHand, 30, told)).toEqual([`operators/due/${scheduledAt}`]);
  });

  it("[R5.7] more than 15 minutes late nothing begins by itself: operators are told", () => {
    const scheduledAt = proposedAt + hours(30);
    const told = ["mail/approved", "operators/approved"];
    const byRunbook = after(testRecord({ runbook: testRunbook, scheduledAt }), approval);
    expect(due(byRunbook, 30.25, told)).toEqual([`begin/${scheduledAt}`]);
    expect(due(byRunbook, 30.26, told)).toEqual([`operators/late/${scheduledAt}`]);
  });

  it("[R5.7] another time is mailed to the customer, once; the same time again is not", () => {
    const told = ["mail/approved", "operators/approved"];
    const schedule: Act = { act: "schedule", by: "山田", at: proposedAt + hours(40) };
    const changed = after(testRecord({ scheduledAt: proposedAt + hours(30) }), approval, schedule);
    const [key = "-", ...others] = due(changed, 2, told);
    expect([key, others]).toEqual([`mail/scheduled/${changed.rescheduledAt}`, []]);
    expect(due(changed, 2, [...told, key])).toEqual([]);
    const same = after(testRecord({ scheduledAt: proposedAt + hours(40) }), approval, schedule);
    expect(due(same, 2, told)).toEqual([]);
  });

  it("[R5.7] without a time an operator begins it", () => {
    const agreed = after(testRecord({ runbook: testRunbook }), approval);
    expect(
      dutiesOf(viewOf(agreed), ["mail/approved", "operators/approved"], proposedAt + hours(999)),
    ).toEqual({
      due: [],
      nextAt: null,
      over: false,
    });
    const running = after(agreed, { act: "begin", by: "山田" });
    expect(due(running, 2, ["mail/approved", "operators/approved"])).toEqual(["run"]);
  });

  it("[R5.7] a vendor is asked again on each date that was noted, once", () => {
    const nextAt = proposedAt + hours(48);
    const said: Act = { act: "recordVendor", by: "山田", ticket: "T", nextAt, answer: null };
    const asked = after(testRecord({ kind: "vendor-inquiry", vendor: "V" }), approval, said);
    const told = ["mail/approved", "operators/approved"];
    expect(due(asked, 47, told)).toEqual([]);
    expect(due(asked, 48, told)).toEqual([`operators/vendor/${nextAt}`]);
    expect(due(asked, 49, [...told, `operators/vendor/${nextAt}`])).toEqual([]);
  });
});

describe("reminders", () => {
  const calendar = { businessHours: "Mon-Fri 09:00-18:00", holidays: "japan", closed: [] } as const;
  const at = (text: string) => Date.parse(`${text}+09:00`);
  const remind = (from: string, until: string) =>
    remindersOf(at(from), at(until), { ...calendar, closed: [] }, "Asia/Tokyo").map((time) =>
      new Date(time + hours(9)).toISOString().slice(0, 16),
    );

  it.each([
    [
      "after four business hours, and a day before the end",
      "2026-11-25T10:00",
      "2026-12-02T10:00",
      ["2026-11-25T14:00", "2026-12-01T10:00"],
    ],
    [
      "in the evening: next morning's hours, at the latest a day later",
      "2026-11-25T17:00",
      "2026-12-02T17:00",
      ["2026-11-26T12:00", "2026-12-01T17:00"],
    ],
    [
      "on Friday evening: a day later",
      "2026-11-27T19:00",
      "2026-12-04T19:00",
      ["2026-11-28T19:00", "2026-12-03T19:00"],
    ],
    ["a short time to answer: once", "2026-11-25T10:00", "2026-11-26T10:00", ["2026-11-25T14:00"]],
    ["hardly any time: never", "2026-11-25T10:00", "2026-11-25T14:30", []],
  ])("[R5.7] %s", (_name, from, until, expected) => {
    expect(remind(from, until)).toEqual(expected);
  });
});
