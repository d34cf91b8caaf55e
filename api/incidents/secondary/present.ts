import type { SecondaryRow } from "../../../db/secondary/secondary.ts";
import { say } from "../../../domain/say.ts";
import { waitingWord } from "../../../domain/secondary/heard.ts";
import type { HeardWord } from "../../../domain/secondary/record.ts";
import type { Language } from "../../../domain/words/language.ts";
import type { SecondaryAnswer, SecondaryDetail } from "./schemas.ts";

/** Our own step titles and results are worded for the reader; people's words stay unchanged. */
export function presentSecondary(
  { id, incident, record }: SecondaryRow,
  language: Language,
): SecondaryAnswer {
  const { proposal, decision, begun, vendor, result, report, ended } = record;
  const { kind, summary, plan, risk, runbook, target, estimateMinutes, priceNote } = proposal;
  return {
    id,
    incident,
    kind,
    state: record.state,
    summary,
    plan,
    risk,
    target,
    estimateMinutes,
    priceNote,
    runbook: runbook?.id ?? null,
    runbookTitle: runbook?.title ?? null,
    with: runbook?.with ?? {},
    scheduledAt: isoOrNull(record.scheduledAt),
    to: record.to,
    proposedBy: record.proposedBy,
    proposedAt: iso(record.proposedAt),
    expiresAt: iso(record.expiresAt),
    decidedBy: decision?.by ?? null,
    decidedAt: isoOrNull(decision?.at ?? null),
    decidedThrough: decision?.through ?? null,
    decisionNote: decision?.note ?? null,
    recordedBy: decision?.recordedBy ?? null,
    confirmedBy: decision?.confirmedBy ?? null,
    heard: presentWord(waitingWord(record)),
    begunBy: begun?.by ?? null,
    begunAt: isoOrNull(begun?.at ?? null),
    steps: record.steps.map(({ title, at, ...step }, index) => ({
      step: index + 1,
      title: say(title, language),
      ...step,
      at: isoOrNull(at),
    })),
    vendor: vendor && { ...vendor, nextAt: isoOrNull(vendor.nextAt) },
    result: result && {
      succeeded: result.succeeded,
      summary: say(result.summary, language),
      at: iso(result.at),
    },
    report: report && { ...report, at: iso(report.at) },
    endedBy: ended?.by ?? null,
    endedAt: isoOrNull(ended?.at ?? null),
    endReason: ended?.reason ?? null,
  };
}

const presentWord = (word: HeardWord | null): SecondaryAnswer["heard"] =>
  word && { to: word.to, by: word.by, heardBy: word.heardBy, at: iso(word.at), note: word.note };

export const presentSecondaryDetail = (row: SecondaryRow, language: Language): SecondaryDetail => ({
  ...presentSecondary(row, language),
  procedure: row.record.proposal.runbook?.procedure ?? null,
});

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));
