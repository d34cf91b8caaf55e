/**
 * Names each action, so that one sent twice happens once. The name is kept while it is unknown whether the action
 * happened (no answer, a fault of the server): pressing the button again then repeats the same action.
 */
export class IdempotencyKeys {
  readonly #unanswered = new Map<string, string>();

  keyFor(path: string, body: string): string {
    const action = `${path} ${body}`;
    const known = this.#unanswered.get(action);
    if (known !== undefined) return known;
    const key = randomKey();
    this.#unanswered.set(action, key);
    return key;
  }

  /** A final answer ends the key: the same action afterwards is a new one. */
  answered(path: string, body: string, status: number, code: string | null): void {
    const isOpen = status >= 500 || code === "idempotency_key_in_use";
    if (!isOpen) this.#unanswered.delete(`${path} ${body}`);
  }
}

/** `crypto.randomUUID` exists only on https. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
