import { describe, expect, it } from "vitest";
import { bindAlert, type ClosedIncident, type UnboundAlert } from "./binding.ts";
import { atMinute } from "./testAlerts.ts";

const time = (minutes: number): Date => new Date(atMinute(minutes));
const alert = (fields: Partial<UnboundAlert> = {}): UnboundAlert => ({
  ...{ status: "firing", series: "", occurredAt: null, startedAt: null, ...fields },
});
const closed = (fields: Partial<ClosedIncident> = {}): ClosedIncident => ({
  ...{ number: 7, resolvedByPerson: false, startedAt: [], seriesRecoveredAt: null, ...fields },
});

describe("while an incident of its key is open", () => {
  it.each(["firing", "recovered", "acknowledged"] as const)("[R5.1b] an alert joins it: %s", (status) => {
    expect(bindAlert(alert({ status }), 8, closed())).toMatchObject({ bind: "join", incident: 8 });
  });
});

describe("while none is open", () => {
  it.each(["recovered", "acknowledged"] as const)(
    "[R5.1b] %s of an unknown alert binds to nothing",
    (status) => {
      expect(bindAlert(alert({ status }), null, null)).toMatchObject({ bind: "nothing" });
      expect(bindAlert(alert({ status }), null, closed())).toMatchObject({ bind: "nothing" });
    },
  );

  type Row = [string, UnboundAlert, ClosedIncident | null, "open" | "keep-quietly"];
  const table: Row[] = [
    ["the first alert ever", alert(), null, "open"],
    ["a new occurrence after closing", alert(), closed(), "open"],
    [
      "the very occurrence that an operator resolved",
      alert({ startedAt: time(5) }),
      closed({ resolvedByPerson: true, startedAt: [time(1), time(5)] }),
      "keep-quietly",
    ],
    [
      "another start than the one an operator resolved",
      alert({ startedAt: time(6) }),
      closed({ resolvedByPerson: true, startedAt: [time(5)] }),
      "open",
    ],
    [
      "the same start, where nobody resolved it by hand",
      alert({ startedAt: time(5) }),
      closed({ startedAt: [time(5)] }),
      "open",
    ],
    ["no start of its own", alert(), closed({ resolvedByPerson: true, startedAt: [time(5)] }), "open"],
    [
      "a late copy from before the recovery that is known",
      alert({ occurredAt: time(5) }),
      closed({ seriesRecoveredAt: time(9) }),
      "keep-quietly",
    ],
    [
      "at the moment of the recovery",
      alert({ occurredAt: time(9) }),
      closed({ seriesRecoveredAt: time(9) }),
      "open",
    ],
    ["after the recovery", alert({ occurredAt: time(10) }), closed({ seriesRecoveredAt: time(9) }), "open"],
    ["no time to compare with", alert({ occurredAt: time(5) }), closed(), "open"],
  ];
  it.each(table)("[R5.1b] %s", (_story, said, lastClosed, bind) => {
    expect(bindAlert(said, null, lastClosed).bind).toBe(bind);
  });
});
