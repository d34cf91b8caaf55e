import type { Clock } from "../clock.ts";

/** What a talk waits for: a time (null: for ever), a key, or news of a dialled leg. */
export interface Wait {
  seconds: number | null;
  hears: "nothing" | "keys" | "legs";
}

export type Wake = { kind: "time" } | { kind: "key"; key: string } | { kind: "leg" };

/**
 * A conversation is a generator that yields its waits. Waking it returns a promise that resolves at the next
 * wait, so that skipped time goes on only once everything caused by a moment is done.
 */
export type Talk<Result> = AsyncGenerator<Wait, Result, Wake>;

/** "finished": the document ended; "hung-up": it hung up. */
export type TalkResult = "finished" | "hung-up";

/** Runs one talk against the clock. */
export class Conversation {
  #clock: Clock;
  #talk: Talk<TalkResult>;
  #onEnd: (result: TalkResult) => Promise<void>;
  #waiting: Wait | null = null;
  #cancelTimer = () => {};
  #stopped = false;
  /** News of a leg that arrived while the talk was busy. */
  #missedNews = false;

  constructor(clock: Clock, talk: Talk<TalkResult>, onEnd: (result: TalkResult) => Promise<void>) {
    this.#clock = clock;
    this.#talk = talk;
    this.#onEnd = onEnd;
  }

  begin(): Promise<void> {
    return this.#goOn({ kind: "time" });
  }

  async hearKey(key: string): Promise<void> {
    if (this.#waiting?.hears === "keys") await this.#goOn({ kind: "key", key });
  }

  async hearOfLeg(): Promise<void> {
    if (this.#waiting?.hears === "legs") await this.#goOn({ kind: "leg" });
    else this.#missedNews = true;
  }

  stop(): void {
    this.#stopped = true;
    this.#waiting = null;
    this.#cancelTimer();
    // A talk in the middle of a fetch returns when that is done; nobody waits for it.
    void this.#talk.return("hung-up");
  }

  async #goOn(wake: Wake): Promise<void> {
    this.#waiting = null;
    this.#cancelTimer();
    const step = await this.#talk.next(wake);
    if (this.#stopped) return;
    if (step.done) {
      this.#stopped = true;
      return this.#onEnd(step.value);
    }
    const wait = step.value;
    this.#waiting = wait;
    if (wait.hears === "legs" && this.#missedNews) {
      this.#missedNews = false;
      return this.#goOn({ kind: "leg" });
    }
    if (wait.seconds !== null) {
      this.#cancelTimer = this.#clock.after(wait.seconds * 1000, () => this.#goOn({ kind: "time" }));
    }
  }
}
