import { teamsText } from "../../domain/messages/markdown.ts";
import { teamsTexts } from "../../domain/messages/providerTexts.ts";
import type { AddressGuard } from "../remote/addressGuard.ts";
import { type Fault, failure, type Outcome, retryAfter } from "./outcome.ts";
import { type Answer, post, statusFault } from "./post.ts";

export interface Teams {
  /** `url` is a secret: anybody who knows it may post. No reason and no error shows it. */
  post(message: { url: string; line: string; guard: AddressGuard | null }): Promise<Outcome>;
}

/** A Workflows address of Teams: a message with one adaptive card; 202 comes before anybody sees it. */
export function teams(): Teams {
  return {
    async post({ url, line, guard }) {
      if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ""))
        return { outcome: "permanent", reason: teamsTexts.badAddress() };
      const result = await post(url, teamsTexts, {
        headers: { "content-type": "application/json" },
        body: JSON.stringify(cardMessage(teamsText(line))),
        guard,
      });
      if ("fault" in result) return failure(result.fault);
      const fault = classifyTeams(result.answer, new Date());
      return fault === null ? { outcome: "done", id: null } : failure(fault);
    },
  };
}

/**
 * null: the workflow took it. Its answers are not quoted, for they may hold the address, and no status beyond its class:
 * a customer's address must tell nobody what stands behind it.
 */
export function classifyTeams(answer: Answer, now: Date): Fault | null {
  if (answer.status >= 200 && answer.status < 300) return null;
  const fault = statusFault(answer.status, teamsTexts, "", `HTTP ${Math.trunc(answer.status / 100)}xx`);
  return { ...fault, ...(answer.status === 429 && retryAfter(answer.headers.get("retry-after"), now)) };
}

function cardMessage(text: string): object {
  return {
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          body: [{ type: "TextBlock", text, wrap: true }],
        },
      },
    ],
  };
}
