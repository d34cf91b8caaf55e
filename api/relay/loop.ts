import type { Logger } from "pino";

/** Work that is repeated on every poke, and now and then without one. */
export interface Loop {
  /** Never throws, never blocks. */
  poke(): void;
  /** Keeps still for a while, as after a failure. */
  pause(): void;
  /** Waits until the work that was asked for is done. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Rows that nobody poked for (another server's, or stored before a crash) are found this often. */
const lookMilliseconds = 500;
/** After a failure, e.g. while Temporal is away. */
export const pauseMilliseconds = 1_000;

/** One turn at a time; pokes during a turn ask for one more. */
export function startLoop(
  work: () => Promise<void>,
  logger: Logger,
  everyMilliseconds = lookMilliseconds,
): Loop {
  let stopped = false;
  let pausedUntil = 0;
  let turn: Promise<void> | null = null;
  let again = false;

  async function run(): Promise<void> {
    try {
      do {
        again = false;
        await work();
      } while (again && !stopped && Date.now() >= pausedUntil);
    } catch (error) {
      pause();
      logger.warn({ err: error }, "relaying pauses and will go on");
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

  const timer = setInterval(poke, everyMilliseconds);
  return {
    poke,
    pause,
    async settled() {
      poke();
      while (turn !== null) await turn;
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await turn;
    },
  };
}
