import { useCallback, useEffect, useRef, useState } from "react";

/** After so long without a touch nobody is at work in the table. */
const heldForMilliseconds = 20_000;

/** Whether somebody is at work in the table: it holds the focus, and something was pressed or moved just now. */
export function useHold(): { held: boolean; touch: () => void; release: () => void } {
  const [held, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const release = useCallback(() => {
    clearTimeout(timer.current);
    setHeld(false);
  }, []);
  const touch = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(release, heldForMilliseconds);
    setHeld(true);
  }, [release]);
  return { held, touch, release };
}
