import type { Hook, Utterance } from "./call.ts";
import type { DocumentError, VoiceDocument } from "./document.ts";
import type { Leg, LegRequest } from "./leg.ts";
import type { XmlElement } from "./xml.ts";

/** What the verbs of a document need from their call. */
export interface TalkContext {
  now(): Date;
  fetch(hook: Hook, fields: Record<string, string>): Promise<VoiceDocument>;
  heard(utterance: Utterance): void;
  failed(error: DocumentError): void;
  startLeg(request: LegRequest): Leg;
  /**
   * Begins recording if the Dial asks for it. The returned function ends it and returns the action's fields.
   */
  record(dial: XmlElement, document: VoiceDocument): () => Promise<Record<string, string>>;
}

/** After a verb: the next one, another document, or the end of the call. */
export type Outcome = "next-verb" | "hang-up" | VoiceDocument;
