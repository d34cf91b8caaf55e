import { expect, it } from "vitest";
import { unitStart } from "./unitStart.ts";

const systemd255 = `ExecMainStartTimestampMonotonic=8134455021
ActiveEnterTimestampMonotonic=8134460114
InvocationID=5a0b3d4e0f8c4f0e9c5f1f7cf6a0a1b2`;
const systemd219 = "ActiveEnterTimestampMonotonic=8134460114\nExecMainStartTimestampMonotonic=8134455021";

it.each([
  ["systemd 255: the invocation", systemd255, "InvocationID=5a0b3d4e0f8c4f0e9c5f1f7cf6a0a1b2"],
  ["systemd 219: its main process", systemd219, "ExecMainStartTimestampMonotonic=8134455021"],
  [
    "systemd 219: a unit without a process",
    "ExecMainStartTimestampMonotonic=0\nActiveEnterTimestampMonotonic=8134460114",
    "ActiveEnterTimestampMonotonic=8134460114",
  ],
  [
    "systemd 255: a unit that never was started",
    "ExecMainStartTimestampMonotonic=0\nActiveEnterTimestampMonotonic=0\nInvocationID=",
    "",
  ],
  ["systemd 219: nothing that it knows", "", ""],
])("[R5.6] %s", (_what, shown, start) => {
  expect(unitStart(shown)).toBe(start);
});

it("[R5.6] a change of only the clock of a running invocation is not another start", () => {
  const later = systemd255.replace("8134460114", "9134460114");
  expect(unitStart(later)).toBe(unitStart(systemd255));
});
