import { isKnownSid } from "../../db/calls/calls.ts";
import type { ActivityDeps } from "../deps.ts";
import type { ProviderCall } from "../providers/twilio.ts";

/** The provider's clock may be a little behind ours. */
const clockSkewMilliseconds = 5_000;

export type FoundAtProvider =
  | { found: "call"; call: ProviderCall }
  /** The provider's list does not have it. */
  | { found: "none" }
  /** The provider does not answer. */
  | { found: "no-word" };

/** Looks for a request that got no answer; a call that is known as another attempt's is not ours (RA2). */
export async function findAtProvider(
  deps: Pick<ActivityDeps, "db" | "telephone">,
  request: { id: string; phone: string; requestedAt: Date },
): Promise<FoundAtProvider> {
  const since = new Date(request.requestedAt.getTime() - clockSkewMilliseconds);
  const listed = await deps.telephone.find({ to: request.phone, since });
  if (listed.outcome !== "done") return { found: "no-word" };
  for (const call of listed.calls) {
    if (!(await isKnownSid(deps.db, call.sid, request.id))) return { found: "call", call };
  }
  return { found: "none" };
}
