/** What came of an action that was carried out. */
export interface Done {
  /** In an operator's words. */
  seen: string;
  /** Files that were brought here, as a `.tar.gz`. */
  bundle?: Buffer;
}
