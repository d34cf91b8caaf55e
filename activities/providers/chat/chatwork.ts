import { chatwork } from "../../../domain/messages/chat/chatwork.ts";
import { type Fault, failure, quote, retryAfter } from "../outcome.ts";
import { type Answer, jsonOf, post, statusFault } from "./post.ts";
import type { TokenSender } from "./sender.ts";

const { texts } = chatwork;

/** Chatwork API v2 (developer.chatwork.com): 300 requests in 5 minutes, 10 messages in 10 seconds a room. */
export const sender: TokenSender =
  ({ token, apiUrl }) =>
  async ({ room, text }) => {
    const url = new URL(`${apiUrl.replace(/\/+$/, "")}/rooms/${encodeURIComponent(room)}/messages`);
    const result = await post(url, texts, {
      headers: { "x-chatworktoken": token, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ body: text }).toString(),
    });
    if ("fault" in result) return failure(result.fault);
    const fault = classify(result.answer, new Date());
    return fault === null ? { outcome: "done", id: messageId(result.answer) } : failure(fault);
  };

/** null: it was posted. */
function classify(answer: Answer, now: Date): Fault | null {
  if (answer.status >= 200 && answer.status < 300) return null;
  const fault = statusFault(answer.status, texts, errorsIn(answer));
  return answer.status === 429 ? { ...fault, ...whenAgain(answer.headers, now) } : fault;
}

/** Chatwork gives the end of its rate limit as a Unix time. */
function whenAgain(headers: Headers, now: Date): { retryAfterSeconds?: number } {
  const asked = retryAfter(headers.get("retry-after"), now);
  const reset = Number(headers.get("x-ratelimit-reset"));
  if (asked.retryAfterSeconds !== undefined || !(reset > 0)) return asked;
  return retryAfter(new Date(reset * 1000).toUTCString(), now);
}

function messageId(answer: Answer): string | null {
  const json = jsonOf(answer);
  return "message_id" in json ? String(json.message_id) : null;
}

function errorsIn(answer: Answer): string {
  const json = jsonOf(answer);
  return "errors" in json && Array.isArray(json.errors) ? quote(json.errors.join(" ")) : "";
}
