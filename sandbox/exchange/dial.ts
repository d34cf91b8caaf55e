import { type CallEvent, hasEnded, talkedSeconds } from "./call.ts";
import { DocumentError, hookIn, optionalHook, type VoiceDocument } from "./document.ts";
import type { Leg, LegRequest } from "./leg.ts";
import type { Talk } from "./talk.ts";
import type { Outcome, TalkContext } from "./talkContext.ts";
import { elementsOf, numberAttribute, textOf, type XmlElement } from "./xml.ts";

/** Rings all the numbers, joins the first that answers, and stays until one side hangs up. */
export async function* dial(verb: XmlElement, document: VoiceDocument, context: TalkContext): Talk<Outcome> {
  const { attributes } = verb;
  const legs = legRequests(verb, document).map((request) => context.startLeg(request));
  while (!legs.some((leg) => leg.bridged) && legs.some((leg) => !hasEnded(leg.call))) {
    yield { seconds: null, hears: "legs" };
  }
  const joined = legs.find((leg) => leg.bridged);
  await Promise.all(legs.filter((leg) => leg !== joined).map((leg) => leg.hangUp()));
  const recording = joined ? yield* talkTogether(joined, verb, document, context) : {};
  if (!attributes.action) return "next-verb";
  const leg = joined ?? legs.at(-1);
  return context.fetch(hookIn(document, attributes.action, attributes.method), {
    DialCallStatus: leg?.call.status ?? "failed",
    DialCallSid: leg?.call.sid ?? "",
    DialBridged: String(joined !== undefined),
    ...(joined && { DialCallDuration: String(talkedSeconds(joined.call)) }),
    ...recording,
  });
}

async function* talkTogether(
  leg: Leg,
  verb: XmlElement,
  document: VoiceDocument,
  context: TalkContext,
): Talk<Record<string, string>> {
  const stopRecording = context.record(verb, document);
  const until = context.now().getTime() + numberAttribute(verb, "timeLimit", 14_400) * 1000;
  while (!hasEnded(leg.call)) {
    const seconds = (until - context.now().getTime()) / 1000;
    const wake = yield { seconds, hears: "legs" };
    if (wake.kind === "time") await leg.hangUp();
  }
  return stopRecording();
}

function legRequests(verb: XmlElement, document: VoiceDocument): LegRequest[] {
  const numbers = elementsOf(verb).filter((each) => each.name === "Number");
  const plain = textOf(verb).trim();
  const targets = numbers.length > 0 ? numbers : plain ? [{ ...verb, attributes: {} }] : [];
  if (targets.length === 0) throw new DocumentError(13223);
  return targets.map((number) => ({
    to: textOf(number).trim(),
    from: verb.attributes.callerId ?? null,
    ringSeconds: numberAttribute(verb, "timeout", 30),
    whisper: optionalHook(document, number.attributes.url, number.attributes.method),
    statusCallback: optionalHook(
      document,
      number.attributes.statusCallback,
      number.attributes.statusCallbackMethod,
    ),
    statusEvents: eventsOf(number.attributes.statusCallbackEvent),
  }));
}

/** A document lists events separated by spaces; absent: only the end is reported. */
function eventsOf(list: string | undefined): CallEvent[] {
  const asked = (list ?? "completed").split(/\s+/);
  return (["initiated", "ringing", "answered", "completed"] as const).filter((event) =>
    asked.includes(event),
  );
}
