export type RemoteFaultKind =
  | "unreachable"
  /** The server took the connection and ended it before anything was tried. */
  | "turned-away"
  | "login-refused"
  | "host-key-unknown"
  | "host-key-changed"
  | "become-refused"
  | "wants-tty"
  | "connection-lost";

/** Why a target could not be worked on. `reason` is a sentence for an operator and holds no secret. */
export class RemoteFault extends Error {
  override readonly name = "RemoteFault";
  readonly kind: RemoteFaultKind;
  readonly reason: string;
  /** The host key that was shown, where it is what was refused. */
  readonly fingerprint: string | null;

  constructor(kind: RemoteFaultKind, reason: string, fingerprint: string | null = null) {
    super(`${kind}: ${reason}`);
    this.kind = kind;
    this.reason = reason;
    this.fingerprint = fingerprint;
  }
}
