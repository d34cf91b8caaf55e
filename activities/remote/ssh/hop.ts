/**
 * One SSH server on the way or at its end, with what is needed to log in. It contains secrets, so it lives
 * only as long as a run.
 */
export interface Hop {
  /** An address or a name. */
  host: string;
  port: number;
  user: string;
  auth: Authentication;
  /** `SHA256:…` as `ssh-keygen -lf` prints it; null: not known yet. */
  hostKey: string | null;
}

/** If both are set, the key is tried first. */
export interface Authentication {
  password: string | null;
  key: PrivateKey | null;
}

export interface PrivateKey {
  /** PEM or OpenSSH format. */
  text: string;
  passphrase: string | null;
}

/** How a login on the target gets root's rights. */
export interface Become {
  how: "none" | "sudo" | "su";
  /** The user's own password for sudo, root's for su. */
  password: string | null;
}

/** The way to a target: jump hosts first, each reached through the one before; the last hop is the target. */
export interface SshRoute {
  hops: readonly [Hop, ...Hop[]];
  become: Become;
}

/** What no text derived from a target's output may contain. */
export const secretsOf = ({ hops, become }: SshRoute): string[] =>
  [...hops.flatMap(({ auth }) => [auth.password, auth.key?.passphrase]), become.password].filter(
    (secret): secret is string => Boolean(secret),
  );
