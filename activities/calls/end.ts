import { ApplicationFailure } from "@temporalio/activity";
import type { HowToEnd } from "../../domain/calls/outcome.ts";
import { say } from "../../domain/say.ts";
import type { ActivityDeps } from "../deps.ts";
import type { CallKind } from "./contract.ts";
import type { CallLedger } from "./ledger.ts";

/** Asks the provider to end a call that is ringing or, with `hang-up`, also one in conversation. */
export async function end(
  deps: ActivityDeps,
  ledger: CallLedger<CallKind>,
  { call: id, how }: { call: string; how: HowToEnd },
): Promise<void> {
  const { state } = await ledger.recordEnd(id);
  if (state === "ended" || state === "absent" || (state === "talking" && how === "if-ringing")) return;
  const call = await ledger.read(id);
  if (call === null || call.requestedAt === null) return;
  if (call.sid === null) throw notYet("StillBeingPlaced", "the call has no id at the provider yet");
  await ledger.noteEnding(call, how);
  const ended = await deps.telephone.end(call.sid, how === "hang-up" ? "completed" : "canceled");
  if (ended.outcome !== "done" && ended.outcome !== "permanent") throw notYet("NotEnded", say(ended.reason));
}

const notYet = (type: string, message: string) => ApplicationFailure.create({ type, message });
