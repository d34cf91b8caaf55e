import { sleep } from "@temporalio/workflow";
import type { Told } from "../../activities/messages/contract.ts";
import { begin, type IncidentRun, inOrder, noteResponse } from "./incidentRun.ts";

interface Letter {
  /** What it is, among what the incident is doing. */
  what: string;
  occurrence: number;
  /** Not for a recovery. */
  isResponse: boolean;
  /** Tries each address; with `firstTry` once, and returns how many are pending. */
  send: (order: { firstTry: boolean }) => Promise<Told>;
}

export interface Mailed {
  first: Told;
  /** The final result; null if the first try settled every address. */
  rest: Promise<Told> | null;
}

/**
 * Mails go out in the order in which they were decided, so that nobody hears of a recovery before the alert. Only the
 * first try waits its turn; addresses that it did not settle are retried beside later mails. A recovery skips an address
 * that still waits for an older mail, and follows it.
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
