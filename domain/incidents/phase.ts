import type { CallState } from "../calls/standing.ts";
import { actorWord } from "../people/actor.ts";
import type { Language } from "../words/language.ts";
import { standingAttention } from "./attention.ts";
import { attentionTexts, stateTexts, phaseTexts as texts } from "./phaseTexts.ts";

/** One call that is under way. */
export interface CallUnderWay {
  /** The contact's name, or its id if the name is unknown. */
  name: string;
  /** Its place in the list, from 1, and the length of the list; null if the list is unknown. */
  position: number;
  of: number | null;
  round: number;
  state: CallState;
}

/** A runbook that is running. */
export interface RunUnderWay {
  title: string;
  /** A step waits for an operator's answer. */
  asks: boolean;
}

/** The latest secondary response (R5.7); it may outlive its incident. */
interface SecondaryUnderWay {
  words: string;
  isRunning: boolean;
}

const callTexts = { waiting: texts.callWaiting, ringing: texts.ringing, talking: texts.talking };

export interface PhaseFacts {
  state: "triage" | "open" | "acknowledged" | "recovered" | "closed";
  /** A person's name; `customer:NAME` for one of the customer's people. */
  acknowledgedBy: string | null;
  takenBy: string | null;
  resolvedBy: string | null;
  /** All that burns is silenced (R5.10). */
  silenced: boolean;
  /** A first response was made (R3.1a). */
  responded: boolean;
  callsUnderWay: readonly CallUnderWay[];
  runUnderWay: RunUnderWay | null;
  secondary: SecondaryUnderWay | null;
  /** The operators' call list while it runs: its round, and the name of the next person. */
  operatorsTurn: { round: number; next: string } | null;
  /**
   * Why operators should look at it (`triage`, `nobody-told`, ...); null if they need not, and always for customers.
   */
  attention: string | null;
}

/** Words what is happening to an incident now: first what is under way, then who has it. */
export function phase(facts: PhaseFacts, language: Language = "ja"): string {
  const followsUp = secondaryWords(facts);
  const between = texts.between(language);
  if (facts.state === "closed") return [closed(facts, language), ...followsUp].join(between);
  const happening = [...now(facts, language), ...followsUp, ...whoHasIt(facts, language)].join(between);
  const why = whyLook(facts, language);
  return why === null ? happening : texts.look({ happening, why }, language);
}

/** The reason for telling operators, in a word or two. */
export const attentionWord = (reason: string, language: Language = "ja"): string =>
  Object.hasOwn(attentionTexts, reason)
    ? attentionTexts[reason as keyof typeof attentionTexts](language)
    : reason;

function whyLook(facts: PhaseFacts, language: Language): string | null {
  const attention = standingAttention(facts);
  if (attention === null || (attention === "triage" && facts.state === "triage")) return null;
  if (attention === "operator-calls" && facts.operatorsTurn !== null) return null;
  if (attention === "runbook-asks" && facts.runUnderWay?.asks === true) return null;
  // Somebody has started the runbook.
  if (attention === "runbook-start" && facts.runUnderWay !== null) return null;
  return attentionWord(attention, language);
}

function now(facts: PhaseFacts, language: Language): string[] {
  const calling = facts.callsUnderWay.length > 0;
  const stillOn = calling ? [texts.callStillOn(language)] : [];
  const run = runbook(facts.runUnderWay, language);
  switch (facts.state) {
    case "recovered":
      return [stateTexts.recovered(language), ...stillOn, ...run];
    case "acknowledged":
      return [acknowledgement(facts.acknowledgedBy, language), ...stillOn, ...run];
    case "triage":
      if (facts.silenced) return [texts.silenced(language), ...stillOn, ...run];
      return [calling ? calls(facts.callsUnderWay, language) : stateTexts.triage(language), ...run];
    default:
      if (facts.silenced) return [texts.silenced(language), ...stillOn, ...run];
      return [...telling(facts, language), ...run];
  }
}

/** A running runbook is shown rather than the fact that the customer was or is being told. */
function telling(facts: PhaseFacts, language: Language): string[] {
  if (facts.callsUnderWay.length > 0) return [calls(facts.callsUnderWay, language)];
  if (facts.operatorsTurn !== null) return [texts.operatorsTurn(facts.operatorsTurn, language)];
  if (facts.runUnderWay !== null) return [];
  return [facts.responded ? texts.told(language) : texts.telling(language)];
}

function runbook(run: RunUnderWay | null, language: Language): string[] {
  if (run === null) return [];
  return [(run.asks ? texts.runbookAsks : texts.runbookRuns)({ title: run.title }, language)];
}

/** A running runbook is shown rather than the fact that the response is under way. */
const secondaryWords = ({ secondary, runUnderWay }: PhaseFacts): string[] =>
  secondary === null || (secondary.isRunning && runUnderWay !== null) ? [] : [secondary.words];

function calls([first, ...others]: readonly CallUnderWay[], language: Language): string {
  if (first === undefined) return "";
  const { name, position, of, round } = first;
  if (others.length > 0) return texts.ringingAll({ name, others: others.length }, language);
  const place = of === null ? "" : ` ${position}/${of}`;
  const again = round > 1 ? texts.round({ round }, language) : "";
  return `${callTexts[first.state]({ name }, language)}${place}${again}`;
}

const acknowledgement = (by: string | null, language: Language): string =>
  by === null
    ? stateTexts.acknowledged(language)
    : texts.acknowledgedBy({ by: actorWord(by, language) }, language);

const whoHasIt = ({ takenBy }: PhaseFacts, language: Language): string[] =>
  takenBy === null ? [] : [texts.takenBy({ by: takenBy }, language)];

const closed = ({ resolvedBy }: PhaseFacts, language: Language): string =>
  resolvedBy === null ? stateTexts.closed(language) : texts.closedBy({ by: resolvedBy }, language);
