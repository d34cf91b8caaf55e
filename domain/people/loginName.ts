/**
 * How a person's name is looked up at login: whoever types full-width letters, capitals or another kind of space is
 * the same person. The name itself stays as it was given.
 */
export const loginName = (name: string): string =>
  name.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
