import { mattermost } from "../../../domain/messages/chat/mattermost.ts";
import type { Fault } from "../outcome.ts";
import { type Answer, jsonOf } from "./post.ts";
import { webhookFault, webhookSender } from "./webhook.ts";

const { texts } = mattermost;

/** A Mattermost incoming webhook, mostly on the customer's own server; success is 200 with `ok`. */
export const sender = webhookSender({ texts, payload: ({ text }) => ({ text }), classify });

function classify(answer: Answer, now: Date): Fault | null {
  const fault = webhookFault(answer, texts, now);
  if (fault === null) return null;
  const json = jsonOf(answer);
  switch ("id" in json && json.id) {
    case "web.incoming_webhook.invalid.app_error":
      return { kind: "permanent", reason: texts.gone() };
    // Mattermost answers 501 here. From others, 501 leaves open whether the message was posted.
    case "web.incoming_webhook.disabled.app_error":
      return { kind: "permanent", reason: texts.webhooksOff() };
    default:
      return fault;
  }
}
