import { setTimeout as sleep } from "node:timers/promises";
import { isNull, min } from "../../db/drizzle.ts";
import { alerts, outbox, silences } from "../../db/schema/index.ts";
import { type Engine, relayPauseMilliseconds } from "./engine.ts";
import { type InFlight, Workflows } from "./inFlight.ts";

/** Nothing tells when a retry is due, so while one waits, time passes in steps. */
const retryStepMilliseconds = 60_000;
/** While something rings, the telephone's clock must stay close to the next try of a call. */
const redialStepMilliseconds = 2_000;
const breathMilliseconds = 2;
/** One task follows another after a moment on the way, in which nothing seems to be under way. */
const idleBreathsBeforeLook = 2;
const mostBreathsBetweenLooks = 10;
const longestWithoutLookMilliseconds = 250;
/**
 * A task given to a worker that is gone waits until time brings it to another. It counts as lost once nothing
 * has changed for this long and over this many looks: a machine that was paused has the time, but not the
 * looks.
 */
const lostTask = { milliseconds: 10_000, looks: 150 };
/** What a scenario waits for in earnest may take a process to ask. */
const askAgainMilliseconds = 40;
/** What happens in earnest takes less than this, even on a busy machine. */
const nearMilliseconds = 2_000;
/**
 * The test server skips in no time, but for what becomes due on the way. Where nothing is at work for this long, it
 * forgot one of its holds on time.
 */
const forgottenHoldMilliseconds = 10_000;
/** After this a scenario reports what it waits for. */
const tooLongMilliseconds = 30_000;
/**
 * The real time that a scenario needs between two skips. If it takes longer, the machine was paused, and the
 * pause does not count as the scenario's time.
 */
const usualSettlingMilliseconds = 2_000;

/** A scenario's time passes only when told to, for Temporal, the telephone and the engine alike. */
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

  /** `3s`, `12m`, `2h`: skips from one due moment to the next, until this much time has passed. */
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
      const silenceAt = await this.#nextSilenceAt();
      await this.skip(this.#nextDueAt(inFlight, now, silenceAt > now ? Math.min(end, silenceAt) : end) - now);
      await sandboxClock.advanceTo(temporal.now());
    }
  }

  /** When a silence next begins or ends, which no workflow waits for. */
  async #nextSilenceAt(): Promise<number> {
    const [row] = await this.#engine.database.db.select({ at: min(silences.nextChangeAt) }).from(silences);
    return row?.at?.getTime() ?? Number.POSITIVE_INFINITY;
  }

  /** Waits in real time, for what happens while a part of the engine is stopped. */
  async untilTrue(what: () => Promise<boolean>): Promise<void> {
    while (!(await what().catch(() => false))) await sleep(askAgainMilliseconds);
  }

  /** Temporal answers the relay again, which then delivers, in real time, what waited. */
  async outageEnds(): Promise<void> {
    const { database, relay, temporal } = this.#engine;
    await this.#noTimerIsNear();
    temporal.outage.isOn = false;
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

  /**
   * The test server cannot take a workflow's word that cancels a timer which fired while the workflow was at work:
   * it refuses the task's result ("invalid history builder state for action"), and the workflow gets no task any more.
   * So no timer may be about to fire as something arrives in real time.
   */
  async #noTimerIsNear(): Promise<void> {
    const { temporal, sandboxClock } = this.#engine;
    for (;;) {
      const { nextTimerAt } = await this.#settled();
      const leftMilliseconds = (nextTimerAt ?? Number.POSITIVE_INFINITY) - temporal.now().getTime();
      if (leftMilliseconds > nearMilliseconds) return;
      await this.skip(leftMilliseconds);
      await sandboxClock.advanceTo(temporal.now());
    }
  }

  /** Skips in one go, whatever becomes due on the way. */
  async skip(milliseconds: number): Promise<void> {
    const { temporal } = this.#engine;
    let idleSince = Date.now();
    const watch = setInterval(() => {
      if (this.#isAtWork()) idleSince = Date.now();
      if (Date.now() - idleSince < forgottenHoldMilliseconds) return;
      idleSince = Date.now();
      process.stderr.write("The test server held time, and lets go of it now\n");
      temporal.releaseTime().catch(() => undefined);
    }, 500);
    try {
      await temporal.skip(Math.max(1, milliseconds));
    } finally {
      clearInterval(watch);
    }
  }

  #nextDueAt({ nextTimerAt, retrying, redialling }: InFlight, now: number, end: number): number {
    const soundsAt = this.#engine.sandboxClock.nextDueAt()?.getTime() ?? null;
    const step = redialling && soundsAt !== null ? redialStepMilliseconds : retryStepMilliseconds;
    const dueAt = Math.min(end, nextTimerAt ?? end, soundsAt ?? end, retrying ? now + step : end);
    // What the telephone does ends a workflow's wait: see #noTimerIsNear.
    const timerIsNear = nextTimerAt !== null && nextTimerAt <= end && nextTimerAt < dueAt + nearMilliseconds;
    return dueAt === soundsAt && timerIsNear ? nextTimerAt : dueAt;
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
        await this.#whileAtWork();
        const before = activities.finished;
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
          // A timer that is already due must not hold time back: it fires once a worker has the task again.
          return { ...inFlight, retrying: true, nextTimerAt: null };
        }
        await this.#untilAtWork(unchangedLooks);
      }
    } finally {
      clearInterval(watch);
    }
  }

  /** A look asks a lot of the database and of Temporal, so none is made while this process knows that something runs. */
  async #whileAtWork(): Promise<void> {
    const { sandboxClock, temporal } = this.#engine;
    const end = Date.now() + longestWithoutLookMilliseconds;
    for (let idleBreaths = 0; idleBreaths < idleBreathsBeforeLook && Date.now() < end; ) {
      await sandboxClock.advanceTo(temporal.now());
      await breath();
      idleBreaths = this.#isAtWork() ? 0 : idleBreaths + 1;
    }
  }

  /** What a look found to do is on its way to a worker; if it does not arrive, the next look finds out why. */
  async #untilAtWork(unchangedLooks: number): Promise<void> {
    const breaths = Math.min(1 + unchangedLooks, mostBreathsBetweenLooks);
    for (let drawn = 0; drawn < breaths && !this.#isAtWork(); drawn++) await breath();
  }

  #isAtWork(): boolean {
    const { activities, workers } = this.#engine;
    return activities.running > 0 || workers.areBusy();
  }

  /** Waits, by the real clock, while the relay pauses after Temporal's last refusal. */
  async #relayIsBack(): Promise<void> {
    const { isOn, endedAt } = this.#engine.temporal.outage;
    const leftMilliseconds = endedAt + relayPauseMilliseconds - Date.now();
    if (!isOn && leftMilliseconds > 0) await sleep(leftMilliseconds);
  }

  /** Reports what a scenario waits for, at the latest when it reaches its time limit. */
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
