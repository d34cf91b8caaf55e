import type { Reach } from "./reach.ts";

/** How long a run's ways stay open between two steps. */
const idleMilliseconds = 90_000;

interface Open {
  reach: Promise<Reach>;
  over: AbortController;
  using: number;
  idle: NodeJS.Timeout | null;
}

/** This worker's open ways to targets, one per run, so that a run's steps share a login (R2.4). */
export interface Reaches {
  /** Works over a run's way, which is made if this worker has none open. */
  use<T>(
    run: string,
    make: (signal: AbortSignal) => Promise<Reach>,
    work: (reach: Reach) => Promise<T>,
  ): Promise<T>;
  closeAll(): Promise<void>;
}

export function openReaches(): Reaches {
  const open = new Map<string, Open>();

  const close = async (run: string, way: Open): Promise<void> => {
    if (open.get(run) === way) open.delete(run);
    if (way.idle !== null) clearTimeout(way.idle);
    await (await way.reach.catch(() => null))?.close();
    way.over.abort();
  };

  const wayOf = (run: string, make: (signal: AbortSignal) => Promise<Reach>): Open => {
    const known = open.get(run);
    if (known !== undefined) return known;
    const over = new AbortController();
    const way: Open = { reach: make(over.signal), over, using: 0, idle: null };
    open.set(run, way);
    // If making it failed, the next step tries again.
    way.reach.catch(() => close(run, way));
    return way;
  };

  return {
    async use(run, make, work) {
      const way = wayOf(run, make);
      way.using++;
      if (way.idle !== null) clearTimeout(way.idle);
      try {
        return await work(await way.reach);
      } finally {
        way.using--;
        if (way.using === 0) {
          way.idle = setTimeout(() => void close(run, way), idleMilliseconds);
          way.idle.unref();
        }
      }
    },
    async closeAll() {
      await Promise.all([...open].map(([run, way]) => close(run, way)));
    },
  };
}
