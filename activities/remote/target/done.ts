import type { Text } from "../../../domain/words/phrase.ts";

/** The result of an action. */
export interface Done {
  ok: boolean;
  /** One short fact, for the incident's timeline. */
  seen: Text;
  /** What its commands printed, secrets masked. */
  output?: string;
  /** Files brought here, as a `.tar.gz`. */
  bundle?: Buffer;
}
