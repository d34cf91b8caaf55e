import { type DispatchRow, giveUpStep, pendingOf } from "../../db/messages/dispatches.ts";
import { readIncidentContext, type TellingContext } from "../../db/messages/tellingContext.ts";
import { recoveryStep } from "../../domain/incidents/steps.ts";
import { isOperatorRecipient } from "../../domain/messages/operatorRecipient.ts";
import { messageTexts, notSentTexts } from "../../domain/messages/sendingTexts.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { ActivityDeps } from "../deps.ts";
import { attempt } from "./attempt.ts";
import type { TellingActivities } from "./contract.ts";
import { mailRow, postRow } from "./sendRow.ts";

/** Sends what an earlier run began for one person or chat; the rows say what, and in which order. */
export function pendingActivities(deps: ActivityDeps): Pick<TellingActivities, "sendPending"> {
  return {
    async sendPending({ incident, channel, recipient, steps, firstTry = false }) {
      const rows = await pendingOf(deps.db, { incident, channel, recipient, steps });
      const context = await readIncidentContext(deps.db, incident);
      let sent = 0;
      let refused = 0;
      for (const [index, row] of rows.entries()) {
        if (isOutdated(context, row)) {
          const { step } = row;
          const reason = notSentTexts.firesAgain();
          await giveUpStep(deps.db, { incident, step, reason, at: deps.clock() });
          continue;
        }
        const send = wayOf(deps, context, row);
        const told = await attempt(deps, { rows: async () => [row], what: whatOf(row), send, firstTry });
        sent += told.sent;
        refused += told.refused;
        // The following steps wait for this one.
        if ((told.pending ?? 0) > 0) return { sent, refused, pending: rows.length - index };
      }
      return { sent, refused };
    },
  };
}

/** A recovery is not sent once the alert fires again. */
const isOutdated = ({ incident }: TellingContext, { kind, step }: DispatchRow): boolean =>
  kind === "recovery" && step !== recoveryStep(incident.occurrence);

function wayOf(deps: ActivityDeps, context: TellingContext, { channel, recipient }: DispatchRow) {
  if (channel === "mail") return mailRow(deps);
  if (isOperatorRecipient(recipient)) return postRow(deps, null, deps.operators.chat);
  return postRow(deps, context.incident.customer, context.configuration?.chat[recipient]);
}

function whatOf({ recipient, channel, kind, content }: DispatchRow): Text {
  if (isOperatorRecipient(recipient))
    return messageTexts.toOperators({ headline: content?.subject ?? content?.body ?? "" });
  switch (kind) {
    case "alert":
      return channel === "chat" ? messageTexts.firing() : messageTexts.alertMail();
    case "repeat":
      return messageTexts.repeat();
    case "recovery":
      return channel === "chat" ? messageTexts.recovery() : messageTexts.recoveryMail();
    case "fallback":
      return messageTexts.fallbackMail();
    case "escalation":
      return messageTexts.escalationMail();
    default:
      return channel === "chat" ? messageTexts.operatorPost() : messageTexts.operatorMail();
  }
}
