import type { Request } from "express";
import { isPlainText, longestTexts } from "../../../domain/people/said.ts";
import { pageWords as words } from "../../../domain/secondary/pageWords.ts";
import { type OwnAddress, ownOrigins, saidOwnPage } from "../../auth/origins.ts";
import type { Asked } from "./asked.ts";
import type { Typed } from "./pages.ts";

export interface Fields extends Omit<Typed, "fault"> {
  decision: string;
  /** What was shown with the form. */
  seen: string;
}

export function fieldsOf(request: Request): Fields {
  const body = (request.body ?? {}) as Record<string, unknown>;
  const text = (name: string): string => (typeof body[name] === "string" ? body[name].trim() : "");
  return {
    name: text("name"),
    note: text("note").replaceAll("\r\n", "\n"),
    decision: text("decision"),
    seen: text("seen"),
  };
}

/** Why the form is refused; null if it is not. Nobody can agree to what they were not shown. */
export function faultOf({ name, note, decision, seen }: Fields, asked: Asked): string | null {
  if (seen !== asked.seen) return words.lookAgain;
  if (decision !== "approve" && decision !== "decline")
    return asked.about === "begin" ? words.chooseEarly : words.choose;
  if (name === "") return words.nameMissing;
  if (name.length > longestTexts.name || !isPlainText(name) || /\p{Cc}/u.test(name)) return words.nameTooLong;
  return note.length > longestTexts.reason || !isPlainText(note) ? words.noteTooLong : null;
}

/**
 * Whether the form is on another site's page. Our own page sends no referrer, so browsers say `Origin: null`
 * for it; `Sec-Fetch-Site` tells where they come from.
 */
export function isForeign(own: OwnAddress, request: Request): boolean {
  const said = saidOwnPage(request);
  if (said !== null) return !said;
  const origin = request.get("origin");
  if (origin === undefined || origin === "null") return false;
  return !ownOrigins(own, request.get("host")).includes(origin);
}
