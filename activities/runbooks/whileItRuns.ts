import type { Watch } from "../remote/target/runCommand.ts";

const everyMilliseconds = 1_000;

interface Shown extends Pick<Watch, "printed"> {
  /** Resolves once nothing more is written, so that the step's end is written last. */
  end(): Promise<void>;
}

/** Writes a command's output once a second while it runs; nothing for a command that ends sooner. */
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
    // A failed write does not fail the step: the next write shows the same output, and so does the step's
    // end.
    await write(soFar).catch(() => {});
    timer = undefined;
    if (latest !== null && !isOver) writeSoon();
  }

  return {
    printed(soFar) {
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
