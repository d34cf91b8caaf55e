import type { ProviderFaults } from "../../../domain/messages/providerTexts.ts";
import { type Fault, failure, retryAfter } from "../outcome.ts";
import { type Answer, post, statusFault } from "./post.ts";
import type { ChatMessage, WebhookSender } from "./sender.ts";

interface Webhook {
  texts: ProviderFaults;
  /** The JSON to post. */
  payload(message: ChatMessage): object;
  /** null: it was posted. */
  classify(answer: Answer, now: Date): Fault | null;
  /** Completes the address to post to. */
  place?(url: URL): URL;
  /** The chat's id for the message. */
  idIn?(answer: Answer): string | null;
}

/** Posts JSON to a secret address. */
export const webhookSender =
  ({ texts, payload, classify, place = (url) => url, idIn = () => null }: Webhook): WebhookSender =>
  async ({ url, guard, ...message }) => {
    const address = URL.parse(url);
    if (address === null || !/^https?:$/.test(address.protocol))
      return { outcome: "permanent", reason: texts.badAddress() };
    const result = await post(place(address), texts, {
      headers: { "content-type": "application/json" },
      body: JSON.stringify(payload(message)),
      guard,
    });
    if ("fault" in result) return failure(result.fault);
    const fault = classify(result.answer, new Date());
    return fault === null ? { outcome: "done", id: idIn(result.answer) } : failure(fault);
  };

/**
 * Classifies a fault by its status alone. The answer is not quoted because it may contain the address, and
 * only the status class is shown: a customer must not probe what is behind an address.
 */
export function webhookFault({ status, headers }: Answer, texts: ProviderFaults, now: Date): Fault | null {
  if (status >= 200 && status < 300) return null;
  const fault = statusFault(status, texts, "", `HTTP ${Math.trunc(status / 100)}xx`);
  return { ...fault, ...(status === 429 && retryAfter(headers.get("retry-after"), now)) };
}
