import { type Budget, budget, remoteNetwork } from "../http/underWay.ts";
import { sourceOf } from "./sourceKey.ts";

const mebibyte = 1024 * 1024;

/** Limits for requests whose key is not checked yet. Their bodies are not read. */
export const strangersBudgets = (): Budget[] => [
  budget({ requests: 1_000, bytes: 0 }),
  budget({ requests: 500, bytes: 0 }, remoteNetwork),
];

/**
 * A body takes about ten times its size in memory while it is read and stored. Limits apply per source, per
 * kind of tool and per network, so a source that runs wild blocks only itself.
 */
export const sourcesBudgets = (): Budget[] => [
  budget({ requests: 1_000, bytes: 40 * mebibyte }),
  budget({ requests: 600, bytes: 25 * mebibyte }, (_request, response) => sourceOf(response).kind),
  budget({ requests: 300, bytes: 12 * mebibyte }, (_request, response) => {
    const { customer, name } = sourceOf(response);
    return `${customer} ${name}`;
  }),
  budget({ requests: 500, bytes: 25 * mebibyte }, remoteNetwork),
];

/** PagerDuty's clients send their key in the body, so these bodies are read before the sender is known. */
export const unknownEventsBudgets = (): Budget[] => [
  budget({ requests: 1_000, bytes: 16 * mebibyte }),
  budget({ requests: 200, bytes: 3 * mebibyte }, remoteNetwork),
];
