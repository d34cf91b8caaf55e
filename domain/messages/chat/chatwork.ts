import { fields, pattern } from "../../customerFields.ts";
import { severalLines } from "../../words/oneLine.ts";
import { faultsOf } from "../providerTexts.ts";
import { mentions } from "./fields.ts";
import type { TokenChat } from "./provider.ts";

export const chatwork = {
  name: "Chatwork",
  reachedBy: "token",
  apiUrl: "https://api.chatwork.com/v2",
  fields: fields({
    room: pattern(/^\d+$/, "expected a Chatwork room's number"),
    mention: mentions(/^\d+$/, "expected a Chatwork account's number"),
  }),
  room: { field: "room", expected: "ROOM NUMBER" },
  mostCodePoints: 65_535,
  write: (line, mention) =>
    [...mention.map((account) => `[To:${escaped(account)}]`), escaped(severalLines(line))].join(" "),
  texts: faultsOf("Chatwork"),
} as const satisfies TokenChat<unknown>;

/** Chatwork has no escape, so the brackets of its tags (`[To:1]`, `[toall]`, `[info]`) become full-width. */
const escaped = (text: string): string => text.replaceAll("[", "［").replaceAll("]", "］");
