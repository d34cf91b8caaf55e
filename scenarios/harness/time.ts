import { isNull } from "drizzle-orm";
import { incidents } from "../../db/schema/index.ts";
import type { Engine } from "./engine.ts";

/** While phones may ring, time goes on in steps no longer than this, so that both clocks keep together. */
const ringingStepMilliseconds = 5_000;
const quietStepMilliseconds = 60_000;

/** Time of a scenario: it passes only when it is told to, for Temporal, the telephone and the engine alike. */
export class ScenarioTime {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Lets everything happen that can happen without time passing. */
  async settle(): Promise<void> {
    const { relay, sandboxClock, temporal } = this.#engine;
    for (let quiet = 0; quiet < 2; ) {
      const before = this.#activity();
      await relay.settled();
      await sandboxClock.advanceTo(temporal.now());
      await new Promise((resolve) => setTimeout(resolve, 15));
      const same = before === this.#activity() && this.#engine.activities.running === 0;
      quiet = same && (await this.#nothingPending()) ? quiet + 1 : 0;
    }
  }

  /** `3s`, `12m`, `2h`: skips, with everything that falls due on the way. */
  async passes(duration: string): Promise<void> {
    const { temporal, sandboxClock } = this.#engine;
    const end = temporal.now().getTime() + millisecondsOf(duration);
    for (;;) {
      await this.settle();
      const now = temporal.now().getTime();
      const due = sandboxClock.nextDueAt();
      if (now >= end) return;
      const step = due === null ? quietStepMilliseconds : ringingStepMilliseconds;
      const target = Math.min(end, now + step, due === null ? end : Math.max(due.getTime(), now + 1));
      await temporal.skip(Math.max(1, target - now));
      await sandboxClock.advanceTo(temporal.now());
    }
  }

  #activity(): string {
    const { activities, workers, sandbox } = this.#engine;
    const busy = workers.map((worker) => worker.getStatus().numInFlightWorkflowActivations);
    return JSON.stringify([activities.finished, busy, sandbox.world.unseen().length]);
  }

  /** No workflow has a task or an activity that could run now; one that waits to be tried again is quiet. */
  async #nothingPending(): Promise<boolean> {
    const { database, temporal } = this.#engine;
    const open = await database.db.select().from(incidents).where(isNull(incidents.closedAt));
    const described = await Promise.all(
      open.map((row) =>
        temporal.client.workflow
          .getHandle(row.workflowId)
          .describe()
          .catch(() => null),
      ),
    );
    return described.every((one) => {
      if (one === null) return true;
      if (one.raw.pendingWorkflowTask) return false;
      return (one.raw.pendingActivities ?? []).every((activity) => (activity.attempt ?? 1) > 1);
    });
  }
}

export function millisecondsOf(duration: string): number {
  const parts = /^(\d+)(s|m|h|d)$/.exec(duration);
  if (parts === null) throw new Error(`not a duration: ${duration}`);
  const unit = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[parts[2] as "s" | "m" | "h" | "d"];
  return Number(parts[1]) * unit;
}
