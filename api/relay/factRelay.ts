import { WorkflowNotFoundError } from "@temporalio/client";
import { isClosed } from "../../db/alerts/binding.ts";
import { markFactsRelayed, type WaitingFact, waitingFacts } from "../../db/calls/factQueue.ts";
import { isFinalStatus } from "../../domain/calls/outcome.ts";
import { callEnded, keyPressed } from "../../workflows/contract/incident.ts";
import type { RelayDeps } from "./alertRelay.ts";
import { eachForItself } from "./eachForItself.ts";

const factsInOneTurn = 200;
const requestTimeoutMilliseconds = 10_000;

interface FactDeps extends RelayDeps {
  /** Gives an incident whose run is gone a new one. */
  revive: (incident: number) => Promise<void>;
}

/** Takes key presses and final call states from their rows to the incidents' workflows, in order per incident. */
export async function relayFacts(deps: FactDeps): Promise<void> {
  const waiting = await waitingFacts(deps.db, factsInOneTurn);
  const byIncident = Map.groupBy(waiting, (fact) => fact.incident);
  await Promise.all(
    [...byIncident.values()].map((facts) =>
      eachForItself(deps.logger, "a call's facts", [facts], (one) => relayInOrder(deps, one)),
    ),
  );
}

async function relayInOrder(deps: FactDeps, facts: readonly WaitingFact[]): Promise<void> {
  for (const fact of facts) {
    await tell(deps, fact);
    await markFactsRelayed(deps.db, [fact.id], deps.clock());
  }
}

/** A closed incident needs no facts any more; they stay on its calls. An open one without a run gets one first. */
async function tell(deps: FactDeps, fact: WaitingFact): Promise<void> {
  try {
    await signal(deps, fact);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    if (await isClosed(deps.db, fact.incident)) return;
    await deps.revive(fact.incident);
    await signal(deps, fact);
  }
}

async function signal({ client }: RelayDeps, fact: WaitingFact): Promise<void> {
  const handle = client.workflow.getHandle(fact.workflowId);
  const { incident, call } = fact;
  await client.withDeadline(Date.now() + requestTimeoutMilliseconds, async () => {
    if (fact.kind === "key") {
      const { value: digit, wins } = fact;
      const by = fact.body.by ?? "customer:-";
      const at = fact.receivedAt.getTime();
      const { occurrence } = fact;
      const level = fact.level ?? "high";
      await handle.signal(keyPressed, { incident, call, digit, wins, by, at, occurrence, level });
    } else if (isFinalStatus(fact.value)) {
      await handle.signal(callEnded, { incident, call });
    }
  });
}
