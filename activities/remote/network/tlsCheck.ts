import { connect, type PeerCertificate, type TLSSocket } from "node:tls";
import { networkTexts as texts } from "../../../domain/words/network.ts";
import { failed, type Limits, reasonOf, type Verdict, within } from "./verdict.ts";

export interface TlsCheck extends Limits {
  host: string;
  port: number;
  /** The name asked for (SNI), which the certificate must match. */
  serverName: string;
  /** Whole days for which the certificate must remain valid. */
  daysLeft: number;
  /** PEM, if the issuer is not a public one. */
  authority?: string;
  now?: Date;
}

/** Checks that a port speaks TLS with a trusted certificate for this name that does not end soon. */
export const tlsCheck = (check: TlsCheck): Promise<Verdict> =>
  within(check, async (signal) => {
    const { host, port, serverName, authority, guard } = check;
    // Connects whatever the certificate, so that the verdict can say what is wrong with it.
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
  // Typed as an error, but it is OpenSSL's code, or the error of a name that does not match.
  const fault: unknown = socket.authorizationError;
  if (!socket.authorized) return failed(reasonOf(typeof fault === "string" ? { code: fault } : fault));
  const days = wholeDaysLeft(socket.getPeerCertificate(), now);
  if (days < daysLeft) return failed(texts.certificateEndsSoon({ days, needed: daysLeft }));
  return { holds: true, seen: texts.certificateGood({ days }) };
}

const wholeDaysLeft = ({ valid_to }: PeerCertificate, now: Date): number =>
  Math.floor((Date.parse(valid_to) - now.getTime()) / 86_400_000);
