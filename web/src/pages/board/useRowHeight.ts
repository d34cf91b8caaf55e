import { useSyncExternalStore } from "react";

const narrow = window.matchMedia("(max-width: 48rem)");
const wideRowPx = 44;
/** On a phone a row has three lines and is large enough for a thumb. */
const narrowRowPx = 88;

export const useRowHeight = (): number =>
  useSyncExternalStore(
    (onChange) => {
      narrow.addEventListener("change", onChange);
      return () => narrow.removeEventListener("change", onChange);
    },
    () => (narrow.matches ? narrowRowPx : wideRowPx),
  );
