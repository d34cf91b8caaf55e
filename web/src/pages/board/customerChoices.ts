import type { BoardRow } from "../../api/types.ts";
import type { ComboChoice } from "../../components/ComboBox.tsx";

/** The customers that have something on the board, and the one that is asked for, whether it has or not. */
export function customerChoices(rows: Iterable<BoardRow>, chosen: string | undefined): ComboChoice[] {
  const names = new Map<string, string>(chosen === undefined ? [] : [[chosen, chosen]]);
  for (const { customer, customerName } of rows)
    if (customer !== null) names.set(customer, customerName ?? customer);
  return [...names]
    .map(([id, name]) => ({ id, name, alsoFoundBy: id }))
    .sort((one, other) => one.name.localeCompare(other.name, "ja"));
}
