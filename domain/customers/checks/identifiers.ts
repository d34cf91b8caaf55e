import { problemOfId } from "../identifiers.ts";
import { type Check, entries, inside } from "./place.ts";

/** The keys that a customer chooses. */
export const checkIdentifiers: Check = (file, findings) => {
  const systems = entries(inside(file, "systems"));
  const named = [
    ...["contacts", "chat", "sources", "systems"].map((section) => inside(file, section)),
    ...systems.map((system) => inside(system, "targets")),
  ];
  for (const mapping of named)
    for (const entry of entries(mapping)) {
      const problem = problemOfId(String(mapping.path.at(-1)), entry.key);
      if (problem !== null) findings.faultAtKey(entry, `${problem}, not ${JSON.stringify(entry.key)}`);
    }
};
