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

/** Why this cannot be taken; nobody agrees to what they have not been shown. */
export function faultOf({ name, note, decision, seen }: Fields, asked: Asked): string | null {
  if (seen !== asked.seen) return words.lookAgain;
  if (decision !== "approve" && decision !== "decline")
    return asked.about === "begin" ? words.chooseEarly : words.choose;
  if (name === "") return words.nameMissing;
  if (name.length > longestTexts.name || !isPlainText(name) || /\p{Cc}/u.test(name)) return words.nameTooLong;
  return note.length > longestTexts.reason || !isPlainText(note) ? words.noteTooLong : null;
}

/**
 * A form on somebody else's page. Since our own page names no referrer, browsers say `Origin: null` of it; where they
 * come from they say by `Sec-Fetch-Site`.
 */
export function isForeign(own: OwnAddress, request: Request): boolean {
  const said = saidOwnPage(request);
  if (said !== null) return !said;
  const origin = request.get("origin");
  if (origin === undefined || origin === "null") return false;
  return !ownOrigins(own, request.get("host")).includes(origin);
}
