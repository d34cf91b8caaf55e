import { hasRecovered } from "../../db/calls/whyNotRing.ts";
import { actorName } from "../../db/people/actors.ts";
import {
  beginStep,
  changeStep,
  endRun,
  markRunStarted,
  readRun,
  stepsOf,
} from "../../db/runbooks/runbookRuns.ts";
import { tellTimeline } from "../../db/timelineLines.ts";
import { targetPath } from "../../domain/customers/targets.ts";
import type { SaidBy } from "../../domain/people/actor.ts";
import { engine } from "../../domain/people/actor.ts";
import { runbookEvents as events } from "../../domain/runbooks/events.ts";
import type { TimelineEvent } from "../../domain/timeline.ts";
import type { ActivityDeps } from "../deps.ts";
import type { RunRecordActivities } from "./contract.ts";
import { endingOf } from "./ending.ts";

/** What runs record and tell each other; each is safe to repeat. */
export function runRecordActivities(deps: ActivityDeps): RunRecordActivities {
  const tell = async (run: string, at: number, part: string, event: TimelineEvent, actor = engine) => {
    const { incident } = await readRun(deps.db, run);
    const fact = `run/${run}/${part}`;
    await tellTimeline(deps.db, [{ incident, at: new Date(at), actor, event, fact }]);
  };

  /** A run ends long after the order to end it, because the undos take time. */
  const nameOf = async (run: string, actor: SaidBy) => {
    const { incident } = await readRun(deps.db, run);
    return await actorName(deps.db, actor, {
      incident,
      actions: ["answerRunbook", "abortRunbook", "resolve", "answerSecondary", "abortSecondary"],
      at: null,
    });
  };

  return {
    async recordRunWaits({ run: id, at }) {
      const { tree, system, target } = await readRun(deps.db, id);
      const where = targetPath({ system: system ?? "", target: target ?? "" });
      await tell(id, at, "waits", events.waits({ title: tree?.title ?? "", target: where }));
    },

    async recordRunStart({ run: id, at }) {
      const { tree, runbook, system, target, startedBy } = await readRun(deps.db, id);
      await markRunStarted(deps.db, id, new Date(at));
      const where = targetPath({ system: system ?? "", target: target ?? "" });
      const event = events.started({ title: tree?.title ?? "", target: where, runbook });
      await tell(id, at, "start", event, startedBy);
    },

    async recordStep({ state, seen, event, actor, at, ...order }) {
      const by = actor === null ? null : await nameOf(order.run, actor);
      const { run, sequence, path, kind, title } = order;
      const row = await beginStep(deps.db, { run, sequence, path, kind, title }, new Date(at));
      const ended = state === "running" ? {} : { endedAt: new Date(at) };
      await changeStep(deps.db, row, { state, seen, by, ...ended });
      if (event !== null) await tell(run, at, `${sequence}/${state}`, event, by ?? engine);
    },

    async recordRunEnd({ run: id, at, end }) {
      const run = await readRun(deps.db, id);
      const said = end.kind === "ended" ? end.actor : null;
      const by = said === null ? engine : await nameOf(id, said);
      const summary = endingOf(run, end, by);
      const state = end.kind === "ended" ? end.state : end.kind === "broke" ? "failed" : "refused";
      await endRun(deps.db, id, {
        state,
        why: summary,
        at: new Date(at),
        undone: end.kind === "ended" ? end.undone.map(({ title, failed }) => ({ title, failed })) : [],
        stays: end.kind === "ended" ? end.stays.map(({ title, never }) => ({ title, never })) : [],
      });
      await tell(id, at, "end", events.ended({ state, why: summary }), by);
      return { state, summary };
    },

    async isAsked({ run, path }) {
      const last = (await stepsOf(deps.db, [run])).at(-1);
      const waits = last?.kind === "ask" || last?.kind === "manual";
      return waits && last.path === path && last.state === "running";
    },

    async hasRecovered({ run }) {
      return await hasRecovered(deps.db, (await readRun(deps.db, run)).incident);
    },

    askForTurn: (order) => deps.runbooks.turns.ask(order),
    isRunGoingOn: ({ run }) => deps.runbooks.turns.isGoingOn(run),
  };
}
