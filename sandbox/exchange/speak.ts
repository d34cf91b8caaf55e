import { utteranceOf } from "./speech.ts";
import type { Talk, Wait } from "./talk.ts";
import type { TalkContext } from "./talkContext.ts";
import { numberAttribute, type XmlElement } from "./xml.ts";

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
