import type { SilenceRow } from "../../db/schema/index.ts";
import { silenceOf } from "../../db/silences/silences.ts";
import { silenceState } from "../../domain/silences/silence.ts";
import { spanFrom } from "../../domain/silences/spans.ts";
import type { SilenceAnswer } from "./schemas.ts";

export function presentSilence(row: SilenceRow, now: Date): SilenceAnswer {
  const state = silenceState(silenceOf(row), now);
  const next = state === "ended" ? null : spanFrom(row, row.timezone, now);
  return {
    id: row.id,
    customer: row.customer,
    state,
    system: row.system,
    targets: row.targets,
    alarms: row.alarms,
    from: iso(row.from),
    until: iso(row.until),
    every: row.every,
    reason: row.reason,
    requestedBy: row.requestedBy,
    requestedAt: iso(row.requestedAt),
    planned: row.planned !== null,
    needsYes: row.needsYes,
    answer: row.answer,
    answeredBy: row.answeredBy,
    answeredAt: isoOrNull(row.answeredAt),
    endedBy: row.endedBy,
    endedAt: isoOrNull(row.endedAt),
    nextFrom: isoOrNull(next?.from ?? null),
    nextUntil: isoOrNull(next?.until ?? null),
  };
}

const iso = (at: Date): string => at.toISOString();
const isoOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;
