/** How much a login's greeting may say before the command begins. */
const longestGreetingBytes = 64 * 1024;

/**
 * Divides an output at the wrapper's mark: what was said before it (by the login's shell, by sudo) and what comes after,
 * which is the command's. The mark stands on a line of its own; what follows it there is returned with it.
 */
export class Opening {
  readonly #mark: Buffer;
  #before = Buffer.alloc(0);
  #isOpen = false;

  constructor(mark: string) {
    this.#mark = Buffer.from(`\n${mark}`);
  }

  /** Without the mark; what an endless greeting said last. */
  get said(): string {
    return this.#before.toString("utf8");
  }

  /** Everything said from here on is the command's. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** The command's own bytes, with what stood on the mark's line when it was this chunk that brought it. */
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
