import { askForAttention } from "../../db/askForAttention.ts";
import { refreshFirstResponse } from "../../db/incidents/firstResponse.ts";
import { changeIncident } from "../../db/incidents/records.ts";
import { inIncident } from "../../db/incidentTransaction.ts";
import { type DispatchOutcome, type Lease, settleDispatches } from "../../db/messages/attempts.ts";
import type { DispatchRow } from "../../db/messages/dispatches.ts";
import { type TimelineLine, tellTimeline } from "../../db/timelineLines.ts";
import { firstResponseMinutes } from "../../domain/incidents/slo.ts";
import { messageEvents } from "../../domain/messages/events.ts";
import { isOperatorRecipient } from "../../domain/messages/operatorRecipient.ts";
import { engine } from "../../domain/people/actor.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { ActivityDeps } from "../deps.ts";
import type { Outcome } from "../providers/outcome.ts";
import type { Standing, Standings } from "./conversations.ts";

/** After a day a notice is useless; until then an unreachable provider is tried again. */
const longestTryMilliseconds = 24 * 60 * 60_000;

/** After this time somebody should find out why an address accepts nothing. */
const lateMilliseconds = firstResponseMinutes * 60_000;

interface Attempted {
  row: DispatchRow;
  outcome: Outcome;
}

/**
 * Records how an attempt on rows of one incident ended, and returns what was recorded. Of a row that was given
 * up, or whose lease was lost, only a success is.
 */
export async function settle(
  deps: ActivityDeps,
  lease: Lease,
  attempted: readonly Attempted[],
  what: Text,
): Promise<Standings> {
  const incident = attempted[0]?.row.incident;
  if (incident === undefined) return new Map();
  const now = deps.clock();
  const settling = attempted.map((one) => ({ ...one, settled: settledAs(one, now) }));
  return await inIncident(deps.db, incident, async (tx) => {
    const outcomes = settling.map(({ settled }) => settled);
    const written = await settleDispatches(tx, outcomes, lease, now);
    const recorded = settling.filter(({ row }) => written.has(row.id));
    const lines = recorded.map(({ row, settled }) => lineOf(row, settled, now, what));
    await Promise.all([tellTimeline(tx, lines), refreshFirstResponse(tx, incident)]);
    // It is shown with its latest reason, of which the timeline, having its first, says nothing new.
    if (recorded.some(({ settled }) => settled.outcome === "pending"))
      await changeIncident(tx, incident, { young: false });
    if (recorded.some(({ row, settled }) => isMissed(row, settled, now)))
      await askForAttention(tx, incident, "mail-refused", now);
    return new Map(recorded.map(({ row, settled, outcome }) => [row.id, standingOf(settled, outcome)]));
  });
}

const standingOf = ({ outcome }: DispatchOutcome, tried: Outcome): Standing =>
  tried.outcome === "done" ? { outcome } : { outcome, failure: tried };

/**
 * Whether a contact's mail failed, or is not delivered within the first-response time. Then an operator
 * should look, whatever else was sent (R5.2.1).
 */
function isMissed(row: DispatchRow, { outcome }: DispatchOutcome, now: Date): boolean {
  if (row.channel !== "mail" || isOperatorRecipient(row.recipient)) return false;
  if (outcome === "pending") return now.getTime() - row.at.getTime() > lateMilliseconds;
  return outcome === "refused" || outcome === "failed";
}

function settledAs({ row, outcome }: Attempted, now: Date): DispatchOutcome {
  switch (outcome.outcome) {
    case "done":
      return { id: row.id, outcome: "sent", reason: null, messageId: row.messageId ?? outcome.id };
    case "permanent":
      return { id: row.id, outcome: "refused", reason: outcome.reason };
    default: {
      const tooLate = now.getTime() - row.at.getTime() > longestTryMilliseconds;
      return { id: row.id, outcome: tooLate ? "failed" : "pending", reason: outcome.reason };
    }
  }
}

function lineOf(row: DispatchRow, { outcome, reason }: DispatchOutcome, at: Date, what: Text): TimelineLine {
  const told = { channel: row.channel, to: row.to, what, outcome, reason };
  const isNotice = isOperatorRecipient(row.recipient);
  const event = isNotice ? messageEvents.noticeSettled(told) : messageEvents.settled(told);
  return { incident: row.incident, at, actor: engine, event, fact: `dispatch/${row.id}/${outcome}` };
}
