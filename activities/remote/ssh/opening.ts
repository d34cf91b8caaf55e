/** How much of a login's greeting is kept before the command begins. */
const longestGreetingBytes = 64 * 1024;

/**
 * Splits an output at the wrapper's mark: before it, what the login's shell and sudo said; after it, the
 * command's own output. The mark begins a line; the rest of that line is returned with it.
 */
export class Opening {
  readonly #mark: Buffer;
  #before = Buffer.alloc(0);
  #isOpen = false;

  constructor(mark: string) {
    this.#mark = Buffer.from(`\n${mark}`);
  }

  /** What came before the mark; of an endless greeting, the last part. */
  get said(): string {
    return this.#before.toString("utf8");
  }

  /** All further output is the command's. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Returns the command's own bytes and, for the chunk that completes it, the rest of the mark's line. */
  push(chunk: Buffer): { line: string | null; rest: Buffer } {
    if (this.#isOpen) return { line: null, rest: chunk };
    const all = Buffer.concat([this.#before, chunk]);
    const at = all.indexOf(this.#mark);
    const end = at < 0 ? -1 : all.indexOf("\n", at + 1);
    if (end < 0) {
      this.#before = all.subarray(-longestGreetingBytes);
      return { line: null, rest: Buffer.alloc(0) };
    }
    this.#isOpen = true;
    this.#before = all.subarray(0, at);
    const line = all
      .subarray(at + this.#mark.length, end)
      .toString("utf8")
      .trim();
    return { line, rest: all.subarray(end + 1) };
  }
}
