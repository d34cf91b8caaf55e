import type { Watch } from "../remote/target/printed.ts";

const everyMilliseconds = 1_000;

interface Shown {
  watch: Watch;
  /** Resolves when nothing of it is being written any more: what the step ends with is written after it. */
  end(): Promise<void>;
}

/** Writes what a command prints once a second while it prints; of one that is over sooner, nothing. */
export function whileItRuns(write: (output: string) => Promise<void>): Shown {
  let latest: (() => string) | null = null;
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  let isOver = false;

  function writeSoon(): void {
    timer = setTimeout(() => {
      writing = writeLatest();
    }, everyMilliseconds);
  }

  async function writeLatest(): Promise<void> {
    const soFar = latest?.() ?? "";
    latest = null;
    // A step that works does not fail for this: the next one shows it too, and so does the step's end.
    await write(soFar).catch(() => {});
    timer = undefined;
    if (latest !== null && !isOver) writeSoon();
  }

  return {
    watch(soFar) {
      latest = soFar;
      if (timer === undefined && !isOver) writeSoon();
    },
    async end() {
      isOver = true;
      clearTimeout(timer);
      await writing;
    },
  };
}
