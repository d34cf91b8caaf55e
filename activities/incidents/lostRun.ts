import { findIncident } from "../../db/incidents/incidents.ts";
import { alertsAfter, rebuildIncident } from "../../db/incidents/rebuild.ts";
import { operatorsStepsOf, pendingDispatches } from "../../db/messages/dispatches.ts";
import { tellTimeline } from "../../db/timelineLines.ts";
import { incidentEvents } from "../../domain/incidents/events.ts";
import { engine } from "../../domain/people/actor.ts";
import type { ActivityDeps } from "../deps.ts";
import type { PendingTelling } from "../messages/contract.ts";
import type { RecordActivities } from "./contract.ts";

/** What a new run of an incident reads from the rows, and its record of having begun. */
export function lostRunActivities(
  deps: ActivityDeps,
): Pick<RecordActivities, "rebuildIncident" | "alertsAfter" | "recordRebuilt" | "readTold"> {
  return {
    rebuildIncident: (order) => rebuildIncident(deps.db, order),
    alertsAfter: (order) => alertsAfter(deps.db, order),

    async recordRebuilt({ incident, run, at }) {
      const line = { incident, at: new Date(at), actor: engine, fact: `rebuilt/${run}` };
      await tellTimeline(deps.db, [{ ...line, event: incidentEvents.rebuilt() }]);
    },

    async readTold({ incident }) {
      const [rows, operatorsSteps, row] = await Promise.all([
        pendingDispatches(deps.db, incident),
        operatorsStepsOf(deps.db, incident),
        findIncident(deps.db, incident, null),
      ]);
      const pending = new Map<string, PendingTelling>();
      for (const { channel, recipient, step } of rows) {
        if (channel === "sms") continue;
        const key = `${channel} ${recipient}`;
        const steps = [...(pending.get(key)?.steps ?? []), step];
        pending.set(key, { channel, recipient, steps });
      }
      const closed = row === null || row.closedAt !== null;
      return { pending: [...pending.values()], operatorsSteps, ...(closed ? { closed } : {}) };
    },
  };
}
