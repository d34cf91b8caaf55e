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

/** Emphasis, code, spoilers, links and anything in `<>`. The sender also refuses mentions by `@` alone. */
const meaningful = /[\\`*_~|[\]()<>@]/g;
/** Addresses that Discord turns into links whole; it shows others as plain text. */
const address = /\bhttps?:\/\/[^\s<@]+(?=\s|$)/g;
