import { utteranceOf } from "./speech.ts";
import type { Talk, Wait } from "./talk.ts";
import type { TalkContext } from "./talkContext.ts";
import { numberAttribute, type XmlElement } from "./xml.ts";

/** What `loop="0"` (for ever) comes to. */
const MOST_REPEATS = 500;

/** Says, plays or pauses; returns the key that cut it short, if it listens for keys. */
export async function* speak(
  verb: XmlElement,
  context: TalkContext,
  hears: Wait["hears"],
): Talk<string | null> {
  if (verb.name === "Pause") return yield* waitForKey(numberAttribute(verb, "length", 1), hears);
  // A recording's length is not known here; it is passed over.
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
