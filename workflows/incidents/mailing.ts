import { sleep } from "@temporalio/workflow";
import type { Told } from "../../activities/messages/contract.ts";
import { begin, type IncidentRun, inOrder, noteResponse } from "./incidentRun.ts";

interface Letter {
  /** Its name in the list of what the incident is doing. */
  what: string;
  occurrence: number;
  /** False for a recovery. */
  isResponse: boolean;
  /** Tries each address, only once if `firstTry` is set, and returns how many are still pending. */
  send: (order: { firstTry: boolean }) => Promise<Told>;
}

export interface Mailed {
  first: Told;
  /** The final result; null if the first try settled every address. */
  rest: Promise<Told> | null;
}

/**
 * Sends mails in the order in which they were decided, so that no recipient gets the recovery before the
 * alert. Only the first try waits its turn; later mails do not wait for retries. A recovery skips an address
 * that still waits for an older mail, and follows that mail.
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
