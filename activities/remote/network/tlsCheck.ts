import { connect, type PeerCertificate, type TLSSocket } from "node:tls";
import { networkTexts as texts } from "../../../domain/words/network.ts";
import { failed, type Limits, reasonOf, type Verdict, within } from "./verdict.ts";

export interface TlsCheck extends Limits {
  host: string;
  port: number;
  /** The name that the certificate must be for, and that is asked for (SNI). */
  serverName: string;
  /** The certificate must be valid for at least so many whole days more. */
  daysLeft: number;
  /** PEM, where the issuer is not a public one. */
  authority?: string;
  now?: Date;
}

/** Whether a port speaks TLS with a certificate that is trusted, for this name, and not about to end. */
export const tlsCheck = (check: TlsCheck): Promise<Verdict> =>
  within(check, async (signal) => {
    const { host, port, serverName, authority, guard } = check;
    // Connected whatever the certificate, so that its end can be told also where it is not trusted.
    const lookup = guard.lookupOf(host, "target");
    const trusting = { servername: serverName, ca: authority, rejectUnauthorized: false };
    const socket = connect({ host, port, lookup, ...trusting });
    const end = (): void => void socket.destroy(signal.reason);
    signal.addEventListener("abort", end, { once: true });
    try {
      await new Promise((resolve, reject) => socket.once("secureConnect", resolve).once("error", reject));
      return verdict(socket, check);
    } finally {
      signal.removeEventListener("abort", end);
      socket.on("error", () => {}).destroy();
    }
  });

function verdict(socket: TLSSocket, { daysLeft, now = new Date() }: TlsCheck): Verdict {
  // Typed as an error, it is OpenSSL's word itself, or the error of a name that does not fit.
  const fault: unknown = socket.authorizationError;
  if (!socket.authorized) return failed(reasonOf(typeof fault === "string" ? { code: fault } : fault));
  const days = wholeDaysLeft(socket.getPeerCertificate(), now);
  if (days < daysLeft) return failed(texts.certificateEndsSoon({ days, needed: daysLeft }));
  return { holds: true, seen: texts.certificateGood({ days }) };
}

const wholeDaysLeft = ({ valid_to }: PeerCertificate, now: Date): number =>
  Math.floor((Date.parse(valid_to) - now.getTime()) / 86_400_000);
