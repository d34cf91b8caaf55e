export interface ReadDifference {
  kind: "added" | "removed" | "changed";
  path: string;
  before: string | null;
  after: string | null;
}

const kinds = { "+": "added", "-": "removed", "~": "changed" } as const;

/** Takes a line of an import's changes apart (`~ contacts.sato.phone: "+81…" → "+81…"`), so that it can be coloured. */
export function readDifference(line: string): ReadDifference {
  const [, sign, path, values] = /^([-+~]) (.*?): (.*)$/s.exec(line) ?? [];
  if (sign === undefined || path === undefined || values === undefined)
    return { kind: "changed", path: line, before: null, after: null };
  const kind = kinds[sign as keyof typeof kinds];
  if (kind === "added") return { kind, path, before: null, after: values };
  if (kind === "removed") return { kind, path, before: values, after: null };
  const [before = "", after = ""] = splitAtArrow(values);
  return { kind, path, before, after };
}

/** At the arrow between two JSON values: one inside a text would leave the text before it unterminated. */
function splitAtArrow(values: string): string[] {
  const parts = values.split(" → ");
  const whole = parts.findIndex((_, index) => isJson(parts.slice(0, index + 1).join(" → ")));
  const end = whole < 0 ? 1 : whole + 1;
  return [parts.slice(0, end).join(" → "), parts.slice(end).join(" → ")];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
