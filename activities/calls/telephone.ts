import type { ActivityDeps } from "../deps.ts";
import type { CallKind, TelephoneActivities } from "./contract.ts";
import { dial } from "./dial.ts";
import { end } from "./end.ts";
import type { CallLedger } from "./ledger.ts";
import { lookUp } from "./lookUp.ts";

export type Ledgers = { [Kind in CallKind]: CallLedger<Kind> };

/** One telephone for the calls of every ledger. */
export function telephoneActivities(deps: ActivityDeps, ledgers: Ledgers): TelephoneActivities {
  return {
    dialCall: (order) => dial(deps, ledgers[order.kind], order),
    lookUpCall: (order) => lookUp(deps, ledgers[order.kind], order),
    endCall: (order) => end(deps, ledgers[order.kind], order),
    recordCallEnd: ({ kind, call }) => ledgers[kind].recordEnd(call),
  };
}
