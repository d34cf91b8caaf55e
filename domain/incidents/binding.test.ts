import { describe, expect, it } from "vitest";
import { bindAlert, type ClosedIncident, type UnboundAlert } from "./binding.ts";
import { atMinute } from "./testAlerts.ts";

const time = (minutes: number): Date => new Date(atMinute(minutes));
const alert = (fields: Partial<UnboundAlert> = {}): UnboundAlert => ({
  status: "firing",
  series: "",
  occurredAt: null,
  startedAt: null,
  acceptedAt: time(20),
  ...fields,
});
const recoveredAt = (minutes: number, accepted = minutes): ClosedIncident["recovery"] => ({
  occurredAt: time(minutes),
  acceptedAt: time(accepted),
});
const closed = (fields: Partial<ClosedIncident> = {}): ClosedIncident => ({
  number: 7,
  resolvedByPerson: false,
  startedAt: [],
  recovery: null,
  ...fields,
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
      closed({ recovery: recoveredAt(9) }),
      "keep-quietly",
    ],
    [
      "at the moment of the recovery",
      alert({ occurredAt: time(9) }),
      closed({ recovery: recoveredAt(9) }),
      "open",
    ],
    ["after the recovery", alert({ occurredAt: time(10) }), closed({ recovery: recoveredAt(9) }), "open"],
    [
      "the same start, a late copy within 2 minutes of the recovery",
      alert({ startedAt: time(5), occurredAt: time(5), acceptedAt: time(10.9) }),
      closed({ startedAt: [time(5)], recovery: recoveredAt(9) }),
      "keep-quietly",
    ],
    [
      "the same start, 2 minutes after a recovery: it burns still",
      alert({ startedAt: time(5), occurredAt: time(5), acceptedAt: time(11) }),
      closed({ startedAt: [time(5)], recovery: recoveredAt(9) }),
      "open",
    ],
    [
      "the start that another of a pair gave it, 2 minutes after a recovery",
      alert({ startedAt: time(4), occurredAt: time(4), acceptedAt: time(11) }),
      closed({ startedAt: [time(5)], recovery: recoveredAt(9) }),
      "open",
    ],
    [
      "a start that is the recovery's own time, within 2 minutes",
      alert({ startedAt: time(5), occurredAt: time(5), acceptedAt: time(10) }),
      closed({ startedAt: [time(5)], recovery: recoveredAt(5, 9) }),
      "keep-quietly",
    ],
    [
      "a new start within 2 minutes of the recovery",
      alert({ startedAt: time(10), occurredAt: time(10), acceptedAt: time(10) }),
      closed({ startedAt: [time(5)], recovery: recoveredAt(9) }),
      "open",
    ],
    [
      "the occurrence that an operator resolved, long after a recovery",
      alert({ startedAt: time(5), occurredAt: time(5), acceptedAt: time(60) }),
      closed({ resolvedByPerson: true, startedAt: [time(5)], recovery: recoveredAt(9) }),
      "keep-quietly",
    ],
    ["no time to compare with", alert({ occurredAt: time(5) }), closed(), "open"],
  ];
  it.each(table)("[R5.1b] %s", (_story, said, lastClosed, bind) => {
    expect(bindAlert(said, null, lastClosed).bind).toBe(bind);
  });
});
