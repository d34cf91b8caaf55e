/** The sandbox's only source of time. Everything that waits does so here, so that tests can skip time. */
export interface Clock {
  now(): Date;
  /** Runs `act` once, `milliseconds` from now; the returned function cancels it. */
  after(milliseconds: number, act: () => void | Promise<void>): () => void;
}

/** Real time. Waiting never keeps the process alive. */
export function realClock(): Clock {
  return {
    now: () => new Date(),
    after(milliseconds, act) {
      const timer = setTimeout(() => {
        Promise.resolve()
          .then(act)
          .catch((error: unknown) => console.error("sandbox: an act of the clock failed", error));
      }, milliseconds);
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}

export interface ManualClock extends Clock {
  /** Runs what is due up to `date`, in order of time. Each act runs to its end (HTTP callbacks included). */
  advanceTo(date: Date): Promise<void>;
  nextDueAt(): Date | null;
}

interface Timer {
  dueAt: number;
  act: () => void | Promise<void>;
}

/** Time that stands still until told to go on. */
export function manualClock(start: Date): ManualClock {
  let now = start.getTime();
  let advancing: Promise<void> = Promise.resolve();
  const timers = new Set<Timer>();

  // A Set keeps insertion order, so of two timers due together the older one runs first.
  const next = (): Timer | null => {
    let earliest: Timer | null = null;
    for (const timer of timers) if (!earliest || timer.dueAt < earliest.dueAt) earliest = timer;
    return earliest;
  };

  async function runUntil(end: number): Promise<void> {
    for (let timer = next(); timer && timer.dueAt <= end; timer = next()) {
      timers.delete(timer);
      now = Math.max(now, timer.dueAt);
      await timer.act();
    }
    now = Math.max(now, end);
  }

  return {
    now: () => new Date(now),
    after(milliseconds, act) {
      const timer = { dueAt: now + Math.max(0, milliseconds), act };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advanceTo(date) {
      const run = advancing.then(() => runUntil(date.getTime()));
      advancing = run.catch(() => {});
      return run;
    },
    nextDueAt() {
      const timer = next();
      return timer && new Date(timer.dueAt);
    },
  };
}
