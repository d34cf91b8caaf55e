type Listener = (now: number) => void;

/**
 * The console's one clock: it writes all countdowns at the same moment, once a second. It follows the
 * server's time, since a terminal's own may be wrong by minutes.
 */
class Clock {
  #aheadMilliseconds = 0;
  readonly #listeners = new Set<Listener>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  now(): number {
    return Date.now() + this.#aheadMilliseconds;
  }

  /** Takes the time from the server. */
  set(serverNow: string): void {
    this.#aheadMilliseconds = Date.parse(serverNow) - Date.now();
  }

  /** Calls back at once and then each second; returns how to stop. */
  each(listener: Listener): () => void {
    this.#listeners.add(listener);
    listener(this.now());
    if (this.#timer === null) this.#schedule();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0 || this.#timer === null) return;
      clearTimeout(this.#timer);
      this.#timer = null;
    };
  }

  #schedule(): void {
    this.#timer = setTimeout(
      () => {
        const now = this.now();
        for (const listener of this.#listeners) listener(now);
        this.#schedule();
      },
      1_000 - (this.now() % 1_000),
    );
  }
}

export const clock = new Clock();
