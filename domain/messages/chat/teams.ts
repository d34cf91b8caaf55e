import { fields } from "../../customerFields.ts";
import { severalLines } from "../../words/oneLine.ts";
import { escaped } from "../markdown.ts";
import { faultsOf } from "../providerTexts.ts";
import { webhookUrl } from "./fields.ts";
import type { WebhookChat } from "./provider.ts";

export const teams = {
  name: "Teams",
  reachedBy: "webhook",
  fields: fields({ url: webhookUrl }),
  // A card has at most 28 KB; a code point takes up to four bytes.
  mostCodePoints: 7_000,
  write: (line) => escaped(severalLines(line), meaningful),
  texts: faultsOf("Teams"),
} as const satisfies WebhookChat<unknown>;

/** Markdown's emphasis, code, links, HTML and entities. Power Automate also reads `<at>` as a mention. */
const meaningful = /[\\`*_~[\]<>&]/g;
