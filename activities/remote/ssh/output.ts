import { StringDecoder } from "node:string_decoder";

const mask = "***";

/**
 * One output of a command as text, with secrets masked even if they arrive in pieces. Keeps at most
 * `longestBytes`; the rest is read and dropped, so that a flood neither fills memory nor stops the command.
 */
export class Output {
  readonly #decoder = new StringDecoder("utf8");
  readonly #secrets: readonly string[];
  readonly #anySecret: RegExp;
  readonly #longestBytes: number;
  readonly #tell: (text: string) => void;
  /** Possibly the start of a secret. */
  #held = "";
  #kept = "";
  #keptBytes = 0;
  #isCut = false;

  constructor(secrets: readonly string[], longestBytes: number, tell: (text: string) => void = () => {}) {
    // Longest first, since one secret may begin another.
    this.#secrets = secrets.filter((secret) => secret !== "").sort((a, b) => b.length - a.length);
    // Without secrets, a pattern that never matches.
    this.#anySecret = new RegExp(this.#secrets.map(escaped).join("|") || "(?!)", "g");
    this.#longestBytes = longestBytes;
    this.#tell = tell;
  }

  push(chunk: Buffer): void {
    if (!this.#isCut) this.#take(this.#decoder.write(chunk), false);
  }

  /** Ends the output. */
  end(): void {
    if (!this.#isCut) this.#take(this.#decoder.end(), true);
  }

  get text(): string {
    return this.#kept;
  }

  get isCut(): boolean {
    return this.#isCut;
  }

  #take(text: string, isLast: boolean): void {
    const all = this.#held + text;
    const mayGrow = isLast ? all.length : all.length - this.#beginningAtEndOf(all);
    let from = 0;
    let masked = "";
    for (const { index, 0: secret } of all.matchAll(this.#anySecret)) {
      if (index >= mayGrow) break;
      masked += all.slice(from, index) + mask;
      from = index + secret.length;
    }
    const until = Math.max(from, mayGrow);
    this.#held = all.slice(until);
    this.#keep(masked + all.slice(from, until));
  }

  /** How many of the last characters may be the start of a secret. */
  #beginningAtEndOf(text: string): number {
    return Math.max(0, ...this.#secrets.map((secret) => beginning(text, secret)));
  }

  #keep(text: string): void {
    if (text === "") return;
    const bytes = Buffer.from(text);
    const room = this.#longestBytes - this.#keptBytes;
    this.#isCut = bytes.length > room;
    // Leaves out a character that would be cut in two.
    const fits = this.#isCut ? new StringDecoder("utf8").write(bytes.subarray(0, room)) : text;
    this.#kept += fits;
    this.#keptBytes += Math.min(bytes.length, room);
    if (fits !== "") this.#tell(fits);
  }
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

function beginning(text: string, secret: string): number {
  for (let length = Math.min(secret.length - 1, text.length); length > 0; length -= 1)
    if (text.endsWith(secret.slice(0, length))) return length;
  return 0;
}
