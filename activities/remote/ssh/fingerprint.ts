import { createHash } from "node:crypto";

/** `SHA256:…` of a host key in its wire format, as `ssh-keygen -lf` prints it. */
export const fingerprintOf = (hostKey: Buffer): string =>
  `SHA256:${createHash("sha256").update(hostKey).digest("base64").replace(/=+$/, "")}`;
