import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  parseAllDocuments,
  visit,
} from "yaml";

export type Path = readonly PropertyKey[];

export interface Position {
  line: number;
  column: number;
}

/** A message about one place of a file; lines and columns count from 1. */
export interface Remark extends Position {
  message: string;
}

export interface YamlSource {
  /** The content of the file, unchecked. */
  value: unknown;
  /** The position of the value at a path, or of the innermost mapping or list around it if there is none. */
  valueAt(path: Path): Position;
  /** The position of that value's key. */
  keyAt(path: Path): Position;
}

/** Fields of digits that people leave unquoted. They are read as written, with + and leading zeros. */
const digitFields = new Set(["phone", "account", "room", "mention"]);

/** Reads a file of one YAML document. If the text is not YAML, it reports only that, not the consequences. */
export function readYaml(text: string): { source: YamlSource | null; faults: Remark[] } {
  const at = positionsIn(text);
  const documents = parseAllDocuments(text, { prettyErrors: false });
  const [document, second] = documents as Document.Parsed<ParsedNode>[];
  if (document === undefined || document.contents === null)
    return { source: null, faults: [{ ...at(0), message: "expected a customer's file, not an empty one" }] };
  const faults = [...document.errors, ...document.warnings].map((error) => ({
    ...at(error.pos[0]),
    message: error.code === "DUPLICATE_KEY" ? duplicate(text, error.pos) : `not YAML: ${error.message}`,
    isDuplicate: error.code === "DUPLICATE_KEY",
  }));
  const content = [...brokenAliases(document, at), ...unstorable(document, at)];
  if (second !== undefined)
    content.push({
      ...at(second.range?.[0] ?? 0),
      message: "expected one customer in a file, not a second document",
    });
  const remarks = [...faults.map(({ isDuplicate: _, ...fault }) => fault), ...content];
  if (faults.some(({ isDuplicate }) => !isDuplicate) || content.length > 0)
    return { source: null, faults: remarks };
  keepDigitsAsWritten(document);
  try {
    return { source: sourceOf(document, at), faults: remarks };
  } catch {
    return { source: null, faults: [...remarks, { ...at(0), message: "not YAML: too many aliases" }] };
  }
}

/** The library's own line counter is wrong inside flow mappings. */
function positionsIn(text: string): (offset: number) => Position {
  const newlines = [...text.matchAll(/\n/g)].map(({ index }) => index);
  return (offset) => {
    const before = newlines.filter((newline) => newline < offset);
    return { line: before.length + 1, column: offset - (before.at(-1) ?? -1) };
  };
}

/** Throws if nested aliases would fill the memory. */
function sourceOf(document: Document.Parsed<ParsedNode>, at: (offset: number) => Position): YamlSource {
  const start = (node: Node | null) => at(node?.range?.[0] ?? 0);
  return {
    value: document.toJS(),
    valueAt: (path) => start(walk(document, path).value),
    keyAt: (path) => start(walk(document, path).key),
  };
}

/** Follows a path as far as it goes. A value behind an alias is located where it is written out. */
function walk(document: Document.Parsed<ParsedNode>, path: Path): { key: Node | null; value: Node | null } {
  let key: Node | null = null;
  let value: Node | null = document.contents;
  for (const step of path) {
    const holder: Node | null = isAlias(value) ? (value.resolve(document) ?? null) : value;
    if (isMap<Node, Node | null>(holder)) {
      const pair = holder.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (pair === undefined) break;
      key = pair.key;
      value = pair.value ?? pair.key;
    } else if (isSeq<Node>(holder) && typeof step === "number" && holder.items[step] !== undefined) {
      key = holder.items[step];
      value = holder.items[step];
    } else break;
  }
  return { key, value };
}

function duplicate(text: string, [from, until]: [number, number]): string {
  const key = /^[^\s:,}]+/.exec(text.slice(from, Math.max(until, from + 60)))?.[0] ?? "";
  return `"${key}" stands here a second time`;
}

function brokenAliases(document: Document.Parsed<ParsedNode>, at: (offset: number) => Position): Remark[] {
  const faults: Remark[] = [];
  visit(document, {
    Alias(_key, alias, ancestors) {
      const target = alias.resolve(document);
      const problem =
        target === undefined ? "stands for nothing" : ancestors.includes(target) ? "contains itself" : null;
      if (problem !== null)
        faults.push({ ...at(alias.range?.[0] ?? 0), message: `*${alias.source} ${problem}` });
    },
  });
  return faults;
}

/** The database stores neither NUL nor lone surrogates, which quoted YAML can contain. */
function unstorable(document: Document.Parsed<ParsedNode>, at: (offset: number) => Position): Remark[] {
  const faults: Remark[] = [];
  visit(document, {
    Scalar(_key, { value, range }) {
      if (typeof value === "string" && (value.includes("\0") || !value.isWellFormed()))
        faults.push({ ...at(range?.[0] ?? 0), message: "expected text without NUL and broken characters" });
    },
  });
  return faults;
}

function keepDigitsAsWritten(document: Document.Parsed<ParsedNode>): void {
  visit(document, {
    Pair(_key, pair) {
      if (!isScalar(pair.key) || !digitFields.has(String(pair.key.value))) return;
      for (const node of isSeq(pair.value) ? pair.value.items : [pair.value])
        if (isScalar(node) && typeof node.value === "number" && node.source) node.value = node.source;
    },
  });
}
