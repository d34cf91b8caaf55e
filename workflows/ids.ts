/** Temporal allows ids of 1,000 bytes; the rest of our id is short. */
const longestKey = 200;

/**
 * The workflow id of a key's first incident, `incident/{customer}/{source}/{key}`; later incidents append
 * their number. Parts are escaped. A long key is cut and made unique by its hash, which the caller computes
 * because `node:crypto` is not available in the workflow sandbox.
 */
export function incidentWorkflowId(
  customer: string | null,
  source: string,
  key: string,
  hash: (text: string) => string,
): string {
  const escaped = escapePart(key);
  const short = escaped.length <= longestKey ? escaped : `${escaped.slice(0, 120)}~${hash(key)}`;
  return `incident/${escapePart(customer ?? "-")}/${escapePart(source)}/${short}`;
}

export const operationTestWorkflowId = (test: number): string => `operation-test/${test}`;

/** Keeps the id readable: percent-encodes only slashes, percent signs, white space and control characters. */
const escapePart = (part: string): string =>
  part.replaceAll(/[%/\s\p{C}]/gu, (character) => encodeURIComponent(character));

export const runbookRunWorkflowId = (run: string): string => `runbook/${run}`;

/** The workflow that gives runs their turns, so that two never work on one target at the same time. */
export const targetWorkflowId = (customer: string, system: string, target: string): string =>
  `target/${[customer, system, target].map(escapePart).join("/")}`;

export const secondaryWorkflowId = (secondary: number): string => `secondary/${secondary}`;
