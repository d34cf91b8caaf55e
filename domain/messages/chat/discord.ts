import { fields } from "../../customerFields.ts";
import { severalLines } from "../../words/oneLine.ts";
import { escaped, exceptAddresses, tellingColon } from "../markdown.ts";
import { faultsOf } from "../providerTexts.ts";
import { mentions, webhookUrl } from "./fields.ts";
import type { WebhookChat } from "./provider.ts";

export const discord = {
  name: "Discord",
  reachedBy: "webhook",
  fields: fields({
    url: webhookUrl,
    mention: mentions(/^&?\d{17,20}$/, "expected a Discord user's number, or a role's with & before it"),
  }),
  mostCodePoints: 2_000,
  write: (line, mention) =>
    [
      ...mention.map((who) => `<@${who}>`),
      exceptAddresses(severalLines(line), address, (text) =>
        escaped(text, meaningful).replace(tellingColon, "\\:"),
      ),
    ].join(" "),
  texts: faultsOf("Discord"),
} as const satisfies WebhookChat<unknown>;

/** Emphasis, code, spoilers, links and all that stands in `<>`; who is called by `@` alone is refused by the sender too. */
const meaningful = /[\\`*_~|[\]()<>@]/g;
/** What Discord makes a link of to its end; other addresses are plain text. */
const address = /\bhttps?:\/\/[^\s<@]+(?=\s|$)/g;
