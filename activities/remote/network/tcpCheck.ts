import { connect } from "node:net";
import { networkTexts as texts } from "../../../domain/words/network.ts";
import { type Limits, type Verdict, within } from "./verdict.ts";

export interface TcpCheck extends Limits {
  host: string;
  port: number;
}

/** Checks whether a port accepts connections; sends nothing. */
export const tcpCheck = ({ host, port, guard, ...limits }: TcpCheck): Promise<Verdict> =>
  within(limits, async (signal) => {
    const socket = connect({ host, port, lookup: guard.lookupOf(host, "target") });
    const end = (): void => void socket.destroy(signal.reason);
    signal.addEventListener("abort", end, { once: true });
    try {
      await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
      return { holds: true, seen: texts.open({ port }) };
    } finally {
      signal.removeEventListener("abort", end);
      socket.on("error", () => {}).destroy();
    }
  });
