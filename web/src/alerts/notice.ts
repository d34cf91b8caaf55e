import type { BoardRow } from "../api/types.ts";
import { liveState } from "../live/liveState.ts";
import { notify } from "./notification.ts";
import { say } from "./say.ts";
import { alertSettings } from "./settings.ts";
import { play } from "./sound.ts";
import { Telling, type WorthTelling } from "./worthTelling.ts";

const telling = new Telling();

/** Called with every row that the server reports. */
export function noticeRows(rows: readonly BoardRow[], what: "first" | "change"): void {
  if (what === "first") telling.remember(rows);
  else tell(telling.fresh(rows));
}

/** Called by the clock. */
export const noticeNearlyDue = (rows: Iterable<BoardRow>, now: number): void =>
  tell(telling.nearlyDue(rows, now));

/** One sound and one notification for all of them, at the highest level among them. */
function tell(all: readonly WorthTelling[]): void {
  const [gravest] = all.toSorted((one, other) => rank(other) - rank(one));
  if (gravest === undefined) return;
  say(all);
  const settings = alertSettings();
  const { level } = gravest.row;
  const isWanted = gravest.why === "new" || settings.nearlyDue;
  // Otherwise several windows of one browser would all sound.
  if (!isWanted || !liveState().leading) return;
  if (settings.sound[level]) play(gravest.why === "new" ? level : "nearlyDue");
  if (settings.notification[level]) notify(gravest, all.length);
}

const rank = ({ row, why }: WorthTelling): number =>
  ["low", "middle", "high"].indexOf(row.level) * 2 + (why === "nearlyDue" ? 1 : 0);
