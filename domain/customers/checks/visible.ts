import { problemOfInvisible } from "../visibleText.ts";
import { type Check, entries, type Findings, inside, items, type Place } from "./place.ts";

/**
 * Checks every key and value of the file, so no field can be forgotten. Mail templates are only for people to read,
 * and are made printable when sent.
 */
export const checkVisible: Check = (file, findings) => {
  const templates = items(inside(file, "rules")).map((rule) => inside(rule, "notify", "mail", "template"));
  const words = templates.flatMap((template) => [inside(template, "subject"), inside(template, "body")]);
  look(
    file,
    words.map(({ path }) => path.join("\n")),
    findings,
  );
};

function look(place: Place, besides: string[], findings: Findings): void {
  if (besides.includes(place.path.join("\n"))) return;
  const problem = typeof place.value === "string" ? problemOfInvisible(place.value) : null;
  if (problem !== null) findings.fault(place, problem);
  for (const entry of entries(place)) {
    const problemOfKey = problemOfInvisible(entry.key);
    if (problemOfKey !== null) findings.faultAtKey(entry, problemOfKey);
  }
  for (const below of [...entries(place), ...items(place)]) look(below, besides, findings);
}
