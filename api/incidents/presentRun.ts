import type { z } from "zod";
import type { BundleRow } from "../../db/runbooks/bundles.ts";
import { type RunRow, type RunStepRow, secondaryOfRun } from "../../db/runbooks/runbookRuns.ts";
import { targetPath } from "../../domain/customers/targets.ts";
import { recoveryTitle } from "../../domain/runbooks/runTexts.ts";
import type { Runbook, Step } from "../../domain/runbooks/tree.ts";
import { everyStep } from "../../domain/runbooks/walk.ts";
import { longestSeconds } from "../../domain/runbooks/worstCase.ts";
import { sayOrNull } from "../../domain/say.ts";
import type { Audience } from "./present.ts";
import type { bundleSchema, RunbookRun } from "./schemas.ts";

/** Only operators see what commands printed. */
export function presentRun(run: RunRow, steps: readonly RunStepRow[], audience: Audience): RunbookRun {
  const { language, forCustomer } = audience;
  const { tree, system, target } = run;
  return {
    id: run.id,
    runbook: run.runbook,
    title: tree?.title ?? run.runbook,
    state: run.state,
    target: system === null || target === null ? null : targetPath({ system, target }),
    secondary: secondaryOfRun(run),
    startedBy: run.startedBy,
    startedAt: run.startedAt.toISOString(),
    endedAt: run.endedAt?.toISOString() ?? null,
    limitAt: tree === null ? null : limitOf(run, tree),
    why: sayOrNull(run.why, language),
    asks: run.endedAt === null ? askedNow(run, steps) : null,
    undone: run.undone.map(({ title, failed }) => ({ title, failed: sayOrNull(failed, language) })),
    stays: run.stays,
    steps: steps.map((step) => ({
      path: step.path,
      kind: step.kind,
      title: step.kind === "recovery" ? recoveryTitle(language) : step.title,
      state: step.state,
      startedAt: step.startedAt.toISOString(),
      endedAt: step.endedAt?.toISOString() ?? null,
      seen: sayOrNull(step.seen, language),
      output: forCustomer || step.output === "" ? null : step.output,
      by: step.by,
    })),
  };
}

function askedNow(run: RunRow, steps: readonly RunStepRow[]): RunbookRun["asks"] {
  const { tree } = run;
  const row = steps.at(-1);
  if (tree === null || row === undefined || row.state !== "running") return null;
  const step = everyStep(tree.steps).find(({ path }) => path === row.path)?.step;
  if (step?.step !== "ask" && step?.step !== "manual") return null;
  const shared = {
    path: row.path,
    title: step.title,
    // The run's own limit may come first. These timestamps compare as text.
    until: [later(row.startedAt, step.withinSeconds), limitOf(run, tree)].toSorted()[0]!,
  };
  if (step.step === "manual")
    return { ...shared, question: step.instructions, manual: true, follows: null, unanswered: "no" };
  const follows = { yes: titlesOf(step.yes), no: titlesOf(step.no) };
  return { ...shared, question: step.criterion, manual: false, follows, unanswered: step.unanswered };
}

const limitOf = ({ startedAt }: RunRow, { kind }: Runbook): string => later(startedAt, longestSeconds[kind]);

const titlesOf = (steps: readonly Step[]): string[] => steps.map(({ title }) => title);

const later = (at: Date, seconds: number): string => new Date(at.getTime() + seconds * 1_000).toISOString();

export const presentBundle = ({
  id,
  run,
  name,
  bytes,
  digest,
  at,
}: BundleRow): z.infer<typeof bundleSchema> => ({
  id,
  run,
  name,
  bytes,
  digest,
  at: at.toISOString(),
});
