import type { Router } from "express";
import type { Walls } from "./walls.ts";

/** One chat provider, exported as `provider` by the file in providers/ that has its name. */
export interface ChatProvider {
  /** As people call it. */
  name: string;
  /** On the page. */
  color: string;
  /** Its API, under `/NAME`; a token given is the only one that is taken. */
  routes(walls: Walls, token: string | null): Router;
  /** Where a room is posted to, of a chat whose rooms have addresses of their own: a path under `/NAME`. */
  webhook?(room: string): string;
  /** What a reader sees of a message's text. */
  read(text: string, raw: unknown): Part[];
  /** Its name for the message; left out, a running number. */
  idOf?(number: number, now: Date): string;
}

/** A piece of text, or somebody who is called, as the provider writes it: a user's id, `here`, `channel`, `all`. */
export type Part = string | { mention: string };

/** Reads a text in which each match calls whom its first group names. */
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
