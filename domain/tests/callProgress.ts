/** The facts of a test's call, oldest first. */
export interface HeardFact {
  kind: "status" | "key";
  value: string;
  receivedAt: Date;
}

export interface CallProgress {
  state: "waiting" | "ringing" | "talking";
  /**
   * Milliseconds from the request until the phone rang, was answered, and a key was pressed; null if that did not
   * happen.
   */
  ringMilliseconds: number | null;
  answerMilliseconds: number | null;
  keyMilliseconds: number | null;
  /** The key that was pressed; 1 if it was among several. */
  key: string | null;
}

/** Works out how far a test's call has come, and how long each part of it took (R2.7.3). */
export function callProgress(begunAt: Date | null, facts: readonly HeardFact[]): CallProgress {
  const since = (fact: HeardFact | undefined): number | null =>
    fact === undefined || begunAt === null ? null : fact.receivedAt.getTime() - begunAt.getTime();
  const ringing = facts.find((fact) => fact.value === "ringing");
  const answered = facts.find((fact) => fact.kind === "key" || fact.value === "in-progress");
  // A 1 counts even if other keys come before or after it.
  const keys = facts.filter((fact) => fact.kind === "key");
  const key = keys.find((fact) => fact.value === "1") ?? keys.at(-1);
  return {
    state: answered !== undefined ? "talking" : ringing !== undefined ? "ringing" : "waiting",
    ringMilliseconds: since(ringing),
    answerMilliseconds: since(answered),
    keyMilliseconds: since(key),
    key: key?.value ?? null,
  };
}
