import { alertEvents } from "./alerts/events.ts";
import { callbackEvents, callEvents, operatorCallEvents } from "./calls/events.ts";
import { escalationEvents, incidentEvents } from "./incidents/events.ts";
import { messageEvents } from "./messages/events.ts";
import { runbookEvents } from "./runbooks/events.ts";
import { say } from "./say.ts";
import { secondaryEvents } from "./secondary/events.ts";
import { type Audience, type Declared, type EventsOf, events, type Told } from "./words/event.ts";
import type { Language } from "./words/language.ts";

/** An entry that is stored as a sentence, as earlier versions stored all entries. */
const written: Declared<{ kind: string; text: string }> = {
  kind: ({ kind }) => kind,
  audience: ({ kind }) => (/^(operators|note$)/.test(kind) ? "staff" : "everyone"),
  words: ({ text }) => text,
};
export const writtenEvents = events("line", { written });

const subjects = [
  alertEvents,
  callbackEvents,
  callEvents,
  escalationEvents,
  incidentEvents,
  messageEvents,
  operatorCallEvents,
  runbookEvents,
  secondaryEvents,
  writtenEvents,
] as const;

/** Everything that an incident's timeline may hold. */
export type TimelineEvent = EventsOf<(typeof subjects)[number]>;

const declared = new Map(
  subjects
    .flatMap((makers): Told[] => Object.values(makers))
    .map(({ named, declared: how }) => [named, how as Declared<TimelineEvent>]),
);

/** An event's kind in the API, and its audience. */
export function shownOf(event: TimelineEvent): { kind: string; audience: Audience } {
  const { kind, audience } = declared.get(event.event)!;
  return {
    kind: typeof kind === "string" ? kind : kind(event),
    audience: typeof audience === "string" ? audience : audience(event),
  };
}

/** Words an event in the reader's language. An event of a later version shows its name. */
export const wordsOf = (event: TimelineEvent, language: Language): string =>
  declared.get(event.event)?.words(event, { language, say: (text) => say(text, language) }) ?? event.event;
