import { ApplicationFailure } from "@temporalio/activity";
import { askForAttention } from "../../db/askForAttention.ts";
import { refreshFirstResponse } from "../../db/incidents/firstResponse.ts";
import { inIncident } from "../../db/incidentTransaction.ts";
import type { DispatchOutcome, DispatchRow } from "../../db/messages/dispatches.ts";
import { settleDispatches } from "../../db/messages/dispatches.ts";
import { type TimelineLine, tellTimeline } from "../../db/timelineLines.ts";
import { firstResponseMinutes } from "../../domain/incidents/slo.ts";
import { messageEvents } from "../../domain/messages/events.ts";
import { isOperatorRecipient } from "../../domain/messages/operatorRecipient.ts";
import { notSentTexts } from "../../domain/messages/sendingTexts.ts";
import { engine } from "../../domain/people/actor.ts";
import { say } from "../../domain/say.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { ActivityDeps } from "../deps.ts";
import type { Failure, Outcome } from "../providers/outcome.ts";
import type { Told } from "./contract.ts";

/** After a day a notice is useless; until then an unreachable provider is tried again. */
const longestTryMilliseconds = 24 * 60 * 60_000;

/** After this time somebody should find out why an address accepts nothing. */
const lateMilliseconds = firstResponseMinutes * 60_000;

/** Not tried yet. It is tried soon after the older mail, even if that one is retried rarely by now. */
export const olderFirst = (): Failure => ({
  outcome: "transient",
  reason: notSentTexts.olderFirst(),
  retryAfterSeconds: 15,
});

export interface Attempted {
  row: DispatchRow;
  outcome: Outcome;
}

/**
 * Records each recipient's outcome. While any is pending it throws, to be retried; with `firstTry` it returns
 * their number instead. To lose no message, an unknown outcome may lead to a second mail (same Message-ID) or
 * chat line.
 */
export async function settle(
  deps: ActivityDeps,
  rows: readonly DispatchRow[],
  attempted: readonly Attempted[],
  what: Text,
  firstTry = false,
): Promise<Told> {
  const now = deps.clock();
  const outcomes = attempted.map(({ row, outcome }) => settledAs(row, outcome, now));
  let written: (DispatchOutcome | undefined)[] = [];
  const incident = rows[0]?.incident;
  if (incident !== undefined)
    await inIncident(deps.db, incident, async (tx) => {
      written = await settleDispatches(tx, outcomes, now);
      await tellTimeline(
        tx,
        attempted.flatMap(({ row }, index) => lineOf(row, written[index], now, what)),
      );
      await refreshFirstResponse(tx, incident);
      if (attempted.some(({ row }, index) => isMissed(row, written[index], now)))
        await askForAttention(tx, incident, "mail-refused", now);
    });
  const all = rows.map((row) => {
    const place = attempted.findIndex((one) => one.row.id === row.id);
    return place < 0 ? row.outcome : (written[place]?.outcome ?? "failed");
  });
  const count = (outcome: DispatchOutcome["outcome"]) => all.filter((one) => one === outcome).length;
  const pending = count("pending");
  if (pending > 0 && !firstTry) throw notYet(what, attempted);
  const told = { sent: count("sent"), refused: count("refused") + count("failed") };
  return pending === 0 ? told : { ...told, pending };
}

/**
 * Whether a contact's mail failed, or is not delivered within the first-response time. Then an operator
 * should look, whatever else was sent (R5.2.1).
 */
function isMissed(row: DispatchRow, outcome: DispatchOutcome | undefined, now: Date): boolean {
  if (row.channel !== "mail" || isOperatorRecipient(row.recipient)) return false;
  if (outcome?.outcome === "pending") return now.getTime() - row.at.getTime() > lateMilliseconds;
  return outcome?.outcome === "refused" || outcome?.outcome === "failed";
}

function settledAs(row: DispatchRow, outcome: Outcome, now: Date): DispatchOutcome {
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

function lineOf(
  row: DispatchRow,
  outcome: DispatchOutcome | undefined,
  at: Date,
  what: Text,
): TimelineLine[] {
  if (outcome === undefined) return [];
  const told = { channel: row.channel, to: row.to, what, outcome: outcome.outcome, reason: outcome.reason };
  const isNotice = isOperatorRecipient(row.recipient);
  const event = isNotice ? messageEvents.noticeSettled(told) : messageEvents.settled(told);
  return [
    { incident: row.incident, at, actor: engine, event, fact: `dispatch/${row.id}/${outcome.outcome}` },
  ];
}

function notYet(what: Text, attempted: readonly Attempted[]): ApplicationFailure {
  const waits = attempted.flatMap(({ outcome }) =>
    outcome.outcome !== "done" && outcome.retryAfterSeconds !== undefined ? [outcome.retryAfterSeconds] : [],
  );
  const reasons = attempted.flatMap(({ outcome }) =>
    outcome.outcome === "done" ? [] : [say(outcome.reason)],
  );
  return ApplicationFailure.create({
    type: "NotYetTold",
    message: `${say(what)}: ${[...new Set(reasons)].join(" / ")}`,
    ...(waits.length > 0 ? { nextRetryDelay: `${Math.max(...waits)}s` as const } : {}),
  });
}
