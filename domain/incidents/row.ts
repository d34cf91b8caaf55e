import { covers, type Level } from "../alerts/level.ts";
import { attentionAfterClosing } from "./attention.ts";
import { deadlineAfter } from "./slo.ts";

export const incidentStates = ["triage", "open", "acknowledged", "recovered", "closed"] as const;
export type IncidentState = (typeof incidentStates)[number];

/** The fields of an incident's row that its state follows from. */
export interface IncidentFacts {
  state: IncidentState;
  level: Level;
  occurrence: number;
  detectedAt: Date;
  deadlineAt: Date | null;
  /** The occurrence that the SLO clock belongs to. */
  sloOccurrence: number;
  breachedAt: Date | null;
  acknowledgedBy: string | null;
  acknowledgedAt: Date | null;
  acknowledgedLevel: Level | null;
  recoveredAt: Date | null;
  closedAt: Date | null;
  silenced: boolean;
  firstResponseAt: Date | null;
  attention: string | null;
  resolvedBy: string | null;
  resolvedReason: string | null;
}

/** What happens to an incident, one thing at a time. */
export type Happened =
  /** `newClock`: its 15 minutes run from now. */
  | { is: "occurrence-began"; occurrence: number; level: Level; at: Date; newClock: boolean }
  /** `lapses`: the level rose above the acknowledged one (R5.1c). */
  | { is: "level-changed"; level: Level; lapses: boolean }
  | { is: "acknowledged"; by: string; level: Level; at: Date }
  | { is: "recovered"; at: Date }
  /** No clock runs from now on (R3.1c). */
  | { is: "silenced" }
  /** A silence is over. What still burns begins an occurrence, which is recorded when its run takes it in. */
  | { is: "aloud" }
  /** It got its rule or customer and leaves triage. */
  | { is: "assigned" }
  /** `resolved`: an operator's decision; null if nothing was left to do. */
  | { is: "closed"; at: Date; resolved: ResolvingWord | null };

export interface ResolvingWord {
  by: string;
  reason: string;
}

type Change = Partial<IncidentFacts> & Pick<IncidentFacts, "state">;

/** The fields of the row that this changes. The state always follows from the changed row. */
export function changeBy(before: IncidentFacts, happened: Happened): Change {
  const change = changed(before, happened);
  const inTriage = before.state === "triage" && happened.is !== "assigned";
  return { ...change, state: stateOf({ ...before, ...change }, inTriage) };
}

const notAcknowledged = { acknowledgedBy: null, acknowledgedAt: null, acknowledgedLevel: null };

function changed(before: IncidentFacts, happened: Happened): Partial<IncidentFacts> {
  switch (happened.is) {
    case "occurrence-began": {
      const { occurrence, level, at, newClock } = happened;
      const begun = { occurrence, level, recoveredAt: null, ...notAcknowledged };
      // A broken promise stays broken: a new clock would hide the breach (R3.1b).
      if (!newClock || before.breachedAt !== null) return begun;
      return { ...begun, detectedAt: at, deadlineAt: deadlineAfter(at), sloOccurrence: occurrence };
    }
    case "level-changed":
      return { level: happened.level, ...(happened.lapses ? notAcknowledged : {}) };
    case "acknowledged": {
      const { by, at, level } = happened;
      return { acknowledgedBy: by, acknowledgedAt: at, acknowledgedLevel: level };
    }
    case "recovered":
      return { recoveredAt: happened.at };
    case "silenced":
      return { silenced: true, ...(isUnanswered(before) ? { deadlineAt: null } : {}) };
    case "aloud":
      return { silenced: false };
    case "assigned":
      return {};
    case "closed": {
      const { at: closedAt, resolved } = happened;
      if (resolved === null) return { closedAt, attention: attentionAfterClosing(before.attention) };
      return { closedAt, attention: null, resolvedBy: resolved.by, resolvedReason: resolved.reason };
    }
  }
}

/** A promise that was kept or broken before stays as it is. */
const isUnanswered = ({ firstResponseAt, breachedAt }: IncidentFacts): boolean =>
  firstResponseAt === null && breachedAt === null;

/** An incident stays in triage, whatever else happens, until a person assigns it (R5.1e). */
function stateOf(
  { closedAt, recoveredAt, acknowledgedLevel, level }: IncidentFacts,
  inTriage: boolean,
): IncidentState {
  if (closedAt !== null) return "closed";
  if (inTriage) return "triage";
  if (recoveredAt !== null) return "recovered";
  return covers(acknowledgedLevel, level) ? "acknowledged" : "open";
}
