import { fileURLToPath } from "node:url";
import { circlesIn } from "./circles.ts";
import { readSources, type Source } from "./sources.ts";

/** Prints the shape of the code: sizes, long functions, circles, reach, files that only one other needs. */
const longestSingleUse = 40;
const longestShown = 15;

const all = readSources(fileURLToPath(new URL("../..", import.meta.url)));
const code = all.filter(({ isTest }) => !isTest);

const folderOf = (file: string, depth: number): string =>
  file.split("/").slice(0, -1).slice(0, depth).join("/") || ".";
const quantile = (values: number[], part: number): number =>
  values.toSorted((one, other) => one - other)[
    Math.min(values.length - 1, Math.floor(values.length * part))
  ] ?? 0;
const say = (...lines: string[]): void => void process.stdout.write(`${lines.join("\n")}\n`);

function sizes(title: string, sources: readonly Source[], depth: number): void {
  say("", title, `${"folder".padEnd(30)} files  lines  median  95th  longest`);
  const folders = Map.groupBy(sources, ({ file }) => folderOf(file, depth));
  for (const [folder, files] of [...folders].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const lines = files.map((one) => one.lines);
    const total = lines.reduce((sum, one) => sum + one, 0);
    const figures = [files.length, total, quantile(lines, 0.5), quantile(lines, 0.95), Math.max(...lines)];
    say(
      folder.padEnd(30) + figures.map((one, index) => String(one).padStart([6, 7, 8, 6, 9][index]!)).join(""),
    );
  }
}

function longestFunctions(): void {
  const functions = code.flatMap(({ file, functions }) => functions.map((one) => ({ file, ...one })));
  say("", "Longest functions");
  for (const { file, name, lines } of functions
    .toSorted((one, other) => other.lines - one.lines)
    .slice(0, longestShown))
    say(`${String(lines).padStart(5)}  ${name}  ${file}`);
}

type Edges = Map<string, Set<string>>;

/** Between second-level folders of one part, e.g. `domain/calls` → `domain/customers`. */
function edgesWithin(part: string, withTypes: boolean): Edges {
  const edges: Edges = new Map();
  for (const { file, imports } of code.filter((one) => one.file.startsWith(`${part}/`))) {
    const from = folderOf(file, 2);
    for (const { file: imported, isType } of imports) {
      const to = folderOf(imported, 2);
      if ((isType && !withTypes) || from === to || [from, to].includes(part) || !to.startsWith(`${part}/`))
        continue;
      edges.set(from, (edges.get(from) ?? new Set()).add(to));
    }
  }
  return edges;
}

function circlesAndReach(): void {
  say("", "Second-level folders: circles and reach");
  for (const part of ["domain", "workflows", "activities", "api", "db"]) {
    for (const [words, withTypes] of [
      ["by values", false],
      ["with types", true],
    ] as const) {
      const circles = circlesIn(edgesWithin(part, withTypes)).map((circle) => circle.join(", "));
      say(`${part}, ${words}: ${circles.length === 0 ? "no circle" : circles.join("; ")}`);
    }
    for (const [from, to] of [...edgesWithin(part, true)].sort(([one], [other]) => (one < other ? -1 : 1)))
      say(
        `  ${from} → ${[...to]
          .sort()
          .map((one) => one.slice(part.length + 1))
          .join(", ")}`,
      );
  }
}

function singleUse(): void {
  const users = new Map<string, Set<string>>();
  for (const { file, imports } of code)
    for (const { file: imported } of imports)
      users.set(imported, (users.get(imported) ?? new Set()).add(file));
  const found = code.filter(({ file, lines }) => lines <= longestSingleUse && users.get(file)?.size === 1);
  say(
    "",
    `Files of at most ${longestSingleUse} lines that one other imports: ${found.length} of ${code.length}`,
  );
  for (const [folder, files] of Map.groupBy(found, ({ file }) => folderOf(file, 2)))
    say(`  ${folder}: ${files.map(({ file }) => file.slice(folder.length + 1)).join(", ")}`);
}

sizes("Code", code, 1);
sizes(
  "Code by subject",
  code.filter(({ file }) => /^(domain|workflows|activities|api|db)\//.test(file)),
  2,
);
sizes(
  "Tests",
  all.filter(({ isTest }) => isTest),
  1,
);
longestFunctions();
circlesAndReach();
singleUse();
