/** Completes the lines of a test to a file without mistakes. */
export function fileWith(lines: string): string {
  const given = new Set(lines.match(/^\w+(?=:)/gm));
  const rest = {
    customer: "customer: acme",
    name: "name: 株式会社アクメ",
    plan: "plan: full",
    contacts:
      "contacts: { sato: { name: 佐藤, phone: 090-1234-5678, mail: s@acme.example }, kato: { name: 加藤 } }",
    chat: "chat: { ops: { slack: { channel: C1 } } }",
    rules: "rules: [{ match: {}, notify: { mail: { to: [sato] } } }]",
  };
  return [lines, ...Object.entries(rest).flatMap(([key, line]) => (given.has(key) ? [] : line))].join("\n");
}

/** The position of `▸` in a file, and the file without it. */
export function marked(lines: string): { text: string; at: string } {
  const before = lines.slice(0, lines.indexOf("▸")).split("\n");
  return { text: fileWith(lines.replace("▸", "")), at: `${before.length}:${before.at(-1)!.length + 1}` };
}

export const found = (remarks: { line: number; column: number; message: string }[]) =>
  remarks.map(({ line, column, message }) => `${line}:${column}: ${message}`);

export const rule = (body: string) => `rules:\n  - match: {}\n    ${body}`;
export const contact = (body: string) => `contacts:\n  sato: { name: 佐藤, ${body} }\nrules: [{}]`;
export const target = (body: string) => `systems:\n  shop:\n    targets:\n      web01: ${body}`;
export const call = (body: string) => rule(`notify: { call: { list: [sato], ${body} } }`);
export const numbers = (count: number) => Array.from({ length: count }, () => "sato");
