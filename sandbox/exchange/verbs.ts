import { dial } from "./dial.ts";
import { DocumentError, hookIn, type VoiceDocument } from "./document.ts";
import { gather } from "./gather.ts";
import { speak, speakText } from "./speak.ts";
import type { Talk, TalkResult } from "./talk.ts";
import type { Outcome, TalkContext } from "./talkContext.ts";
import { textOf, type XmlElement } from "./xml.ts";

/** Where time is skipped, a document that keeps redirecting would otherwise never let the moment end. */
const MOST_DOCUMENTS = 500;

/** Follows a document and everything it leads to. */
export async function* follow(first: () => Promise<VoiceDocument>, context: TalkContext): Talk<TalkResult> {
  try {
    let document = await first();
    for (let count = 1; count <= MOST_DOCUMENTS; count++) {
      const outcome = yield* runVerbs(document, context);
      if (outcome === "hang-up") return "hung-up";
      if (outcome === "next-verb") return "finished";
      document = outcome;
    }
    throw new DocumentError(11200);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    context.failed(error);
    yield* speakText("An application error has occurred. Goodbye.", context);
    return "hung-up";
  }
}

async function* runVerbs(document: VoiceDocument, context: TalkContext): Talk<Outcome> {
  for (const verb of document.verbs) {
    const outcome = yield* runVerb(verb, document, context);
    if (outcome !== "next-verb") return outcome;
  }
  return "next-verb";
}

async function* runVerb(verb: XmlElement, document: VoiceDocument, context: TalkContext): Talk<Outcome> {
  switch (verb.name) {
    case "Say":
    case "Play":
    case "Pause":
      yield* speak(verb, context, "nothing");
      return "next-verb";
    case "Gather":
      return yield* gather(verb, document, context);
    case "Dial":
      return yield* dial(verb, document, context);
    case "Redirect":
      return context.fetch(hookIn(document, textOf(verb), verb.attributes.method), {});
    case "Hangup":
    case "Reject":
      return "hang-up";
    default:
      // Twilio logs an unknown verb in its debugger and goes on.
      return "next-verb";
  }
}
