import { fields, pattern } from "../../customerFields.ts";
import { severalLines } from "../../words/oneLine.ts";
import { faultsOf } from "../providerTexts.ts";
import { mentions } from "./fields.ts";
import type { TokenChat } from "./provider.ts";

export const slack = {
  name: "Slack",
  reachedBy: "token",
  apiUrl: "https://slack.com/api/",
  fields: fields({
    channel: pattern(/^[\w-]+$/, "expected a Slack channel's id such as C0123"),
    mention: mentions(
      /^(?:[UW][A-Z0-9]+|here|channel)$/,
      "expected a Slack id such as U0456, or here or channel",
    ),
  }),
  room: { field: "channel", expected: "CHANNEL" },
  mostCodePoints: 40_000,
  write: (line, mention) => [...mention.map(mentioned), escaped(severalLines(line))].join(" "),
  texts: faultsOf("Slack"),
} as const satisfies TokenChat<unknown>;

/**
 * Slack's control characters. With these three escaped, no text can mention anyone (`<!channel>`, `<@U1>`) or hide
 * where a link leads (docs.slack.dev, "Formatting message text").
 */
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const groups = ["here", "channel", "everyone"];

function mentioned(who: string): string {
  if (groups.includes(who)) return `<!${who}>`;
  const id = escaped(who);
  // User groups have ids of their own.
  return id.startsWith("S") ? `<!subteam^${id}>` : `<@${id}>`;
}
