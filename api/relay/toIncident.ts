import { type Client, WorkflowNotFoundError } from "@temporalio/client";
import { openIncident } from "../../db/incidents/openIncidents.ts";
import type { WaitingWord } from "../../db/outbox/read.ts";
import { callEnded, keyPressed } from "../../workflows/contract/incident.ts";
import type { RelayDeps } from "./alertRelay.ts";
import type { Tell } from "./outboxRelay.ts";
import { soon } from "./reach.ts";

type Word = WaitingWord<"incident">;

interface IncidentDeps extends Pick<RelayDeps, "db" | "client"> {
  /** Gives an incident without a run a new one. */
  revive: (incident: number) => Promise<void>;
}

/**
 * Reports the telephone's facts to the incident. A closed incident is told nothing: the facts stay on its
 * calls. An open one without a run gets one first. If Temporal does not know the incident yet, because
 * someone called back that early, the word waits.
 */
export function toIncident({ db, client, revive }: IncidentDeps): Tell<"incident"> {
  return async (word) => {
    const { workflowId } = word;
    if (workflowId === null) return "told";
    try {
      await say(client, workflowId, word);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      const open = await openIncident(db, word.row);
      if (open === null) return "told";
      if (!open.isTold) return "not-yet";
      await revive(word.row);
      await say(client, workflowId, word);
    }
    return "told";
  };
}

async function say(client: Client, workflowId: string, { row: incident, word, at }: Word): Promise<void> {
  const handle = client.workflow.getHandle(workflowId);
  await soon(client, async () => {
    switch (word.is) {
      case "key-pressed": {
        const { call, digit, by, occurrence, level } = word;
        const pressed = { incident, call, digit, wins: true, by, at: at.getTime(), occurrence, level };
        return await handle.signal(keyPressed, pressed);
      }
      case "call-ended":
        return await handle.signal(callEnded, { incident, call: word.call });
    }
  });
}
