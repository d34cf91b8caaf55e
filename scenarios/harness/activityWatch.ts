interface Held {
  begin(): void;
  released: Promise<void>;
}

type Activity = (...args: unknown[]) => Promise<unknown>;

/** Knows whether any activity runs now, and lets a scenario lose an activity's result. */
export class ActivityWatch {
  running = 0;
  finished = 0;
  readonly #lost = new Map<string, number>();
  readonly #dying = new Map<string, () => Promise<boolean>>();
  readonly #held = new Map<string, Held>();
  readonly #beforeEach: () => Promise<void>;

  constructor(beforeEach: () => Promise<void>) {
    this.#beforeEach = beforeEach;
  }

  /**
   * The next `times` runs of an activity do their work, but Temporal never receives the result and runs them
   * again.
   */
  loseResultOf(activity: string, times = 1): void {
    this.#lost.set(activity, times);
  }

  /**
   * Abandons the next run of an activity halfway, once `once` is true, as if its worker were killed there.
   */
  dieIn(activity: string, once: () => Promise<boolean>): void {
    this.#dying.set(activity, once);
  }

  /** Holds the next run of an activity before its work, until it is let go: a worker may be that slow. */
  hold(activity: string): { begun: Promise<void>; letGo: () => void } {
    const [begun, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    this.#held.set(activity, { begin: begun.resolve, released: release.promise });
    return { begun: begun.promise, letGo: release.resolve };
  }

  /** Wraps activities so that they are watched. */
  watch<T extends object>(activities: T): T {
    const watched = Object.entries(activities).map(([name, activity]) => [
      name,
      async (...args: unknown[]) => {
        this.running++;
        try {
          await this.#beforeEach();
          await this.#untilLetGo(name);
          const result = await this.#untilDeath(name, (activity as Activity)(...args));
          if (this.#isLost(name)) throw new Error("the worker was gone before it could report");
          return result;
        } finally {
          this.running--;
          this.finished++;
        }
      },
    ]);
    return Object.fromEntries(watched) as T;
  }

  async #untilLetGo(name: string): Promise<void> {
    const held = this.#held.get(name);
    this.#held.delete(name);
    held?.begin();
    await held?.released;
  }

  async #untilDeath<T>(name: string, work: Promise<T>): Promise<T> {
    const once = this.#dying.get(name);
    if (once === undefined) return await work;
    this.#dying.delete(name);
    // The rest of its work no longer has a result.
    work.catch(() => undefined);
    while (!(await once())) await new Promise((resolve) => setTimeout(resolve, 5));
    throw new Error("the worker was killed");
  }

  #isLost(activity: string): boolean {
    const left = this.#lost.get(activity) ?? 0;
    if (left > 0) this.#lost.set(activity, left - 1);
    return left > 0;
  }
}
