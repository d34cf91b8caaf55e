import { patched, sleep } from "@temporalio/workflow";
import type { Told } from "../../activities/telling/contract.ts";
import { begin, type IncidentRun, inOrder, noteResponse } from "./run.ts";

interface Letter {
  /** What it is, among what the incident is doing. */
  what: string;
  occurrence: number;
  /** Not for a recovery. */
  isResponse: boolean;
  /** Tries each address; `firstTry`: once, and answers how many are still to be tried. */
  send: (order: { firstTry: boolean }) => Promise<Told>;
}

export interface Mailed {
  first: Told;
  /** How it ends for everybody; null where the first try reached or lost all. */
  rest: Promise<Told> | null;
}

/**
 * Mails in the order in which it was decided, so that nobody hears of a recovery before the alert. The order holds for each
 * address alone: a mail's first try stands in it, and whom it did not reach is tried on beside everything that follows; a
 * recovery leaves out whoever has an older mail still on its way, and follows that one.
 */
export async function mailInOrder(run: IncidentRun, letter: Letter): Promise<Mailed> {
  const first = await inOrder(run, "mail", () => letter.send({ firstTry: true }));
  const counts = (told: Told): void => {
    if (letter.isResponse && told.sent > 0) noteResponse(run, letter.occurrence);
  };
  counts(first);
  if ((first.pending ?? 0) === 0) return { first, rest: null };
  const rest = run.withdrawable.run(async () => {
    await sleep("2s");
    return await letter.send({ firstTry: false });
  });
  begin(run, `${letter.what}（再送）`, async () => counts(await rest));
  return { first, rest };
}

/**
 * For mails that stood outside the order in runs of an earlier version.
 */
export async function mailInOrderNow(run: IncidentRun, letter: Letter): Promise<Mailed> {
  if (patched("every-mail-in-order")) return await mailInOrder(run, letter);
  const first = await run.withdrawable.run(() => letter.send({ firstTry: false }));
  if (letter.isResponse && first.sent > 0) noteResponse(run, letter.occurrence);
  return { first, rest: null };
}
