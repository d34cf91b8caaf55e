import { type CallRow, factsOfOperatorCall, storeLookedUp } from "../../db/calls/calls.ts";
import { storeLegWord } from "../../db/calls/operatorCalls.ts";
import { isFinalStatus } from "../../domain/calls/outcome.ts";
import { listLagSeconds } from "../../domain/calls/timing.ts";
import type { ActivityDeps } from "../deps.ts";
import type { Heard } from "./ledger.ts";

/** Stores what the provider says of an operator's call and of its leg to the contact. */
export async function hearWithLegs(
  deps: ActivityDeps,
  call: CallRow,
  sid: string,
  status: string,
): Promise<Heard> {
  const legs = await deps.telephone.legs(sid);
  if (legs.outcome !== "done") return "no-word";
  const at = deps.clock();
  for (const leg of legs.calls)
    await storeLegWord(deps.db, call, {
      sid: leg.sid,
      status: leg.status,
      copy: "looked-up",
      at,
      isNews: false,
    });
  await storeLookedUp(deps.db, call, sid, status, at);
  if (legs.calls.length > 0) return "said";
  const facts = await factsOfOperatorCall(deps.db, call.id);
  const hungUp = facts.find((fact) => fact.kind === "status" && isFinalStatus(fact.value));
  if (hungUp === undefined) return "said";
  const goneSeconds = (at.getTime() - hungUp.receivedAt.getTime()) / 1000;
  return goneSeconds >= listLagSeconds ? "absent" : "said";
}
