import { Connection } from "@temporalio/client";
import type { TemporalConnection } from "../../config/temporal.ts";

/** What the workflows put on themselves, so that the Temporal UI can list by it. */
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
 * Registers what is missing on a server that is not ours to start: it refuses workflows with an attribute
 * that it does not know. Where that is not allowed, as on Temporal Cloud, the missing ones are named.
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
    // Who may not list them may still add them.
    return names;
  }
}

function listed(names: readonly Name[]): string {
  return names.map((name) => `${name} (${searchAttributes[name]})`).join(", ");
}
