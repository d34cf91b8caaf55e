import { changeIncident } from "../../db/incidents/records.ts";
import { planDispatches } from "../../db/messages/attempts.ts";
import { factsOf } from "../../db/messages/messageFacts.ts";
import { readIncidentContext } from "../../db/messages/tellingContext.ts";
import { moreUrgent } from "../../domain/incidents/attention.ts";
import { type OperatorNotice, operatorNotice } from "../../domain/incidents/notices/operatorNotice.ts";
import { operatorRecipient } from "../../domain/messages/operatorRecipient.ts";
import { messageTexts } from "../../domain/messages/sendingTexts.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { ActivityDeps } from "../deps.ts";
import { attempt } from "./attempt.ts";
import type { TellingActivities, Told } from "./contract.ts";
import { deliverMail } from "./deliverMail.ts";
import { postRow } from "./sendRow.ts";

/** Tells the control centre through every channel set up. Its queue shows the incident even if none works. */
export function operatorActivities(deps: ActivityDeps): Pick<TellingActivities, "tellOperators"> {
  return {
    async tellOperators({ incident, step, why }) {
      const context = await readIncidentContext(deps.db, incident);
      const { deadlineAt, attention } = context.incident;
      const now = deps.clock();
      const facts = factsOf(context, "firing", deps.centerName);
      const notice = operatorNotice(facts, why, { deadlineAt, now });
      await changeIncident(deps.db, incident, {
        attention: moreUrgent(attention, why.kind),
        attentionAt: now,
        young: false,
      });
      const [chat, mail] = await Promise.allSettled([
        postToOperators(deps, incident, step, notice),
        mailOperators(deps, incident, step, notice),
      ]);
      if (chat.status === "rejected") throw chat.reason;
      if (mail.status === "rejected") throw mail.reason;
      return { sent: chat.value.sent + mail.value.sent, refused: chat.value.refused + mail.value.refused };
    },
  };
}

async function postToOperators(
  deps: ActivityDeps,
  incident: number,
  step: string,
  notice: OperatorNotice,
): Promise<Told> {
  const destination = deps.operators.chat;
  if (destination === null) return { sent: 0, refused: 0 };
  const recipient = operatorRecipient("chat");
  const planned = { recipient, to: recipient, messageId: null, content: { body: notice.line } };
  const about = { incident, step, channel: "chat", kind: "operator", at: deps.clock() } as const;
  return await attempt(deps, {
    rows: (lease) => planDispatches(deps.db, about, [planned], lease),
    what: whatOf(notice),
    send: postRow(deps, null, destination),
  });
}

const whatOf = ({ headline }: OperatorNotice): Text => messageTexts.toOperators({ headline });

async function mailOperators(
  deps: ActivityDeps,
  incident: number,
  step: string,
  notice: OperatorNotice,
): Promise<Told> {
  const address = deps.operators.mail;
  if (address === null) return { sent: 0, refused: 0 };
  const letter = { incident, step, kind: "operator", mail: notice, what: whatOf(notice) } as const;
  return await deliverMail(deps, letter, [{ id: operatorRecipient("mail"), address }]);
}
