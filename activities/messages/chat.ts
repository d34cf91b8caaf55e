import { type AttemptRow, type Lease, planDispatches } from "../../db/messages/attempts.ts";
import { chatWasTold } from "../../db/messages/dispatches.ts";
import { factsOf } from "../../db/messages/messageFacts.ts";
import { readTellingContext, type TellingContext } from "../../db/messages/tellingContext.ts";
import { chatLine } from "../../domain/messages/chatLine.ts";
import { messageTexts } from "../../domain/messages/sendingTexts.ts";
import type { ActivityDeps } from "../deps.ts";
import { attempt } from "./attempt.ts";
import type { ChatLine, TellingActivities } from "./contract.ts";
import { postRow } from "./sendRow.ts";

const events = { alert: "firing", repeat: "repeat", recovery: "recovery" } as const;

/** Posts one line to one chat (R5.4). */
export function chatActivities(deps: ActivityDeps): Pick<TellingActivities, "postChatLine" | "keepChatLine"> {
  const contextOf = ({ incident, alert, occurrence }: ChatLine) =>
    readTellingContext(deps.db, incident, alert, occurrence);

  async function plan(
    { incident, step, kind, chat }: ChatLine,
    context: TellingContext,
    lease: Lease | null,
  ): Promise<AttemptRow[]> {
    const line = chatLine(factsOf(context, events[kind], deps.centerName));
    const about = { incident, step, channel: "chat", kind, at: deps.clock() } as const;
    const planned = { recipient: chat, to: chat, messageId: null, content: { body: line } };
    return await planDispatches(deps.db, about, [planned], lease);
  }

  return {
    async postChatLine(order) {
      const { incident, kind, occurrence, chat } = order;
      if (kind === "recovery" && !(await chatWasTold(deps.db, incident, occurrence, chat)))
        return { sent: 0, refused: 0 };
      const context = await contextOf(order);
      const destination = context.configuration?.chat[chat];
      return await attempt(deps, {
        rows: (lease) => plan(order, context, lease),
        what: messageTexts[events[kind]](),
        send: postRow(deps, context.incident.customer, destination),
      });
    },

    async keepChatLine(order) {
      await plan(order, await contextOf(order), null);
    },
  };
}
