import { behindOlderMail, type DispatchRow, giveUpStep, pendingOf } from "../../db/messages/dispatches.ts";
import { readIncidentContext, type TellingContext } from "../../db/messages/tellingContext.ts";
import { recoveryStep } from "../../domain/incidents/steps.ts";
import { isOperatorRecipient } from "../../domain/messages/operatorRecipient.ts";
import { messageTexts, notSentTexts } from "../../domain/messages/sendingTexts.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { ActivityDeps } from "../deps.ts";
import type { Outcome } from "../providers/outcome.ts";
import type { TellingActivities } from "./contract.ts";
import { olderFirst, settle } from "./settle.ts";

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
        const behind = await behindOlderMail(deps.db, [row], deps.clock());
        const outcome = behind.has(row.id) ? olderFirst() : await send(deps, context, row);
        const attempted = [{ row, outcome }];
        const told = await settle(deps, [row], attempted, whatOf(row), firstTry);
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

async function send(deps: ActivityDeps, context: TellingContext, row: DispatchRow): Promise<Outcome> {
  const { subject = "", body } = row.content ?? { body: "" };
  if (row.channel === "mail") {
    const { to, messageId } = row;
    return await deps.mailer.send({ to, subject, body, messageId: messageId ?? "" });
  }
  const ours = isOperatorRecipient(row.recipient);
  const destination = ours ? deps.operators.chat : (context.configuration?.chat[row.recipient] ?? null);
  if (destination === null) return { outcome: "permanent", reason: notSentTexts.unknownChat() };
  const customer = ours ? null : context.incident.customer;
  return await deps.chat.post({ customer, destination, line: body });
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
