import { hasRecovered } from "../../db/calls/whyNotRing.ts";
import { actorName } from "../../db/people/actors.ts";
import {
  beginStep,
  changeStep,
  endRun,
  markRunStarted,
  type RunEnd,
  type RunRow,
  readRun,
  stepsOf,
} from "../../db/runbooks/runbookRuns.ts";
import { type TimelineLine, tellTimeline } from "../../db/timelineLines.ts";
import { targetPath } from "../../domain/customers/targets.ts";
import type { SaidBy } from "../../domain/people/actor.ts";
import { engine } from "../../domain/people/actor.ts";
import { runbookEvents as events } from "../../domain/runbooks/events.ts";
import type { TimelineEvent } from "../../domain/timeline.ts";
import type { ActivityDeps } from "../deps.ts";
import type { RunRecordActivities } from "./contract.ts";
import { endingOf } from "./ending.ts";
import { askForTurn } from "./turn.ts";

const placeOf = ({ system, target }: RunRow): string =>
  targetPath({ system: system ?? "", target: target ?? "" });

/** What runs record and tell each other; each is safe to repeat. */
export function runRecordActivities(deps: ActivityDeps): RunRecordActivities {
  const lineOf = (
    { id, incident }: RunRow,
    at: number,
    part: string,
    event: TimelineEvent,
    actor: string,
  ): TimelineLine => ({ incident, at: new Date(at), actor, event, fact: `run/${id}/${part}` });

  /** A run ends long after the order to end it, because the undos take time. */
  const nameOf = async ({ incident }: RunRow, actor: SaidBy) =>
    await actorName(deps.db, actor, {
      incident,
      actions: ["answerRunbook", "abortRunbook", "resolve", "answerSecondary", "abortSecondary"],
      at: null,
    });

  return {
    async recordRunWaits({ run: id, at }) {
      const run = await readRun(deps.db, id);
      const event = events.waits({ title: run.tree?.title ?? "", target: placeOf(run) });
      await tellTimeline(deps.db, [lineOf(run, at, "waits", event, engine)]);
    },

    async recordRunStart({ run: id, at }) {
      const run = await markRunStarted(deps.db, id, new Date(at));
      const { tree, runbook, startedBy } = run;
      const event = events.started({ title: tree?.title ?? "", target: placeOf(run), runbook });
      await tellTimeline(deps.db, [lineOf(run, at, "start", event, startedBy)]);
    },

    async recordStep({ state, seen, event, actor, at, ...order }) {
      const { run, sequence, path, kind, title } = order;
      const of = actor === null && event === null ? null : await readRun(deps.db, run);
      const by = actor === null || of === null ? null : await nameOf(of, actor);
      const row = await beginStep(deps.db, { run, sequence, path, kind, title }, new Date(at));
      const ended = state === "running" ? {} : { endedAt: new Date(at) };
      await changeStep(deps.db, row, { state, seen, by, ...ended });
      if (event !== null && of !== null)
        await tellTimeline(deps.db, [lineOf(of, at, `${sequence}/${state}`, event, by ?? engine)]);
    },

    async recordRunEnd({ run: id, at, end }) {
      const run = await readRun(deps.db, id);
      const said = end.kind === "ended" ? end.actor : null;
      const by = said === null ? engine : await nameOf(run, said);
      const summary = endingOf(run, end, by);
      const state = end.kind === "ended" ? end.state : end.kind === "broke" ? "failed" : "refused";
      const kept: RunEnd = {
        state,
        why: summary,
        at: new Date(at),
        undone: end.kind === "ended" ? end.undone.map(({ title, failed }) => ({ title, failed })) : [],
        stays: end.kind === "ended" ? end.stays.map(({ title, never }) => ({ title, never })) : [],
      };
      const line = lineOf(run, at, "end", events.ended({ state, why: summary }), by);
      const { isAwaited } = await endRun(deps.db, id, kept, line);
      return { state, summary, isAwaited };
    },

    async isAsked({ run, path }) {
      const last = (await stepsOf(deps.db, [run])).at(-1);
      const waits = last?.kind === "ask" || last?.kind === "manual";
      return waits && last.path === path && last.state === "running";
    },

    async hasRecovered({ run }) {
      return await hasRecovered(deps.db, (await readRun(deps.db, run)).incident);
    },

    askForTurn: (order) => askForTurn(deps, order),
    isRunGoingOn: ({ run }) => deps.runbooks.turns.isGoingOn(run),
  };
}
