import { hookIn, type VoiceDocument } from "./document.ts";
import { speak, waitForKey } from "./speak.ts";
import type { Talk } from "./talk.ts";
import type { Outcome, TalkContext } from "./talkContext.ts";
import { elementsOf, numberAttribute, type XmlElement } from "./xml.ts";

interface Collected {
  digits: string;
  finishedOn: string | null;
}

/** Collects keys while its Say speaks and for `timeout` afterwards. A key cuts the Say short. */
export async function* gather(
  verb: XmlElement,
  document: VoiceDocument,
  context: TalkContext,
): Talk<Outcome> {
  const { attributes } = verb;
  const collected = yield* collectKeys(verb, context);
  if (collected.digits === "" && attributes.actionOnEmptyResult !== "true") return "next-verb";
  return context.fetch(hookIn(document, attributes.action, attributes.method), {
    Digits: collected.digits,
    msg: "Gather End",
    ...(collected.finishedOn !== null && { FinishedOnKey: collected.finishedOn }),
  });
}

async function* collectKeys(verb: XmlElement, context: TalkContext): Talk<Collected> {
  const { attributes } = verb;
  const hears = (attributes.input ?? "dtmf").includes("dtmf") ? "keys" : "nothing";
  const finishOnKey = attributes.finishOnKey ?? "#";
  const mostDigits = numberAttribute(verb, "numDigits", Number.POSITIVE_INFINITY);
  const timeoutSeconds = numberAttribute(verb, "timeout", 5);

  let key: string | null = null;
  for (const prompt of elementsOf(verb)) {
    key = yield* speak(prompt, context, hears);
    if (key !== null) break;
  }
  let digits = "";
  while (true) {
    key ??= yield* waitForKey(timeoutSeconds, hears);
    if (key === null) return { digits, finishedOn: null };
    if (finishOnKey.includes(key)) return { digits, finishedOn: key };
    digits += key;
    key = null;
    if (digits.length >= mostDigits) return { digits, finishedOn: null };
  }
}
