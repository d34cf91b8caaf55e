import type { BoardRow } from "../../api/types.ts";
import type { Choice } from "../../components/Select.tsx";

/** The customers that have something on the board, and the one that is asked for, whether it has or not. */
export function customerChoices(rows: Iterable<BoardRow>, chosen: string | undefined): Choice<string>[] {
  const names = new Map<string, string>(chosen === undefined ? [] : [[chosen, chosen]]);
  for (const { customer, customerName } of rows)
    if (customer !== null) names.set(customer, customerName ?? customer);
  return [...names]
    .map(([id, name]) => ({ id, name }))
    .sort((one, other) => one.name.localeCompare(other.name, "ja"));
}
