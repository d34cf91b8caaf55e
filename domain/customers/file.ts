import { usualCallCountries } from "./callCountries.ts";
import { checkChat, webhooksIn } from "./checks/chat.ts";
import { checkCloud } from "./checks/cloud.ts";
import { checkContacts } from "./checks/contacts.ts";
import { checkFirstResponses } from "./checks/firstResponse.ts";
import { checkIdentifiers } from "./checks/identifiers.ts";
import { checkPhones } from "./checks/phones.ts";
import type { Check, Findings, Place } from "./checks/place.ts";
import { checkRules } from "./checks/rules.ts";
import { secretsUsed } from "./checks/secrets.ts";
import { checkSources } from "./checks/sources.ts";
import { checkSystems } from "./checks/systems.ts";
import { checkVisible } from "./checks/visible.ts";
import type { CustomerConfiguration } from "./configuration.ts";
import { explain } from "./explain.ts";
import type { OfferedRunbooks } from "./offeredRunbooks.ts";
import { customerSchema } from "./schema.ts";
import { type Path, type Position, type Remark, readYaml } from "./yamlSource.ts";

export interface CustomerFile {
  /** null if the file has faults. */
  configuration: CustomerConfiguration | null;
  /** Every mistake, in the order of the file (R2.x). */
  faults: Remark[];
  /** Remarks on what is accepted but may not do what its author expects. */
  warnings: Remark[];
  /** The `secret:NAME`s that the file needs. */
  secrets: (Position & { name: string })[];
  /** The webhooks whose address is written in the file. */
  webhooks: (Position & { url: string })[];
  /** The position of the value at a path, or of what surrounds it if there is none. */
  valueAt(path: Path): Position;
}

const checks: readonly Check[] = [
  checkIdentifiers,
  checkContacts,
  checkChat,
  checkSources,
  checkSystems,
  checkRules,
];

/** The system's settings for customers' files. */
export interface FileSettings {
  /** ISO codes; absent: the default countries. */
  callCountries?: readonly string[];
  /** Absent: does not check whether a system without a role can be worked on. */
  ownAccountCustomers?: readonly string[];
}

/**
 * Reads a customer's file (YAML), checks all of it, and fills in the defaults. Without `offered`, what rules say
 * about runbooks is not checked.
 */
export function readCustomerFile(
  text: string,
  offered: OfferedRunbooks | null = null,
  { callCountries = usualCallCountries, ownAccountCustomers }: FileSettings = {},
): CustomerFile {
  const { source, faults: yamlFaults } = readYaml(text);
  if (source === null)
    return {
      configuration: null,
      faults: inOrder(yamlFaults),
      warnings: [],
      secrets: [],
      webhooks: [],
      valueAt: () => ({ line: 1, column: 1 }),
    };

  const parsed = customerSchema.safeParse(source.value);
  const faults = [...yamlFaults, ...(parsed.error?.issues ?? []).flatMap((issue) => explain(issue, source))];
  const warnings: Remark[] = [];
  const findingsIn = (found: Remark[]): Findings => ({
    fault: ({ path }, message) => found.push({ ...source.valueAt(path), message }),
    faultAtKey: ({ path }, message) => found.push({ ...source.keyAt(path), message }),
    warn: ({ path }, message) => warnings.push({ ...source.valueAt(path), message }),
  });
  const findings = findingsIn(faults);
  const file: Place = { path: [], value: source.value };
  const all = [...checks, checkPhones(callCountries)];
  if (ownAccountCustomers !== undefined) all.push(checkCloud(ownAccountCustomers));
  if (offered !== null) all.push(checkFirstResponses(offered));
  for (const check of all) check(file, findings);
  const unseen: Remark[] = [];
  checkVisible(file, findingsIn(unseen));
  const allFaults = [...unseen, ...faults.filter((fault) => !unseen.some(isAt(fault)))];
  return {
    configuration: allFaults.length === 0 && parsed.success ? parsed.data : null,
    faults: inOrder(allFaults),
    warnings: inOrder(warnings),
    secrets: secretsUsed(file).map(({ name, path }) => ({ name, ...source.valueAt(path) })),
    webhooks: webhooksIn(file).map(({ url, path }) => ({ url, ...source.valueAt(path) })),
    valueAt: (path) => source.valueAt(path),
  };
}

/** An invisible character explains every other fault at the same place. */
const isAt =
  ({ line, column }: Position) =>
  (other: Position): boolean =>
    other.line === line && other.column === column;

export function inOrder(remarks: Remark[]): Remark[] {
  return remarks.toSorted((one, other) => one.line - other.line || one.column - other.column);
}
