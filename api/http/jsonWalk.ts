import { DomainError } from "../../domain/errors.ts";
import { endOfText, isSpace, quote } from "./jsonBytes.ts";

/** No real alert or API request has more values. */
export const mostValues = 10_000;
const comma = 0x2c;
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Walks through one JSON value to find its end. Refuses too many values. */
export class JsonWalk {
  at: number;
  readonly #bytes: Buffer;
  readonly #from: number;
  #depth = 0;
  #values = 0;
  #isInText = false;

  constructor(bytes: Buffer, from: number) {
    this.#bytes = bytes;
    this.#from = from;
    this.at = from;
  }

  /** Goes on for at most `most` bytes. */
  hasEnded(most: number): boolean {
    const until = Math.min(this.at + most, this.#bytes.length);
    while (this.at < until) if (this.#isInText ? this.#textEnded(until) : this.#valueEnded()) return true;
    return this.at >= this.#bytes.length;
  }

  #textEnded(until: number): boolean {
    this.at = endOfText(this.#bytes, this.at, until);
    if (this.at >= until) return false;
    this.at += 1;
    this.#isInText = false;
    return this.#depth === 0;
  }

  #valueEnded(): boolean {
    const byte = this.#bytes[this.at]!;
    if (byte === quote) {
      this.#isInText = true;
      this.at += 1;
      return false;
    }
    const opens = byte === openList || byte === openObject;
    const closes = byte === closeList || byte === closeObject;
    if (this.#depth === 0 && (closes || byte === comma || (isSpace(byte) && this.at > this.#from)))
      return true;
    if (opens || byte === comma) this.#values += 1;
    if (this.#values > mostValues) throw tooManyValues();
    if (opens) this.#depth += 1;
    this.at += 1;
    return closes && --this.#depth === 0;
  }
}

export const tooManyValues = (): DomainError =>
  new DomainError("body_too_large", `The body holds more than ${mostValues} values in one place.`);
