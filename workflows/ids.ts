/** Temporal allows 1,000 bytes in an id; the rest of ours is short. */
const longestKey = 200;

/**
 * The id of the workflow of a key's first incident, `incident/{customer}/{source}/{key}`; later ones add their number. Parts are
 * escaped, a long key is cut and told apart by its hash, which the caller makes (`node:crypto` is not in the sandbox).
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

/** Keeps what people can read; everything that could be mistaken for a separator is percent-encoded. */
const escapePart = (part: string): string =>
  part.replaceAll(/[%/\s\p{C}]/gu, (character) => encodeURIComponent(character));

export const runbookRunWorkflowId = (run: string): string => `runbook/${run}`;

/** Two runs never work on one target at once: this one workflow gives them their turns. */
export const targetWorkflowId = (customer: string, system: string, target: string): string =>
  `target/${[customer, system, target].map(escapePart).join("/")}`;

export const secondaryWorkflowId = (secondary: number): string => `secondary/${secondary}`;
