import type { Utterance } from "./call.ts";
import type { Talk, Wait } from "./talk.ts";
import type { TalkContext } from "./talkContext.ts";
import { numberAttribute, textOf, type XmlElement } from "./xml.ts";

/** How often `loop="0"` (for ever) repeats. */
const MOST_REPEATS = 500;

/** Says, plays or pauses. Returns the key that cut it short, if keys are accepted. */
export async function* speak(
  verb: XmlElement,
  context: TalkContext,
  hears: Wait["hears"],
): Talk<string | null> {
  if (verb.name === "Pause") return yield* waitForKey(numberAttribute(verb, "length", 1), hears);
  // A recording's length is unknown here, so it is skipped.
  if (verb.name !== "Say") return null;
  const times = numberAttribute(verb, "loop", 1) || MOST_REPEATS;
  for (let time = 1; time <= times; time++) {
    const utterance = utteranceOf(verb, context.now());
    context.heard(utterance);
    const key = yield* waitForKey(utterance.seconds, hears);
    if (key !== null) return key;
  }
  return null;
}

export async function* waitForKey(seconds: number, hears: Wait["hears"]): Talk<string | null> {
  const wake = yield { seconds, hears };
  return wake.kind === "key" ? wake.key : null;
}

export async function* speakText(text: string, context: TalkContext): Talk<void> {
  const say: XmlElement = { name: "Say", attributes: {}, children: [text], inner: text };
  yield* speak(say, context, "nothing");
}

/** About the pace of a Japanese announcement. */
const CHARACTERS_PER_SECOND = 8;

/** What a Say says and how long that takes, `<break>` pauses included. */
function utteranceOf(say: XmlElement, now: Date): Utterance {
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
