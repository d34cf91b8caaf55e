import { isIPv6 } from "node:net";

/** A hop's place, for people: `web01.example:22`. */
export const placeOf = ({ host, port }: { host: string; port: number }): string =>
  `${isIPv6(host) ? `[${host}]` : host}:${port}`;
