import {
  type Logger,
  LogLevel,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from "@slack/web-api";
import { slack } from "../../../domain/messages/chat/slack.ts";
import { networkFault } from "../../networkFault.ts";
import { type Fault, failure, quote } from "../outcome.ts";
import { mostAnswerBytes, requestTimeoutMilliseconds, statusFault } from "./post.ts";
import type { TokenSender } from "./sender.ts";

const { texts } = slack;

/** Slack's Web API. Its client's own retries could post twice, so they are off: the ledger decides. */
export const sender: TokenSender = ({ token, apiUrl }) => {
  const client = new WebClient(token, {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    timeout: requestTimeoutMilliseconds,
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: silent,
    fetch: briefly,
  });
  return async ({ room, text }) => {
    try {
      const posted = await client.chat.postMessage({
        channel: room,
        text,
        // A tool's text stays plain: no *bold* or _italic_, no mentions made from names, no link previews.
        mrkdwn: false,
        parse: "none",
        link_names: false,
        unfurl_links: false,
        unfurl_media: false,
      });
      return { outcome: "done", id: posted.ts ?? null };
    } catch (error) {
      return failure(classify(error));
    }
  };
};

/** Limits how much of an answer is read, so that an endless one breaks off. */
async function briefly(...request: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...request);
  let bytes = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.length;
      if (bytes > mostAnswerBytes) controller.error(new TypeError("the answer is too long"));
      else controller.enqueue(chunk);
    },
  });
  return new Response(response.body?.pipeThrough(counted) ?? null, response);
}

/** Slack's words for "try later" (docs.slack.dev, chat.postMessage, "Errors"). */
const refusedForNow = ["ratelimited", "rate_limited", "message_limit_exceeded", "team_added_to_org"];
const perhapsDone = ["internal_error", "fatal_error", "service_unavailable", "request_timeout"];

function classify(error: unknown): Fault {
  if (error instanceof WebAPIRateLimitedError) {
    const reason = texts.postsLimited({ answer: "ratelimited" });
    return { kind: "transient", reason, retryAfterSeconds: error.retryAfter };
  }
  if (error instanceof WebAPIPlatformError) return platformFault(String(error.data.error));
  if (error instanceof WebAPIHTTPError) return statusFault(error.statusCode, texts, "");
  if (error instanceof WebAPIRequestError) return networkFault(error.original, texts);
  return networkFault(error, texts);
}

function platformFault(word: string): Fault {
  // An HTML page instead of Slack's answer: from a proxy, or after a broken connection.
  if (!/^[\w:-]{1,80}$/.test(word)) return { kind: "unknown", reason: texts.unreadable() };
  if (perhapsDone.includes(word)) return { kind: "unknown", reason: texts.failing({ answer: word }) };
  const kind = refusedForNow.includes(word) ? "transient" : "permanent";
  return { kind, reason: texts.postRefused({ word: quote(word) }) };
}

/** The outcome says all that matters; the client's own log would go to the console. */
const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
