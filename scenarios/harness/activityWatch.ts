/** Knows whether any activity runs now, and lets a scenario stop the world in the middle of one. */
export class ActivityWatch {
  running = 0;
  finished = 0;

  /** The same activities, watched. */
  watch<T extends object>(activities: T): T {
    const watched = Object.entries(activities).map(([name, activity]) => [
      name,
      async (...args: unknown[]) => {
        this.running++;
        try {
          return await (activity as (...args: unknown[]) => Promise<unknown>)(...args);
        } finally {
          this.running--;
          this.finished++;
        }
      },
    ]);
    return Object.fromEntries(watched) as T;
  }
}
