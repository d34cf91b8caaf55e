import type { Logger } from "pino";
import type { Database } from "../../db/connect.ts";
import { markTold, putOff, takeWaiting, type WaitingWord } from "../../db/outbox/read.ts";
import type { Kind } from "../../db/schema/index.ts";
import { isOutage } from "../http/outage.ts";
import type { Ended } from "./loop.ts";
import { isTemporalOutage } from "./temporalOutage.ts";

/**
 * Tells a workflow one word, and handles a workflow that is closed or gone. Repeating a word changes nothing.
 * `not-yet`: it waits for something else, which is no fault.
 */
export type Tell<To extends Kind> = (word: WaitingWord<To>) => Promise<"told" | "not-yet">;
export type Tellers = { readonly [To in Kind]: Tell<To> };

interface OutboxDeps {
  db: Database;
  clock: () => Date;
  logger: Logger;
}

/**
 * While a server tells a workflow, others leave it alone. If the server dies, its words are free after this
 * long.
 */
const leaseMilliseconds = 15_000;
/** How many workflows are told at once, and how many words of each in one turn. */
const workflowsAtOnce = 32;
const wordsInOneTurn = 50;
/** If Temporal is slow, a turn ends long before its lease. */
const turnMilliseconds = 2_000;
const notYetMilliseconds = 500;
const firstRetryMilliseconds = 1_000;
const longestRetryMilliseconds = 30_000;

/**
 * Takes words from the outbox to their workflows, in order for each workflow. A word that fails holds up only
 * those behind it, and is retried at growing intervals. `next()` begins what may begin now.
 */
export class OutboxRelay {
  readonly #deps: OutboxDeps;
  readonly #tellers: Tellers;
  readonly #onEnded: (ended: Ended) => void;
  readonly #busy = new Set<Promise<void>>();
  /** The last look skipped something: a workflow that was being told, or one beyond the limit. */
  #passedOver = false;

  constructor(deps: OutboxDeps, tellers: Tellers, onEnded: (ended: Ended) => void) {
    this.#deps = deps;
    this.#tellers = tellers;
    this.#onEnded = onEnded;
  }

  async next(): Promise<void> {
    this.#passedOver = this.isBusy();
    const workflows = workflowsAtOnce - this.#busy.size;
    if (workflows <= 0) return;
    const now = this.#deps.clock();
    const leaseUntil = new Date(now.getTime() + leaseMilliseconds);
    const turn = { now, leaseUntil, workflows, wordsOfEach: wordsInOneTurn };
    const waiting = await takeWaiting(this.#deps.db, turn);
    this.#passedOver ||= waiting.length === workflows;
    for (const words of waiting) this.#begin(words);
  }

  isBusy(): boolean {
    return this.#busy.size > 0;
  }

  async idle(): Promise<void> {
    await Promise.all(this.#busy);
  }

  #begin(words: readonly WaitingWord[]): void {
    const work: Promise<void> = this.#tellInOrder(words)
      // Its rows could not be written; the lease runs out by itself.
      .catch((error: unknown) => this.#note(error, words[0]!))
      .then((ended) => {
        this.#busy.delete(work);
        this.#onEnded(ended === "done" && this.#passedOver ? "more" : ended);
      });
    this.#busy.add(work);
  }

  async #tellInOrder(words: readonly WaitingWord[]): Promise<Ended> {
    const { db, clock } = this.#deps;
    const turnEndsAt = performance.now() + turnMilliseconds;
    const told: number[] = [];
    let ended: Ended = words.length === wordsInOneTurn ? "more" : "done";
    for (const word of words) {
      const isTold = await this.#tell(word).catch(async (error: unknown) => {
        ended = this.#note(error, word);
        const failed = ended !== "outage";
        await putOff(db, word, { until: failed ? this.#in(retryMilliseconds(word)) : null, failed });
        return false;
      });
      if (!isTold) break;
      told.push(word.id);
      if (performance.now() <= turnEndsAt) continue;
      ended = "more";
      break;
    }
    await markTold(db, told, clock());
    return ended;
  }

  async #tell(word: WaitingWord): Promise<boolean> {
    const tell = this.#tellers[word.to] as Tell<Kind>;
    if ((await tell(word)) === "told") return true;
    await putOff(this.#deps.db, word, { until: this.#in(notYetMilliseconds), failed: false });
    return false;
  }

  /** An outage affects all words and passes; any other error concerns only this word. */
  #note(error: unknown, { to, row, word, failures }: WaitingWord): Ended {
    const about = { err: error, to, row, word: word.is, failures };
    if (isOutage(error) || isTemporalOutage(error)) {
      this.#deps.logger.warn(about, "words to workflows wait until Temporal and the database are back");
      return "outage";
    }
    this.#deps.logger.error(about, "a word could not be delivered to its workflow; will retry");
    return "done";
  }

  #in(milliseconds: number): Date {
    return new Date(this.#deps.clock().getTime() + milliseconds);
  }
}

const retryMilliseconds = ({ failures }: WaitingWord): number =>
  Math.min(longestRetryMilliseconds, firstRetryMilliseconds * 2 ** failures);
