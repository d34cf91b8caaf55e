import { type Budget, budget, remoteNetwork } from "../http/underWay.ts";
import { sourceOf } from "./sourceKey.ts";

const mebibyte = 1024 * 1024;

/** Limits for requests without a key so far; their bodies are not read. */
export const strangersBudgets = (): Budget[] => [
  budget({ requests: 1_000, bytes: 0 }),
  budget({ requests: 500, bytes: 0 }, remoteNetwork),
];

/**
 * An alert's body takes some ten times its size while it is read and stored. Whose key it is counts, and the kind of
 * tool, and the address: a source that runs wild closes the intake for itself alone.
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

/** PagerDuty's clients show their key in the body: these are read before anybody knows whose they are. */
export const unknownEventsBudgets = (): Budget[] => [
  budget({ requests: 1_000, bytes: 16 * mebibyte }),
  budget({ requests: 200, bytes: 3 * mebibyte }, remoteNetwork),
];
