/**
 * The form of a name that login compares: full-width letters, capitals and other kinds of spaces make no difference.
 * The name itself stays as given.
 */
export const loginName = (name: string): string =>
  name.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
