import { useEffect, useState } from "react";
import { clock } from "../../clock/clock.ts";

const stepMilliseconds = 5_000;

/** The time, in steps of five seconds: near enough for what is counted, and seldom enough to cost nothing. */
export function useSlowClock(): number {
  const [now, setNow] = useState(() => clock.now());
  useEffect(
    () => clock.each((time) => setNow((before) => (time - before >= stepMilliseconds ? time : before))),
    [],
  );
  return now;
}
