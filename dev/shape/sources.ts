import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseSync } from "@swc/core";

/** One of our files, as far as its shape matters. */
export interface Source {
  /** From the project's root. */
  file: string;
  lines: number;
  isTest: boolean;
  imports: Import[];
  functions: { name: string; lines: number }[];
}

export interface Import {
  file: string;
  /** Only types: gone once compiled. */
  isType: boolean;
}

const isCode = (file: string): boolean => /\.(ts|tsx)$/.test(file) && !file.endsWith(".d.ts");
/** Tests, and files that only tests use. */
const isTest = (file: string): boolean =>
  /\.test\.tsx?$|(^|\/)(test[A-Z][^/]*|[^/]+\.fixture)\.tsx?$|^(scenarios|crash|bench|web\/tests)\//.test(
    file,
  );

/** Every code file that git knows. */
export function readSources(root: string): Source[] {
  const files = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).split("\n").filter(isCode);
  const known = new Set(files);
  return files.map((file) => {
    const text = readFileSync(path.join(root, file), "utf8");
    const tree = new Tree(text, file.endsWith(".tsx"));
    const imports = tree.imports.flatMap(({ from, isType }) => {
      const imported = path.posix.join(path.posix.dirname(file), from);
      return known.has(imported) ? [{ file: imported, isType }] : [];
    });
    return {
      file,
      lines: text.split("\n").length - 1,
      isTest: isTest(file),
      imports,
      functions: tree.functions,
    };
  });
}

type Node = { type: string; span?: { start: number; end: number } } & Record<string, unknown>;

const functionTypes = new Set([
  ...["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"],
  ...["ClassMethod", "PrivateMethod", "Constructor", "MethodProperty"],
]);

/** The parser's tree of one file, read for its imports and functions. */
class Tree {
  readonly imports: { from: string; isType: boolean }[] = [];
  readonly functions: { name: string; lines: number }[] = [];
  /** The parser counts bytes, over all files it was given. */
  readonly #bytes: Buffer;
  readonly #start: number;

  constructor(text: string, tsx: boolean) {
    const module = parseSync(text, { syntax: "typescript", tsx, target: "es2024" });
    this.#bytes = Buffer.from(text);
    this.#start = module.span.end - this.#bytes.length;
    this.#walk(module as unknown as Node, "-");
  }

  #walk(node: Node, name: string): void {
    this.#noteImport(node);
    if (functionTypes.has(node.type) && node.span)
      this.functions.push({ name, lines: this.#lines(node.span) });
    const own = nameOf(node) ?? name;
    for (const child of Object.values(node).flat())
      if (typeof child === "object" && child !== null && "type" in child) this.#walk(child as Node, own);
      else if (typeof child === "object" && child !== null && "expression" in child)
        this.#walk((child as { expression: Node }).expression, own);
  }

  #noteImport(node: Node): void {
    const from = (node.source as { value?: string } | null)?.value;
    if (from === undefined || !/^(Import|ExportAll|ExportNamed)Declaration$/.test(node.type)) return;
    const specifiers = (node.specifiers ?? []) as { isTypeOnly?: boolean }[];
    const eachIsType = specifiers.length > 0 && specifiers.every(({ isTypeOnly }) => isTypeOnly === true);
    this.imports.push({ from, isType: node.typeOnly === true || eachIsType });
  }

  #lines({ start, end }: { start: number; end: number }): number {
    const text = this.#bytes.subarray(start - this.#start, end - this.#start);
    return text.toString().split("\n").length;
  }
}

const nameOf = (node: Node): string | null => {
  const named = (node.identifier ?? node.id ?? node.key) as { value?: unknown } | undefined;
  return typeof named?.value === "string" ? named.value : null;
};
