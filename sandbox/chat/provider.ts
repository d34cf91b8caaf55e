import type { Router } from "express";
import type { Walls } from "./walls.ts";

/** One chat provider, exported as `provider` by the file in providers/ with its name. */
export interface ChatProvider {
  /** Its name for people. */
  name: string;
  /** Its colour on the page. */
  color: string;
  /** Its API, under `/NAME`. If a token is given, no other is accepted. */
  routes(walls: Walls, token: string | null): Router;
  /** The path under `/NAME` that posts to a room, if the chat's rooms have addresses of their own. */
  webhook?(room: string): string;
  /** The parts of a message's text as a reader sees them. */
  read(text: string, raw: unknown): Part[];
  /** The message's id; absent: a running number. */
  idOf?(number: number, now: Date): string;
}

/** A piece of text, or a mention as the provider writes it: a user's id, `here`, `channel`, `all`. */
export type Part = string | { mention: string };

/** Splits a text at its mentions: the first group of each match names who is mentioned. */
export function partsOf(text: string, mention: RegExp, plain = (part: string): string => part): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(mention)) {
    parts.push(plain(text.slice(from, match.index)), {
      mention: match.slice(1).find((group) => group !== undefined) ?? "",
    });
    from = match.index + match[0].length;
  }
  return [...parts, plain(text.slice(from))].filter((part) => part !== "");
}
