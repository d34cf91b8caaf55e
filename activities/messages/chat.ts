import { chatWasTold, type DispatchRow, planDispatches } from "../../db/messages/dispatches.ts";
import { factsOf } from "../../db/messages/messageFacts.ts";
import { readTellingContext, type TellingContext } from "../../db/messages/tellingContext.ts";
import { chatLine } from "../../domain/messages/chatLine.ts";
import { messageTexts, notSentTexts } from "../../domain/messages/sendingTexts.ts";
import type { ActivityDeps } from "../deps.ts";
import type { Outcome } from "../providers/outcome.ts";
import type { ChatLine, TellingActivities } from "./contract.ts";
import { settle } from "./settle.ts";

const events = { alert: "firing", repeat: "repeat", recovery: "recovery" } as const;

/** Posts one line to one chat (R5.4). */
export function chatActivities(deps: ActivityDeps): Pick<TellingActivities, "postChatLine" | "keepChatLine"> {
  const contextOf = ({ incident, alert, occurrence }: ChatLine) =>
    readTellingContext(deps.db, incident, alert, occurrence);

  async function plan(
    { incident, step, kind, chat }: ChatLine,
    context: TellingContext,
  ): Promise<{ line: string; rows: DispatchRow[] }> {
    const line = chatLine(factsOf(context, events[kind], deps.centerName));
    const about = { incident, step, channel: "chat", kind, at: deps.clock() } as const;
    const planned = { recipient: chat, to: chat, messageId: null, content: { body: line } };
    return { line, rows: await planDispatches(deps.db, about, [planned]) };
  }

  return {
    async postChatLine(order) {
      const { incident, kind, occurrence, chat } = order;
      if (kind === "recovery" && !(await chatWasTold(deps.db, incident, occurrence, chat)))
        return { sent: 0, refused: 0 };
      const context = await contextOf(order);
      const destination = context.configuration?.chat[chat];
      const { line, rows } = await plan(order, context);
      const waiting = rows.filter((row) => row.outcome === "pending");
      const attempted = await Promise.all(
        waiting.map(async (row) => {
          const outcome: Outcome =
            destination === undefined
              ? { outcome: "permanent", reason: notSentTexts.unknownChat() }
              : await deps.chat.post({
                  customer: context.incident.customer,
                  destination,
                  line: row.content?.body ?? line,
                });
          return { row, outcome };
        }),
      );
      return await settle(deps, rows, attempted, messageTexts[events[kind]]());
    },

    async keepChatLine(order) {
      await plan(order, await contextOf(order));
    },
  };
}
