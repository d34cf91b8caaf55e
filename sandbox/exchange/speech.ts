import type { Utterance } from "./call.ts";
import { textOf, type XmlElement } from "./xml.ts";

/** About the pace of a Japanese announcement. */
const CHARACTERS_PER_SECOND = 8;

/** What a Say says and how long that takes, `<break>` pauses included. */
export function utteranceOf(say: XmlElement, now: Date): Utterance {
  const text = textOf(say).replace(/\s+/g, " ").trim();
  return {
    text,
    raw: say.inner.trim(),
    language: say.attributes.language ?? "en-US",
    voice: say.attributes.voice ?? null,
    seconds: [...text].length / CHARACTERS_PER_SECOND + breakSeconds(say.inner),
    at: now,
  };
}

function breakSeconds(markup: string): number {
  return [...markup.matchAll(/<break\b[^>]*\btime\s*=\s*["'](\d*\.?\d+)(ms|s)["']/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) / (unit === "ms" ? 1000 : 1),
    0,
  );
}
