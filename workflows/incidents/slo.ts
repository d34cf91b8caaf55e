import { sleep } from "@temporalio/workflow";
import { firstResponseMinutes } from "../../domain/incidents/slo.ts";
import { isAloud } from "../../domain/incidents/state.ts";
import { ledger } from "../activities.ts";
import { happensBefore } from "../kit/moments.ts";
import { hearing } from "./hearing.ts";
import { begin, type IncidentRun, tellFault } from "./incidentRun.ts";
import { tellOperators } from "./operators.ts";

type Fact = () => Parameters<typeof ledger.recordSloBreach>[0];

/** Starts the SLO watch beside everything else. The watch does not keep the incident open. */
export function startSlo(run: IncidentRun): void {
  watchSlo(run).catch((fault: unknown) => tellFault(run, "初動目標の監視", fault));
}

/**
 * Watches the SLO of one occurrence (R3.1a, R3.1b): warns operators before the deadline and records a breach
 * at it. The ledger decides by when things happened. A response whose report is still on its way counts; a
 * late one does not, even if the run receives it together with the deadline.
 */
async function watchSlo(run: IncidentRun): Promise<void> {
  const { occurrence } = run.memory;
  const { detectedAt } = run.slo;
  const deadline = detectedAt + firstResponseMinutes * 60_000;
  const fact = () => ({ incident: run.opening.number, occurrence, at: Date.now() });
  const kept = (): boolean =>
    run.slo.responded ||
    run.memory.occurrence !== occurrence ||
    !isAloud(run.memory) ||
    run.resolving !== null;
  if (!run.slo.warned) {
    const isKept = await happensBefore(
      hearing(run),
      kept,
      detectedAt + run.opening.sloWarningMinutes * 60_000,
    );
    if (isKept && !mayBeLate(deadline)) return;
    run.slo.warned = true;
    if (!isKept) {
      const { due } = await ledger.recordSloWarning(fact());
      if (due) tellOperators(run, { kind: "slo-warning" });
    }
  }
  if (run.slo.breached) {
    run.slo.judged = true;
    return;
  }
  if ((await happensBefore(hearing(run), kept, deadline)) && !mayBeLate(deadline)) return;
  // A later occurrence now has its own clock; this one was judged when that one began.
  if (run.slo.detectedAt !== detectedAt) return;
  // A ringing call may delay the verdict by minutes; the incident stays open for it.
  begin(run, "初動目標の判定", async () => {
    const isBroken = await askLedger(fact);
    if (isBroken) tellOperators(run, { kind: "slo-breach" });
    // Unless a later occurrence has started its own clock in the meantime.
    if (run.slo.detectedAt === detectedAt) run.slo = { ...run.slo, breached: isBroken, judged: true };
  });
}

/** Whether the deadline passed before the alarm recovered and no earlier run has judged it. */
export const isStillToBeJudged = (run: IncidentRun): boolean =>
  run.memory.occurrence > 0 &&
  !run.slo.breached &&
  !run.slo.judged &&
  mayBeLate(run.slo.detectedAt + firstResponseMinutes * 60_000);

/** Nobody at the customer was told yet, and the verdict is still open. */
export const isPromiseOpen = ({ slo, memory }: IncidentRun): boolean =>
  !slo.responded && !slo.judged && memory.silenced !== true;

/** After the deadline only the ledger knows whether a response came in time. */
const mayBeLate = (deadline: number): boolean => Date.now() >= deadline;

/** Asks for the verdict. A call that still rings keeps the SLO unless it fails, so it is awaited. */
async function askLedger(fact: Fact): Promise<boolean> {
  for (;;) {
    const { due, undecided = false } = await ledger.recordSloBreach(fact());
    if (!undecided) return due;
    await sleep("1m");
  }
}
