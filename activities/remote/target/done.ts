/** The result of an action. */
export interface Done {
  ok: boolean;
  /** One short fact, for the incident's timeline. */
  seen: string;
  /** What its commands printed, secrets masked. */
  output?: string;
  /** Files brought here, as a `.tar.gz`. */
  bundle?: Buffer;
}
