import { say } from "../../../domain/say.ts";
import type { Text } from "../../../domain/words/phrase.ts";

export type RemoteFaultKind =
  | "unreachable"
  /** The server accepted the connection and ended it before any login was tried. */
  | "turned-away"
  | "login-refused"
  | "host-key-unknown"
  | "host-key-changed"
  | "become-refused"
  | "wants-tty"
  | "connection-lost";

/** Why no work on the target was possible. `reason` is a sentence for an operator and contains no secret. */
export class RemoteFault extends Error {
  override readonly name = "RemoteFault";
  readonly kind: RemoteFaultKind;
  readonly reason: Text;
  /** The host key shown, if it was refused. */
  readonly fingerprint: string | null;

  constructor(kind: RemoteFaultKind, reason: Text, fingerprint: string | null = null) {
    super(`${kind}: ${say(reason)}`);
    this.kind = kind;
    this.reason = reason;
    this.fingerprint = fingerprint;
  }
}
