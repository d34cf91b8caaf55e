import { SourceMap } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { CallFrame } from "./cpuProfile.ts";

/** A box of the graph: a function of ours, or a stay in somebody else's code. */
export interface Frame {
  /** A folder of ours, a package, or what lies below both. */
  group: string;
  name: string;
  isOurs: boolean;
}

export const node = "Node.js";
export const native = "native code";
export const garbage = "garbage collection";
const sandbox = "workflow sandbox";

/** The folders, and the file, whose functions run in API and worker. */
export const ours = [
  "activities",
  "api",
  "config",
  "db",
  "domain",
  "runbooks",
  "worker",
  "worker.ts",
  "workflows",
];

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Names call frames without any path of this machine; null for what is no work. */
export type Namer = (frame: CallFrame) => Frame | null;

/** `bundle`: the workflows' code, whose places are found by the source map in it. */
export function namer(bundle: string): Namer {
  const map = sourceMapIn(bundle);
  return (frame) => {
    const { functionName, url } = frame;
    if (functionName === "(root)" || functionName === "(idle)") return null;
    if (functionName === "(garbage collector)") return { group: garbage, name: garbage, isOurs: false };
    if (url === "") return { group: native, name: functionName.replace("(program)", native), isOurs: false };
    if (url.startsWith("node:")) return { group: node, name: functionName || url, isOurs: false };
    return placed(functionName, placeOf(frame, map));
  };
}

/** A file's place in the project, and the line. */
interface Place {
  file: string;
  line: number;
}

function placeOf({ url, lineNumber, columnNumber }: CallFrame, map: SourceMap): Place {
  if (/workflow-bundle-\w+\.js$/.test(url)) {
    const entry = map.findEntry(lineNumber, columnNumber);
    if (!("originalSource" in entry) || entry.originalSource === undefined)
      return { file: "workflows/bundle", line: lineNumber + 1 };
    return { file: inProject(entry.originalSource), line: entry.originalLine + 1 };
  }
  return { file: inProject(url.startsWith("file:") ? fileURLToPath(url) : url), line: lineNumber + 1 };
}

const inProject = (file: string): string => (path.isAbsolute(file) ? path.relative(root, file) : file);

function placed(functionName: string, { file, line }: Place): Frame {
  const [, packageName] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file) ?? [];
  if (packageName !== undefined)
    return { group: packageName, name: functionName || packageName, isOurs: false };
  const group = file.split("/")[0]!;
  if (ours.includes(group))
    return { group, name: `${functionName || `line ${line}`} · ${file}`, isOurs: true };
  // What the SDK evaluates in the sandbox has no file.
  if (file.startsWith("evalmachine")) return { group: sandbox, name: functionName || sandbox, isOurs: false };
  return {
    group: file.startsWith("webpack") ? "webpack" : native,
    name: functionName || native,
    isOurs: false,
  };
}

function sourceMapIn(bundle: string): SourceMap {
  const encoded = bundle.slice(bundle.lastIndexOf("base64,") + "base64,".length);
  return new SourceMap(JSON.parse(Buffer.from(encoded, "base64").toString("utf8")));
}
