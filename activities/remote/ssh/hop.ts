/** One SSH server on the way, or at its end, with what opens it. Lives only as long as a run: it holds secrets. */
export interface Hop {
  /** An address or a name. */
  host: string;
  port: number;
  user: string;
  auth: Authentication;
  /** `SHA256:…` as `ssh-keygen -lf` prints it; null where nobody has said yet which it is. */
  hostKey: string | null;
}

/** Both may be there: the key is tried first. */
export interface Authentication {
  password: string | null;
  key: PrivateKey | null;
}

export interface PrivateKey {
  /** PEM or OpenSSH format. */
  text: string;
  passphrase: string | null;
}

/** How a login on the target comes by root's rights. */
export interface Become {
  how: "none" | "sudo" | "su";
  /** The user's own for sudo, root's for su. */
  password: string | null;
}

/** The way to a target: jump hosts first, each reached through the one before; the last hop is the target. */
export interface SshRoute {
  hops: readonly [Hop, ...Hop[]];
  become: Become;
}

/** What must never stand in anything that a target's output becomes. */
export const secretsOf = ({ hops, become }: SshRoute): string[] =>
  [...hops.flatMap(({ auth }) => [auth.password, auth.key?.passphrase]), become.password].filter(
    (secret): secret is string => Boolean(secret),
  );
