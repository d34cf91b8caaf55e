export interface LoginSearch {
  /** Where the person wanted to go. */
  next?: string;
}

/** Only our own addresses are followed. */
export const loginSearch = (given: Record<string, unknown>): LoginSearch =>
  typeof given.next === "string" && /^\/(?![/\\])/.test(given.next) ? { next: given.next } : {};
