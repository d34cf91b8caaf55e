import { isIPv6 } from "node:net";

/** Where a hop is, for people: `web01.example:22`. */
export const placeOf = ({ host, port }: { host: string; port: number }): string =>
  `${isIPv6(host) ? `[${host}]` : host}:${port}`;
