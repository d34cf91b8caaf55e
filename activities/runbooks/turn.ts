import { askForTarget, endedAmong } from "../../db/runbooks/turns.ts";
import type { ActivityDeps } from "../deps.ts";
import type { TurnOrder } from "./deps.ts";

/**
 * Two runs never work on one target at the same time. Usually no other run is under way there, and the run's own row
 * is enough. Otherwise the target's workflow gives turns, first of all to the run that took the target at once.
 */
export async function askForTurn(
  { db, runbooks: { turns } }: ActivityDeps,
  order: TurnOrder,
): Promise<{ hasTurn: boolean }> {
  const { hasTurn, unannounced } = await askForTarget(db, order.run);
  if (hasTurn) return { hasTurn };
  for (const run of [...unannounced, order.run]) await turns.ask({ ...order, run });
  // One that ended meanwhile may have given its turn back before that workflow heard of it.
  for (const run of await endedAmong(db, unannounced)) await turns.giveBack({ ...order, run });
  return { hasTurn };
}
