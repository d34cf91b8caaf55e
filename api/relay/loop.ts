import type { Logger } from "pino";

/**
 * How a piece of the work ended. `more`: rows may wait that the last look did not find. `capped`: rows wait
 * that may be taken soon.
 */
export type Ended = "done" | "more" | "capped" | "outage";

/** Work that repeats on every poke, and now and then without one. */
export interface Loop {
  /** Never throws, never blocks. */
  poke(): void;
  /** Looks again, now or soon, or waits a while, as after a failure. */
  after(ended: Ended): void;
  /** Waits until the requested work is done. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export interface LoopTimes {
  /** How often to look for rows without a poke: another server's, or stored before a crash. */
  lookMilliseconds?: number;
  /** After a failure, e.g. while Temporal is down. */
  pauseMilliseconds?: number;
}

const cappedMilliseconds = 100;

/** One turn at a time; a poke during a turn asks for one more. */
export function startLoop(
  work: () => Promise<void>,
  logger: Logger,
  { lookMilliseconds = 500, pauseMilliseconds = 1_000 }: LoopTimes = {},
): Loop {
  let stopped = false;
  let pausedUntil = 0;
  let turn: Promise<void> | null = null;
  let again = false;
  let soon: NodeJS.Timeout | undefined;

  async function run(): Promise<void> {
    try {
      do {
        again = false;
        await work();
      } while (again && !stopped && Date.now() >= pausedUntil);
    } catch (error) {
      pause();
      logger.warn({ err: error }, "relaying failed; will retry after a pause");
    } finally {
      turn = null;
    }
  }

  function poke(): void {
    if (stopped || Date.now() < pausedUntil) return;
    if (turn === null) turn = run();
    else again = true;
  }

  function pause(): void {
    pausedUntil = Date.now() + pauseMilliseconds;
  }

  function after(ended: Ended): void {
    if (ended === "outage") pause();
    if (ended === "more") poke();
    if (ended !== "capped") return;
    clearTimeout(soon);
    soon = setTimeout(poke, cappedMilliseconds);
  }

  const timer = setInterval(poke, lookMilliseconds);
  return {
    poke,
    after,
    async settled() {
      poke();
      while (turn !== null) await turn;
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      clearTimeout(soon);
      await turn;
    },
  };
}
