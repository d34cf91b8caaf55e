import { releaseUndialled, ringing } from "../../db/calls/calls.ts";
import type { Database } from "../../db/connect.ts";
import { refreshFirstResponse } from "../../db/incidents/firstResponse.ts";
import { closeUnlessUnseen, recordHappened } from "../../db/incidents/records.ts";
import { judgeIn, judgePromise, lacksFirstResponse } from "../../db/incidents/slo.ts";
import { isUnheard } from "../../db/incidents/unheard.ts";
import { inIncident } from "../../db/incidentTransaction.ts";
import { contactOfIncident } from "../../db/messages/tellingContext.ts";
import { actorName } from "../../db/people/actors.ts";
import { tellTimeline } from "../../db/timelineLines.ts";
import { covers } from "../../domain/alerts/level.ts";
import { callEvents } from "../../domain/calls/events.ts";
import { incidentEvents as events } from "../../domain/incidents/events.ts";
import type { Happened } from "../../domain/incidents/row.ts";
import { occurrenceFact } from "../../domain/incidents/steps.ts";
import { customersPerson, engine } from "../../domain/people/actor.ts";
import type { TimelineEvent } from "../../domain/timeline.ts";
import type { ActivityDeps } from "../deps.ts";
import type { RecordActivities } from "./contract.ts";
import { lostRunActivities } from "./lostRun.ts";

/** Short records of an incident's changes; each is safe to repeat. */
export function recordActivities(deps: ActivityDeps): RecordActivities {
  const tell = (incident: number, at: number, event: TimelineEvent, fact: string, actor = engine) =>
    tellTimeline(deps.db, [{ incident, at: new Date(at), actor, event, fact }]);

  const happen = (incident: number, what: Happened, occurrence?: number) =>
    inIncident(deps.db, incident, (tx) => recordHappened(tx, incident, what, occurrence));

  const tellBreach = (incident: number, occurrence: number, at: Date) =>
    tell(incident, at.getTime(), events.sloBreach(), `slo/breach/${occurrence}`);

  return {
    isUnheard: ({ incident, seenUpTo, upTo }) => isUnheard(deps.db, incident, seenUpTo, new Date(upTo)),
    ...lostRunActivities(deps),

    async recordOccurrence({ incident, occurrence, level, at, newSlo, aloud }) {
      const when = new Date(at);
      const before = occurrence - 1;
      // The ending clock is judged first, so that a new clock cannot hide a breach.
      const brokenAt = await inIncident(deps.db, incident, async (tx) => {
        const { breachedAt } = newSlo ? await judgeIn(tx, incident, before, when) : { breachedAt: null };
        await recordHappened(tx, incident, {
          is: "occurrence-began",
          occurrence,
          level,
          at: when,
          newClock: newSlo,
        });
        await refreshFirstResponse(tx, incident);
        return breachedAt;
      });
      if (brokenAt !== null) await tellBreach(incident, before, brokenAt);
      const event = aloud === true ? events.aloud() : events.firedAgain({ occurrence, level });
      await tell(incident, at, event, occurrenceFact(occurrence));
      return { broken: brokenAt !== null };
    },

    async recordAlertEvent({ incident, sequence, level, acknowledgementLapsed: lapses, event, at }) {
      await happen(incident, { is: "level-changed", level, lapses });
      await tell(incident, at, event, `event/${sequence}`);
    },

    async recordRecovery({ incident, occurrence, at }) {
      await happen(incident, { is: "recovered", at: new Date(at) });
      await releaseUndialled(deps.db, incident, occurrence, new Date(at));
      await tell(incident, at, events.recovered(), `recovered/${occurrence}`);
      return { ringing: await ringing(deps.db, { incident }) };
    },

    async recordAcknowledgement({ incident, occurrence, by: said, request, contact, level, at }) {
      const by = await nameOf(deps.db, { incident, said, request, contact, at: new Date(at) });
      const word = { is: "acknowledged", by, level, at: new Date(at) } as const;
      const row = await happen(incident, word, occurrence);
      if (row !== null && covers(level, row.level))
        await releaseUndialled(deps.db, incident, occurrence, new Date(at));
      await tell(incident, at, events.acknowledged({ by, level }), `acknowledged/${occurrence}/${level}`, by);
      return { by, ringing: await ringing(deps.db, { incident }) };
    },

    async recordListEnd({ incident, step, result, at }) {
      await tell(incident, at, callEvents.listEnded({ result }), `list/${step}`);
    },

    async recordSloWarning({ incident, occurrence, at }) {
      if (!(await lacksFirstResponse(deps.db, incident))) return { due: false };
      await tell(incident, at, events.sloWarning(), `slo/warning/${occurrence}`);
      return { due: true };
    },

    async recordSloBreach({ incident, occurrence, at }) {
      const { breachedAt, undecided } = await judgePromise(deps.db, incident, occurrence, new Date(at));
      if (breachedAt === null) return { due: false, ...(undecided ? { undecided } : {}) };
      await tellBreach(incident, occurrence, breachedAt);
      return { due: true };
    },

    async closeIncident({ incident, seenUpTo, why, at }) {
      const said = typeof why === "string" ? null : why;
      const asked = { incident, actions: ["resolve"], at: new Date(at) } as const;
      const by = said === null ? null : await actorName(deps.db, said.actor, asked);
      const word = said === null || by === null ? null : { by, reason: said.reason };
      const closed = await closeUnlessUnseen(deps.db, incident, seenUpTo, word, new Date(at));
      if (!closed) return { closed, ringing: [] };
      const event = typeof why === "string" ? closings[why] : events.resolved({ reason: why.reason });
      await tell(incident, at, event, "closed", by ?? engine);
      return { closed, ringing: await ringing(deps.db, { incident }), ...(by === null ? {} : { by }) };
    },
  };
}

/** Who acknowledged: the contact an operator reached, otherwise the speaker, as a person only if known. */
async function nameOf(
  db: Database,
  word: {
    incident: number;
    said: string;
    request: string | undefined;
    contact: string | undefined;
    at: Date;
  },
): Promise<string> {
  const { incident, said, request, contact, at } = word;
  if (contact !== undefined)
    return customersPerson((await contactOfIncident(db, incident, contact))?.name ?? contact);
  if (request === undefined) return said;
  return await actorName(db, { by: said, request }, { incident, actions: ["acknowledge"], at });
}

const closings = { recovered: events.closedRecovered(), quiet: events.closedQuiet() };
