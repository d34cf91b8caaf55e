export interface LoginSearch {
  /** Where the person wanted to go. */
  next?: string;
}

/** Only an address of our own is followed. */
export const loginSearch = (given: Record<string, unknown>): LoginSearch =>
  typeof given.next === "string" && /^\/(?![/\\])/.test(given.next) ? { next: given.next } : {};
