import type { Alert } from "../../domain/alerts/alert.ts";
import { DomainError, type FieldError } from "../../domain/errors.ts";
import { fieldPath } from "../../domain/fieldPath.ts";
import { breather } from "../http/breathe.ts";
import { mostErrors } from "../http/fieldErrors.ts";
import { malformedJson } from "../http/jsonBody.ts";
import { jsonFault } from "../http/jsonFault.ts";
import { assertUtf8 } from "../http/utf8.ts";
import { type Adapter, alertRefused } from "./adapters/adapter.ts";
import { slim } from "./slim.ts";
import { splitJson } from "./splitJson.ts";

/** The most alerts in one body. */
export const mostAlerts = 10_000;
/** Faults in a longer body are reported without their position. */
const longestExplained = 64 * 1024;
const byteOrderMark = Buffer.from("\ufeff");

export interface ReadAlerts {
  alerts: Alert[];
  /** How many of them come from the body; the rest are about the body. */
  count: number;
}

/**
 * Reads the alerts in a body one by one, so that other requests get a turn in between. `mayCome` receives
 * their number before any is read.
 */
export async function readAlerts(
  adapter: Adapter,
  body: Buffer,
  mayCome: (count: number) => void,
): Promise<ReadAlerts> {
  assertUtf8(body);
  const marked = body.subarray(0, byteOrderMark.length).equals(byteOrderMark);
  const bytes = marked ? body.subarray(byteOrderMark.length) : body;
  const split = await splitJson(bytes, adapter.list, mostAlerts);
  if (split === null) throw notJson(bytes);
  const parse = parserFor(bytes);
  const envelope = parse(split.envelope);
  const items = split.items ?? adapter.itemsIn(envelope);
  const count = split.items === null ? items.length : split.count;
  if (count > mostAlerts) throw tooMany(count);
  mayCome(count);
  const isOne = split.items === null && adapter.list === null;
  const path = (index: number) => (isOne ? [] : [...(adapter.list === null ? [] : [adapter.list]), index]);
  const breathe = breather();
  const alerts: Alert[] = [];
  const errors: FieldError[] = [];
  for (const [index, item] of items.entries()) {
    const value = Buffer.isBuffer(item) ? parse(String(await slim(item))) : item;
    await breathe();
    const read = adapter.read(value);
    if ("alert" in read) alerts.push(read.alert);
    else
      errors.push(
        ...read.issues.map((issue) => ({
          path: fieldPath([...path(index), ...issue.path]),
          message: issue.message,
        })),
      );
    if (errors.length >= mostErrors) break;
    await breathe();
  }
  if (errors.length > 0) throw refusedFor(errors);
  return { alerts: [...alerts, ...(adapter.about?.(envelope) ?? [])], count };
}

const refusedFor = (errors: readonly FieldError[]): DomainError =>
  new DomainError(alertRefused.code, alertRefused.message, { errors: errors.slice(0, mostErrors) });

const parserFor =
  (bytes: Buffer) =>
  (text: string): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      throw notJson(bytes);
    }
  };

const notJson = (bytes: Buffer): DomainError =>
  malformedJson(bytes.length > longestExplained ? "the body is not JSON" : jsonFault(bytes.toString()));

const tooMany = (count: number): DomainError =>
  new DomainError(
    "too_many_alerts",
    `The body holds ${count} alerts; at most ${mostAlerts} are taken in one. Nothing of it was.`,
  );
