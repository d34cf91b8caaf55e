import { setTimeout as sleep } from "node:timers/promises";
import { isNull } from "drizzle-orm";
import { pauseMilliseconds } from "../../api/relay/loop.ts";
import { alerts, outbox } from "../../db/schema/index.ts";
import type { Engine } from "./engine.ts";
import { type InFlight, Workflows } from "./inFlight.ts";

/** Nothing tells when a retry is due, so while one waits, time goes on in steps. */
const retryStepMilliseconds = 60_000;
/** What is tried again may be a call, and the telephone's clock must stay close to it. */
const ringingStepMilliseconds = 2_000;
const breathMilliseconds = 3;
/**
 * A task that went to a worker which is gone stands still: only time brings it to another. It is lost when nothing has
 * changed for so long and over so many looks; a machine that stood still has the time, but not the looks.
 */
const lostTask = { milliseconds: 10_000, looks: 500 };
/** After which a scenario says what it waits for. */
const tooLongMilliseconds = 30_000;
/** What a scenario needs in earnest between two skips. More than that, and the machine stood still: its pause is no part of the scenario. */
const usualSettlingMilliseconds = 2_000;

/** Time of a scenario: it passes only when it is told to, for Temporal, the telephone and the engine alike. */
export class ScenarioTime {
  readonly #engine: Engine;
  readonly #workflows: Workflows;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#workflows = new Workflows(engine);
  }

  /** Lets everything happen that can happen without time passing. */
  async settle(): Promise<void> {
    await this.#settled();
  }

  /** `3s`, `12m`, `2h`: skips from one thing that falls due to the next, until so much time is over. */
  async passes(duration: string): Promise<void> {
    const { temporal, sandboxClock } = this.#engine;
    let end = temporal.now().getTime() + millisecondsOf(duration);
    for (;;) {
      const began = Date.now();
      const inFlight = await this.#settled();
      const tookMilliseconds = Date.now() - began;
      if (tookMilliseconds > usualSettlingMilliseconds) end += tookMilliseconds;
      const now = temporal.now().getTime();
      if (now >= end) return;
      await temporal.skip(Math.max(1, this.#nextDueAt(inFlight, now, end) - now));
      await sandboxClock.advanceTo(temporal.now());
    }
  }

  /** Waits in earnest, for what happens while a part of the engine stands still. */
  async untilTrue(what: () => Promise<boolean>): Promise<void> {
    while (!(await what().catch(() => false))) await breath();
  }

  /** The relay asks again about a second after Temporal refused it, by the real clock. */
  async afterOutage(): Promise<void> {
    const { database, relay } = this.#engine;
    const { db } = database;
    await this.untilTrue(async () => {
      await relay.settled();
      const waiting = [
        await db.$count(alerts, isNull(alerts.relayedAt)),
        await db.$count(outbox, isNull(outbox.relayedAt)),
      ];
      return waiting.every((count) => count === 0);
    });
  }

  #nextDueAt({ nextTimerAt, retrying }: InFlight, now: number, end: number): number {
    const soundsAt = this.#engine.sandboxClock.nextDueAt()?.getTime() ?? null;
    const step = soundsAt === null ? retryStepMilliseconds : ringingStepMilliseconds;
    return Math.min(end, nextTimerAt ?? end, soundsAt ?? end, retrying ? now + step : end);
  }

  async #settled(): Promise<InFlight> {
    const { relay, sandboxClock, temporal, activities } = this.#engine;
    let unchangedSince = Date.now();
    let unchangedLooks = 0;
    let lastSeen = "";
    let waitsFor = "";
    const watch = setInterval(() => void this.#tell(`waits for ${waitsFor}`, lastSeen), tooLongMilliseconds);
    try {
      await this.#relayIsBack();
      for (;;) {
        const before = activities.finished;
        await sandboxClock.advanceTo(temporal.now());
        waitsFor = "the relay";
        await relay.settled();
        waitsFor = "a look at the workflows";
        const inFlight = await this.#workflows.look();
        waitsFor = "workflows and activities";
        const due = sandboxClock.nextDueAt()?.getTime() ?? Number.POSITIVE_INFINITY;
        const quiet = !inFlight.busy && activities.running === 0 && activities.finished === before;
        if (quiet && due > temporal.now().getTime()) return inFlight;
        const seen = JSON.stringify([inFlight, activities.running, activities.finished, due]);
        unchangedLooks++;
        if (seen !== lastSeen || activities.running > 0) {
          unchangedSince = Date.now();
          unchangedLooks = 0;
        }
        lastSeen = seen;
        if (Date.now() - unchangedSince > lostTask.milliseconds && unchangedLooks > lostTask.looks) {
          await this.#tell("lost a task, so time goes on", seen);
          // A timer that is due already must not hold time back: it fires once the task is with a worker again.
          return { ...inFlight, retrying: true, nextTimerAt: null };
        }
        await breath();
      }
    } finally {
      clearInterval(watch);
    }
  }

  /** The relay has kept still since Temporal refused it last, by the real clock. */
  async #relayIsBack(): Promise<void> {
    const { isOn, endedAt } = this.#engine.temporal.outage;
    const leftMilliseconds = endedAt + pauseMilliseconds - Date.now();
    if (!isOn && leftMilliseconds > 0) await sleep(leftMilliseconds);
  }

  /** A scenario that runs into its time limit says at least what it waited for. */
  async #tell(what: string, seen: string): Promise<void> {
    const open = await this.#workflows.latestEvents().catch((fault: unknown) => [String(fault)]);
    process.stderr.write([`The scenario ${what}: ${seen}`, ...open, ""].join("\n"));
  }
}

const breath = () => sleep(breathMilliseconds);

export function millisecondsOf(duration: string): number {
  const parts = /^(\d+)(s|m|h|d)$/.exec(duration);
  if (parts === null) throw new Error(`not a duration: ${duration}`);
  const unit = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[parts[2] as "s" | "m" | "h" | "d"];
  return Number(parts[1]) * unit;
}
