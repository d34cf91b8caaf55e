import { z } from "zod";

/** How an address treats its mail. */
export const refusalSchema = z.discriminatedUnion("kind", [
  /** 550: no such user. */
  z.object({ kind: z.literal("permanent") }),
  /** 451: try again later. */
  z.object({ kind: z.literal("temporary") }),
  /** The mail is accepted (or not), but the connection drops before the answer is sent. */
  z.object({ kind: z.literal("drop-after-data"), keeps: z.boolean().default(true) }),
  z.object({ kind: z.literal("slow"), seconds: z.number().min(0) }),
]);

export type Refusal = z.infer<typeof refusalSchema>;
export type RefusalScript = z.input<typeof refusalSchema>;

/** Any address. */
const EVERYBODY = "*";

/** Which addresses refuse what, for the next `times` or until cleared. */
export class Refusals {
  #scripted = new Map<string, { refusal: Refusal; remaining: number }>();

  script(address: string, refusal: RefusalScript, times = Number.POSITIVE_INFINITY): void {
    this.#scripted.set(address.toLowerCase(), { refusal: refusalSchema.parse(refusal), remaining: times });
  }

  clear(address?: string): void {
    if (address === undefined) this.#scripted.clear();
    else this.#scripted.delete(address.toLowerCase());
  }

  /** Uses up one of the times. Called at RCPT for what is refused there, and after DATA for the rest. */
  take<K extends Refusal["kind"]>(
    address: string,
    kinds: readonly K[],
  ): Extract<Refusal, { kind: K }> | null {
    const isAsked = (refusal: Refusal): refusal is Extract<Refusal, { kind: K }> =>
      kinds.some((kind) => kind === refusal.kind);
    for (const name of [address.toLowerCase(), EVERYBODY]) {
      const scripted = this.#scripted.get(name);
      if (!scripted || scripted.remaining <= 0 || !isAsked(scripted.refusal)) continue;
      scripted.remaining--;
      return scripted.refusal;
    }
    return null;
  }
}
