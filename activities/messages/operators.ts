import { changeIncident } from "../../db/incidents/records.ts";
import { type PlannedDispatch, planDispatches } from "../../db/messages/dispatches.ts";
import { factsOf } from "../../db/messages/messageFacts.ts";
import { readIncidentContext } from "../../db/messages/tellingContext.ts";
import { moreUrgent, type OperatorsReason } from "../../domain/incidents/attention.ts";
import { type OperatorNotice, operatorNotice } from "../../domain/messages/operatorNotice.ts";
import type { OperatorReason } from "../../domain/messages/operatorReasons.ts";
import { operatorRecipient } from "../../domain/messages/operatorRecipient.ts";
import { messageTexts } from "../../domain/messages/sendingTexts.ts";
import { say } from "../../domain/say.ts";
import { type TimelineEvent, wordsOf } from "../../domain/timeline/event.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { ActivityDeps } from "../deps.ts";
import type { TellingActivities, Told } from "./contract.ts";
import { deliverMail } from "./deliverMail.ts";
import { settle } from "./settle.ts";

/** Tells the control centre by every channel it has set up; the incident stands in its queue even if none takes it. */
export function operatorActivities(deps: ActivityDeps): Pick<TellingActivities, "tellOperators"> {
  return {
    async tellOperators({ incident, step, why, detail }) {
      const context = await readIncidentContext(deps.db, incident);
      const { deadlineAt } = context.incident;
      const reason = reasonOf(why, inWords(detail), deadlineAt, deps.clock());
      const notice = operatorNotice(factsOf(context, "firing", deps.centerName), reason, deadlineAt);
      await changeIncident(deps.db, incident, {
        attention: moreUrgent(context.incident.attention, why),
        attentionAt: deps.clock(),
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

function inWords(detail: TimelineEvent | Text | null): string {
  if (detail === null) return "";
  return typeof detail === "object" && "event" in detail
    ? wordsOf(detail as TimelineEvent, "ja")
    : say(detail as Text);
}

async function postToOperators(
  deps: ActivityDeps,
  incident: number,
  step: string,
  notice: OperatorNotice,
): Promise<Told> {
  const destination = deps.operators.chat;
  if (destination === null) return { sent: 0, refused: 0 };
  const planned: PlannedDispatch = {
    recipient: operatorRecipient("chat"),
    to: operatorRecipient("chat"),
    messageId: null,
    content: { body: notice.line },
  };
  const about = { incident, step, channel: "chat", kind: "operator", at: deps.clock() } as const;
  const rows = await planDispatches(deps.db, about, [planned]);
  const attempted = await Promise.all(
    rows
      .filter((row) => row.outcome === "pending")
      .map(async (row) => ({
        row,
        outcome: await deps.chat.post({
          customer: null,
          destination,
          line: row.content?.body ?? notice.line,
        }),
      })),
  );
  return await settle(deps, rows, attempted, whatOf(notice));
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

function reasonOf(why: OperatorsReason, detail: string, deadlineAt: Date | null, now: Date): OperatorReason {
  switch (why) {
    case "chat-alone":
      return { kind: "chat-only" };
    case "triage":
      return { kind: "triage" };
    case "no-notification":
      return { kind: "no-notification" };
    case "nobody-told":
      return { kind: "nobody-told", detail: detail };
    case "operator-calls":
      return { kind: "operator-calls", next: detail };
    case "runbook-start":
      return { kind: "runbook-start", runbook: detail };
    case "runbook-asks":
      return { kind: "runbook-asks", question: detail };
    case "runbook-failed":
      return { kind: "runbook-failed", summary: detail };
    case "mail-refused":
      return { kind: "mail-refused", to: detail, detail: "" };
    case "slo-warning": {
      const leftMilliseconds = deadlineAt === null ? 0 : deadlineAt.getTime() - now.getTime();
      return { kind: "slo-warning", minutesLeft: Math.max(0, leftMilliseconds / 60_000) };
    }
    case "slo-breach":
      return { kind: "slo-breached" };
    case "fault":
      return { kind: "fault", what: detail };
    case "secondary":
      return { kind: "secondary", detail: detail };
  }
}
