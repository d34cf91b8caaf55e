import { sleep } from "@temporalio/workflow";
import { firstResponseMinutes } from "../../domain/incidents/slo.ts";
import { ledger } from "../activities.ts";
import { happensBefore } from "../kit/moments.ts";
import { hearing } from "./hearing.ts";
import { begin, type IncidentRun, reportFault } from "./incidentRun.ts";
import { tellOperators } from "./operators.ts";

type Fact = () => Parameters<typeof ledger.recordSloBreach>[0];

/** Begins to watch beside everything else; an incident may close while nobody was warned. */
export function startSlo(run: IncidentRun): void {
  watchSlo(run).catch((fault: unknown) => reportFault(run, "初動目標の監視", fault));
}

/**
 * Watches the promise of one occurrence (R3.1a, R3.1b): operators are warned before it breaks, and a breach is
 * recorded when it does. The ledger has the last word, by when things happened: a response whose report is still on its
 * way counts, and a late one does not, even if the run hears of it together with the deadline.
 */
async function watchSlo(run: IncidentRun): Promise<void> {
  const { occurrence } = run.memory;
  const { detectedAt } = run.slo;
  const deadline = detectedAt + firstResponseMinutes * 60_000;
  const fact = () => ({ incident: run.opening.number, occurrence, at: Date.now() });
  const kept = (): boolean =>
    run.slo.responded || run.memory.occurrence !== occurrence || !run.memory.firing || run.resolving !== null;
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
  // A later occurrence has a clock of its own by now; this one's was judged as that one began.
  if (run.slo.detectedAt !== detectedAt) return;
  // A call may ring for minutes until it is judged: the incident stays open for it.
  begin(run, "初動目標の判定", async () => {
    const isBroken = await askLedger(fact);
    if (isBroken) tellOperators(run, { kind: "slo-breach" });
    // A later occurrence has begun a clock of its own meanwhile.
    if (run.slo.detectedAt === detectedAt) run.slo = { ...run.slo, breached: isBroken, judged: true };
  });
}

/** A promise whose time was over before the alarm was, and which no earlier run has judged. */
export const isStillToBeJudged = (run: IncidentRun): boolean =>
  run.memory.occurrence > 0 &&
  !run.slo.breached &&
  !run.slo.judged &&
  mayBeLate(run.slo.detectedAt + firstResponseMinutes * 60_000);

/** Nobody of the customer was told, and it is still to be seen whether that will be in time. */
export const isPromiseOpen = ({ slo }: IncidentRun): boolean => !slo.responded && !slo.judged;

/** Heard of after the deadline: only the ledger knows whether it came in time. */
const mayBeLate = (deadline: number): boolean => Date.now() >= deadline;

/** A call that still rings keeps the promise, unless it fails. */
async function askLedger(fact: Fact): Promise<boolean> {
  for (;;) {
    const { due, undecided = false } = await ledger.recordSloBreach(fact());
    if (!undecided) return due;
    await sleep("1m");
  }
}
