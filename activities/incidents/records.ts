import { releaseUndialled } from "../../db/calls/calls.ts";
import type { Database } from "../../db/connect.ts";
import { refreshFirstResponse } from "../../db/incidents/firstResponse.ts";
import {
  acknowledged,
  acknowledgementLapsed,
  changeIncident,
  changeOccurrence,
  closeUnlessUnseen,
  isCovered,
  newOccurrence,
  recovered,
} from "../../db/incidents/records.ts";
import { judgeIn, judgePromise, lacksFirstResponse } from "../../db/incidents/slo.ts";
import { tellTimeline } from "../../db/incidents/timelineLines.ts";
import { isUnheard } from "../../db/incidents/unheard.ts";
import { inIncident } from "../../db/incidentTransaction.ts";
import { contactOfIncident } from "../../db/messages/tellingContext.ts";
import { actorName } from "../../db/people/actors.ts";
import { levelWord } from "../../domain/alerts/level.ts";
import { actorWord } from "../../domain/incidents/people.ts";
import { occurrenceFact } from "../../domain/incidents/steps.ts";
import { timelineTexts } from "../../domain/incidents/timelineTexts.ts";
import type { ActivityDeps } from "../deps.ts";
import type { RecordActivities } from "./contract.ts";
import { eventText } from "./eventText.ts";
import { lostRunActivities } from "./lostRun.ts";

/** Short writes of what an incident has become; each may be repeated. */
export function recordActivities(deps: ActivityDeps): RecordActivities {
  const line = (incident: number, at: number, kind: string, text: string, fact: string, actor = "toban") =>
    tellTimeline(deps.db, [{ incident, at: new Date(at), actor, kind, text, fact }]);

  const tellBreach = (incident: number, occurrence: number, at: Date) =>
    line(incident, at.getTime(), "slo", timelineTexts.sloBreach(), `slo/breach/${occurrence}`);

  return {
    isUnheard: ({ incident, seenUpTo, upTo }) => isUnheard(deps.db, incident, seenUpTo, new Date(upTo)),
    ...lostRunActivities(deps),

    async recordOccurrence({ incident, occurrence, level, at, newSlo }) {
      const when = new Date(at);
      const before = occurrence - 1;
      // The clock that ends here is judged first: a new one must not hide that it had run out.
      const brokenAt = await inIncident(deps.db, incident, async (tx) => {
        const { breachedAt } = newSlo ? await judgeIn(tx, incident, before, when) : { breachedAt: null };
        await changeIncident(tx, incident, newOccurrence(occurrence, level, when, newSlo));
        await refreshFirstResponse(tx, incident);
        return breachedAt;
      });
      if (brokenAt !== null) await tellBreach(incident, before, brokenAt);
      const text = timelineTexts.firedAgain({ occurrence, level: levelWord(level) });
      await line(incident, at, "state", text, occurrenceFact(occurrence));
      return { broken: brokenAt !== null };
    },

    async recordAlertEvent({ incident, sequence, at, ...meant }) {
      const { level, acknowledgementLapsed: lapses } = meant;
      await changeIncident(deps.db, incident, { level, ...(lapses ? acknowledgementLapsed : {}) });
      await line(incident, at, "state", eventText(meant), `event/${sequence}`);
    },

    async recordRecovery({ incident, occurrence, at }) {
      await changeIncident(deps.db, incident, recovered(new Date(at)));
      await releaseUndialled(deps.db, incident, occurrence, new Date(at));
      await line(incident, at, "state", timelineTexts.recovered(), `recovered/${occurrence}`);
    },

    async recordAcknowledgement({ incident, occurrence, by: said, request, contact, level, at }) {
      const by = await nameOf(deps.db, { incident, said, request, contact, at: new Date(at) });
      await changeOccurrence(deps.db, incident, occurrence, acknowledged(by, level, new Date(at)));
      if (await isCovered(deps.db, incident, level))
        await releaseUndialled(deps.db, incident, occurrence, new Date(at));
      const text = timelineTexts.acknowledged({ by: actorWord(by), level: levelWord(level) });
      await line(incident, at, "acknowledged", text, `acknowledged/${occurrence}/${level}`, by);
      return by;
    },

    async recordListEnd({ incident, step, text, at }) {
      await line(incident, at, "call", text, `list/${step}`);
    },

    async recordSloWarning({ incident, occurrence, at }) {
      if (!(await lacksFirstResponse(deps.db, incident))) return { due: false };
      await line(incident, at, "slo", timelineTexts.sloWarning(), `slo/warning/${occurrence}`);
      return { due: true };
    },

    async recordSloBreach({ incident, occurrence, at }) {
      const { breachedAt, undecided } = await judgePromise(deps.db, incident, occurrence, new Date(at));
      if (breachedAt === null) return { due: false, ...(undecided ? { undecided } : {}) };
      await tellBreach(incident, occurrence, breachedAt);
      return { due: true };
    },

    async closeIncident({ incident, seenUpTo, reason, resolved, at }) {
      const asked = { incident, actions: ["resolve"], at: new Date(at) } as const;
      const by = resolved === undefined ? null : await actorName(deps.db, resolved.actor, asked);
      const word = by === null ? null : { by, reason: resolved?.reason ?? "" };
      const closed = await closeUnlessUnseen(deps.db, incident, seenUpTo, word, new Date(at));
      if (!closed) return { closed };
      const text =
        word === null ? (closingWords[reason] ?? reason) : timelineTexts.resolved({ reason: word.reason });
      await line(incident, at, "state", text, "closed", by ?? "toban");
      return { closed, ...(by === null ? {} : { by }) };
    },
  };
}

/** An operator's call reached somebody: that person knows. Otherwise who said so, a person only where known. */
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
    return `customer:${(await contactOfIncident(db, incident, contact))?.name ?? contact}`;
  if (request === undefined) return said;
  return await actorName(db, { by: said, request }, { incident, actions: ["acknowledge"], at });
}

const closingWords: Record<string, string> = {
  recovered: timelineTexts.closedRecovered(),
  quiet: timelineTexts.closedQuiet(),
};
