import type { Database } from "../../db/connect.ts";
import type { VisibleCustomers } from "../../db/incidents/incidents.ts";
import { searchSilences } from "../../db/silences/asked.ts";
import type { SilenceState } from "../../domain/silences/silence.ts";
import { breather } from "../http/breathe.ts";
import { longestPage } from "../http/parameters.ts";
import { presentSilence } from "./present.ts";
import type { SilenceAnswer } from "./schemas.ts";

const shownMilliseconds = 30 * 24 * 3600_000;

/**
 * The newest silences, without those that ended long ago. Which state one is in follows from its hours, so the query
 * only leaves out what certainly is in none of those asked for.
 */
export async function latestSilences(
  db: Database,
  customers: VisibleCustomers,
  states: readonly SilenceState[] | null,
  now: Date,
): Promise<SilenceAnswer[]> {
  const isShown = ({ state }: SilenceAnswer): boolean => states === null || states.includes(state);
  const includesEnded = states?.includes("ended") ?? true;
  const search = {
    customers,
    endAfter: includesEnded ? new Date(now.getTime() - shownMilliseconds) : now,
    isUnanswered: states?.every((state) => state === "pending") ?? false,
    limit: longestPage,
  };
  const breathe = breather();
  const found: SilenceAnswer[] = [];
  for (let before: number | null = null; found.length < longestPage; ) {
    const rows = await searchSilences(db, { ...search, before });
    for (const row of rows) {
      const silence = presentSilence(row, now);
      if (isShown(silence)) found.push(silence);
      await breathe();
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < longestPage) break;
    before = last.id;
  }
  return found.slice(0, longestPage);
}
