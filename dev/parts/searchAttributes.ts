import { Connection } from "@temporalio/client";
import type { TemporalConnection } from "../../config/temporal.ts";

/** The search attributes that workflows set, by which the Temporal UI can list them. */
export const searchAttributes = {
  Customer: "Keyword",
  System: "Keyword",
  Node: "Keyword",
  Alarm: "Keyword",
  Level: "Keyword",
  Plan: "Keyword",
  IncidentState: "Keyword",
  SloDeadline: "Datetime",
  Acknowledged: "Bool",
  Number: "Int",
} as const;

/** `temporal.api.enums.v1.IndexedValueType` */
const typeNumbers = { Keyword: 2, Int: 3, Bool: 5, Datetime: 6 };

/**
 * Registers missing attributes on a server that we did not start: it refuses workflows with an attribute that
 * it does not know. If we are not allowed to, as on Temporal Cloud, the error names the missing ones.
 */
export async function registerSearchAttributes(
  { connection: options, namespace }: TemporalConnection,
  say: (text: string) => void,
): Promise<void> {
  const connection = await Connection.connect({ ...options, connectTimeout: "10s" });
  try {
    const missing = await findMissing(connection, namespace);
    if (missing.length === 0) return;
    const types = missing.map((name) => [name, typeNumbers[searchAttributes[name]]]);
    await connection.operatorService
      .addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(types) })
      .catch(() =>
        say(`Temporal lacks these search attributes, and they cannot be added from here: ${listed(missing)}`),
      );
  } finally {
    await connection.close();
  }
}

type Name = keyof typeof searchAttributes;

async function findMissing(connection: Connection, namespace: string): Promise<Name[]> {
  const names = Object.keys(searchAttributes) as Name[];
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    return names.filter((name) => !(name in customAttributes));
  } catch {
    // Someone who may not list them may still add them.
    return names;
  }
}

function listed(names: readonly Name[]): string {
  return names.map((name) => `${name} (${searchAttributes[name]})`).join(", ");
}
