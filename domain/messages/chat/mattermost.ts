import { fields } from "../../customerFields.ts";
import { severalLines } from "../../words/oneLine.ts";
import { exceptAddresses, tellingColon } from "../markdown.ts";
import { faultsOf } from "../providerTexts.ts";
import { mentions, webhookUrl } from "./fields.ts";
import type { WebhookChat } from "./provider.ts";

export const mattermost = {
  name: "Mattermost",
  reachedBy: "webhook",
  fields: fields({
    url: webhookUrl,
    mention: mentions(/^[a-z][a-z0-9._-]*$/, "expected a Mattermost user's name, or all, channel or here"),
  }),
  mostCodePoints: 16_383,
  write: (line, mention) =>
    [...mention.map((who) => `@${who}`), exceptAddresses(severalLines(line), address, escaped)].join(" "),
  texts: faultsOf("Mattermost"),
} as const satisfies WebhookChat<unknown>;

/** Addresses that Mattermost turns into links whole; it shows others as plain text. `@` mentions people even there. */
const address = /\bhttps?:\/\/[\w./?=&%#~:+-]*[A-Za-z0-9/](?=[.,]?(?:\s|$))/g;

/**
 * Mattermost's Markdown removes backslashes only before these characters and keeps one before a letter (`\\srv`), so
 * other characters become entities. A zero-width character separates `@` (mentions) and `~` (channels) from the name.
 */
function escaped(text: string): string {
  return text
    .replace(/[&<$]/g, (found) => `&#${found.charCodeAt(0)};`)
    .replace(/\\(?![A-Za-z0-9])/g, "\\\\")
    .replace(/[`*_~|[\](){}>]/g, "\\$&")
    .replace(/^( *)([-+#])/gm, "$1\\$2")
    .replace(/^( *\d+)([.)])/gm, "$1\\$2")
    .replace(/^( *)=/gm, "$1&#61;")
    .replace(/(?<![A-Za-z0-9])([@~])(?=\\?[\w.-])/g, "$1\u200c")
    .replace(tellingColon, "&#58;")
    .replace(/\bwww\d*(?=\.)/gi, "$&\\");
}
