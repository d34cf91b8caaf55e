import type { BoardRow } from "../../api/types.ts";
import type { BoardSearch } from "./search.ts";

/** Whether a row passes the filters. Every word of the text must occur somewhere in it. */
export function matches(row: BoardRow, search: BoardSearch, person: string | undefined): boolean {
  const { customer, level, state, mine, text } = search;
  if (customer !== undefined && row.customer !== customer) return false;
  if (level !== undefined && row.level !== level) return false;
  if (state !== undefined && row.state !== state) return false;
  if (mine === true && row.takenBy !== person) return false;
  if (text === undefined) return true;
  const searched = plain(
    [row.number, row.node, row.alarm, row.system, row.customer, row.customerName, row.phase].join("\n"),
  );
  return plain(text)
    .split(/\s+/)
    .every((word) => searched.includes(word));
}

export const isFiltered = (search: BoardSearch): boolean => Object.keys(search).length > 0;

/** A search for web also finds Ｗｅｂ. */
const plain = (text: string): string => text.normalize("NFKC").toLowerCase();
