/** What came of an action that was carried out. */
export interface Done {
  ok: boolean;
  /** One short fact, for the incident's timeline. */
  seen: string;
  /** What commands printed, secrets masked. */
  output?: string;
  /** Files that were brought here, as a `.tar.gz`. */
  bundle?: Buffer;
}
