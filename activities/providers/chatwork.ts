import { chatworkBody } from "../../domain/messages/chatMessages.ts";
import { chatworkTexts } from "../../domain/messages/providerTexts.ts";
import { type Fault, failure, type Outcome, quote, retryAfter } from "./outcome.ts";
import { type Answer, post, statusFault } from "./post.ts";

export interface ChatworkSettings {
  token: string;
  /** With `/v2`. */
  apiUrl: string;
}

export interface Chatwork {
  post(message: { room: string; mention: readonly string[]; line: string }): Promise<Outcome>;
}

/** Chatwork API v2 (developer.chatwork.com): 300 requests in 5 minutes, 10 messages in 10 seconds a room. */
export function chatwork(settings: ChatworkSettings): Chatwork {
  return {
    async post({ room, mention, line }) {
      const url = `${settings.apiUrl.replace(/\/+$/, "")}/rooms/${encodeURIComponent(room)}/messages`;
      const result = await post(url, chatworkTexts, {
        headers: {
          "x-chatworktoken": settings.token,
          "content-type": "application/x-www-form-urlencoded",
        },
        body: new URLSearchParams({ body: chatworkBody(line, mention) }).toString(),
      });
      if ("fault" in result) return failure(result.fault);
      const fault = classifyChatwork(result.answer, new Date());
      return fault === null ? { outcome: "done", id: messageId(result.answer.body) } : failure(fault);
    },
  };
}

/** null: it was posted. */
export function classifyChatwork(answer: Answer, now: Date): Fault | null {
  if (answer.status >= 200 && answer.status < 300) return null;
  const fault = statusFault(answer.status, chatworkTexts, errorsIn(answer.body));
  return answer.status === 429 ? { ...fault, ...whenAgain(answer.headers, now) } : fault;
}

/** Chatwork says when its limit ends, as a Unix time. */
function whenAgain(headers: Headers, now: Date): { retryAfterSeconds?: number } {
  const asked = retryAfter(headers.get("retry-after"), now);
  const reset = Number(headers.get("x-ratelimit-reset"));
  if (asked.retryAfterSeconds !== undefined || !(reset > 0)) return asked;
  return retryAfter(new Date(reset * 1000).toUTCString(), now);
}

function messageId(body: string): string | null {
  const answer = parsed(body);
  return "message_id" in answer ? String(answer.message_id) : null;
}

function errorsIn(body: string): string {
  const answer = parsed(body);
  return "errors" in answer && Array.isArray(answer.errors) ? quote(answer.errors.join(" ")) : "";
}

function parsed(body: string): object {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
