import type { Path } from "../yamlSource.ts";

/**
 * A value as written in the file, whatever its type. Checks between fields look at these, not at the parsed
 * configuration, so one field's mistake does not hide another's.
 */
export interface Place {
  path: Path;
  value: unknown;
}

/** Where checks report what they find; `key` points at a field's name, not at its value. */
export interface Findings {
  fault(place: Place, message: string): void;
  faultAtKey(place: Place, message: string): void;
  warn(place: Place, message: string): void;
}

export type Check = (file: Place, findings: Findings) => void;

/** The value below; `undefined` if there is none. */
export function inside(place: Place, ...steps: string[]): Place {
  return steps.reduce<Place>(
    ({ path, value }, step) => ({
      path: [...path, step],
      value: isMapping(value) && Object.hasOwn(value, step) ? value[step] : undefined,
    }),
    place,
  );
}

/** The fields of a mapping; empty if it is no mapping. */
export function entries(place: Place): (Place & { key: string })[] {
  if (!isMapping(place.value)) return [];
  return Object.entries(place.value).map(([key, value]) => ({ key, path: [...place.path, key], value }));
}

/** The items of a list; empty if it is no list. */
export function items(place: Place): Place[] {
  if (!Array.isArray(place.value)) return [];
  return place.value.map((value: unknown, index) => ({ path: [...place.path, index], value }));
}

/** Whether a value is given: neither left out nor `null`. */
export function isThere(place: Place): boolean {
  return place.value !== undefined && place.value !== null;
}

export function has(place: Place, key: string): boolean {
  return isThere(inside(place, key));
}

/** Whether the value is a mapping. The schema refuses other types, so checks between fields skip them. */
export function isMappingPlace({ value }: Place): boolean {
  return isMapping(value);
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
