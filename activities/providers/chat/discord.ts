import { discord } from "../../../domain/messages/chat/discord.ts";
import { type Fault, retryAfter } from "../outcome.ts";
import { type Answer, jsonOf } from "./post.ts";
import { webhookFault, webhookSender } from "./webhook.ts";

const { texts } = discord;
/** No previews of links that a tool sent. */
const suppressEmbeds = 4;

/** Discord's "Execute Webhook" (docs.discord.com). With `wait` it answers only once the message is posted. */
export const sender = webhookSender({
  texts,
  place(url) {
    url.searchParams.set("wait", "true");
    return url;
  },
  payload: ({ text, mention }) => ({
    content: text,
    flags: suppressEmbeds,
    allowed_mentions: {
      parse: [],
      users: mention.filter((who) => !who.startsWith("&")),
      roles: mention.filter((who) => who.startsWith("&")).map((who) => who.slice(1)),
    },
  }),
  classify,
  idIn(answer) {
    const json = jsonOf(answer);
    return "id" in json && typeof json.id === "string" ? json.id : null;
  },
});

/** "Unknown Webhook" and "Invalid Webhook Token": the webhook was deleted, or its address is wrong. */
const goneCodes: readonly unknown[] = [10015, 50027];

function classify(answer: Answer, now: Date): Fault | null {
  const fault = webhookFault(answer, texts, now);
  if (fault === null) return null;
  const json = jsonOf(answer);
  if (fault.kind === "permanent" && "code" in json && goneCodes.includes(json.code))
    return { ...fault, reason: texts.gone() };
  // Of Discord's two ways to give the wait, this one has fractions of a second.
  if (fault.kind === "transient" && "retry_after" in json && typeof json.retry_after === "number")
    return { ...fault, ...retryAfter(String(Math.ceil(json.retry_after)), now) };
  return fault;
}
