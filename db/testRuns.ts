import { randomUUID } from "node:crypto";
import type { StepState } from "../domain/runbooks/story.ts";
import type { Runbook } from "../domain/runbooks/tree.ts";
import type { Text } from "../domain/words/phrase.ts";
import type { Database } from "./connect.ts";
import { addRun, beginStep, changeStep, endRun, type NewStep, type RunEnd } from "./runbooks/runbookRuns.ts";
import type { runbookRuns } from "./schema/index.ts";

export interface GivenStep extends Pick<NewStep, "path" | "kind" | "title"> {
  /** Default: in progress. */
  state?: StepState;
  seen?: Text;
  output?: string;
  by?: string;
  /** How long it took; default 1. */
  seconds?: number;
}

interface GivenRun extends Partial<typeof runbookRuns.$inferInsert> {
  tree: Runbook | null;
  steps?: readonly GivenStep[];
  /** Default: in progress. */
  end?: Partial<RunEnd> & Pick<RunEnd, "state">;
}

/** Writes a runbook run with its steps one right after another; returns its id. */
export async function givenRun(db: Database, incident: number, given: GivenRun): Promise<string> {
  const { steps = [], end, tree, startedAt = new Date(), ...fields } = given;
  const id = randomUUID();
  await addRun(db, {
    id,
    incident,
    customer: "acme",
    version: 1,
    system: "shop",
    target: "web01",
    step: `test/${id}`,
    runbook: tree?.id ?? "mend-it",
    tree,
    state: "running",
    startedBy: "toban",
    startedAt,
    ...fields,
  });
  let at = startedAt.getTime();
  for (const [place, step] of steps.entries())
    at = await givenStep(db, { run: id, sequence: place + 1 }, step, at);
  if (end !== undefined) await endRun(db, id, { why: null, undone: [], stays: [], at: new Date(at), ...end });
  return id;
}

/** Returns when it ended, in milliseconds. */
async function givenStep(
  db: Database,
  place: Pick<NewStep, "run" | "sequence">,
  { path, kind, title, state = "running", seconds = 1, ...seen }: GivenStep,
  begunAt: number,
): Promise<number> {
  const endedAt = begunAt + seconds * 1_000;
  const row = await beginStep(db, { ...place, path, kind, title }, new Date(begunAt));
  const isOver = state !== "running";
  await changeStep(db, row, { ...seen, state, ...(isOver && { endedAt: new Date(endedAt) }) });
  return endedAt;
}
