/**
 * How a person's name is looked up at login: full-width letters, capitals and other kinds of spaces make no difference.
 * The name itself stays as it was given.
 */
export const loginName = (name: string): string =>
  name.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
