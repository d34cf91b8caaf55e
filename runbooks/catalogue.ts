import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { z } from "zod";
import type { OfferedRunbooks } from "../domain/customers/offeredRunbooks.ts";
import { DomainError, type FieldError } from "../domain/errors.ts";
import { fieldPath } from "../domain/fieldPath.ts";
import { checkRunbook, describeFault } from "../domain/runbooks/faults.ts";
import { parameterTexts as texts } from "../domain/runbooks/parameterTexts.ts";
import type { Runbook, RunbookKind } from "../domain/runbooks/tree.ts";
import { type Phrase, packed, unpacked } from "../domain/words/phrase.ts";
import type { RunbookDefinition } from "./sdk/runbook.ts";

/** A runbook that may run, and the file it comes from. */
export interface KnownRunbook extends RunbookDefinition {
  tree: Runbook;
  /** Such as `runbooks/primary/restart-service.ts`. */
  file: string;
}

export type Catalogue = ReadonlyMap<string, KnownRunbook>;

const folders = ["primary", "secondary"] as const;
const here = fileURLToPath(new URL(".", import.meta.url));

/**
 * Where runbooks come from. `own` is a folder of the company that runs Toban (`RUNBOOKS_DIR`), with the same layout
 * as ours.
 */
interface Roots {
  root?: string;
  own?: string | null;
}

/**
 * Loads every runbook of the folders beside this file and of `own`, by id. Throws all mistakes at once, with file,
 * step and reason, so no process starts with only some of them (R2.6).
 */
export async function loadCatalogue({ root = here, own = null }: Roots = {}): Promise<Catalogue> {
  const roots = [{ root, shownAs: "runbooks" }, ...(own === null ? [] : [{ root: own, shownAs: own }])];
  const read = [
    ...(own === null || isFolder(own) ? [] : [{ faults: [`RUNBOOKS_DIR: ${own} is no folder`] }]),
    ...(await Promise.all(
      roots.flatMap((place) => runbookFiles(place.root).map((file) => readFile(place, file))),
    )),
  ];
  const faults = [...read.flatMap((one) => ("faults" in one ? one.faults : [])), ...twice(read)];
  if (faults.length > 0) throw new DomainError("bad_runbooks", faults.join("\n"));
  return new Map(read.flatMap((one) => ("known" in one ? [[one.known.tree.id, one.known]] : [])));
}

/** Throws a DomainError that lists the known runbooks. */
export function findRunbook(catalogue: Catalogue, id: string): KnownRunbook {
  const found = catalogue.get(id);
  if (found !== undefined) return found;
  const names = [...catalogue.keys()].join(", ");
  throw new DomainError("unknown_runbook", `No runbook is named ${id}. Known: ${names}.`);
}

/** The runbooks that customers' files and operators' orders are checked against. */
export const offered = (catalogue: Catalogue): OfferedRunbooks =>
  new Map(
    [...catalogue].map(([id, { tree, params }]) => [
      id,
      {
        kind: tree.kind,
        title: tree.title,
        params: tree.params.map((one) => ({
          ...one,
          isNumber: params.shape[one.name]?.type === "number",
        })),
        mistakesIn: (parameters) => mistakesIn(params, parameters),
      },
    ]),
  );

/** Every mistake in the parameters of a runbook. */
export function mistakesIn(params: RunbookDefinition["params"], parameters: unknown): FieldError[] {
  const { error } = params.safeParse(parameters, { error: (issue) => messageOf(issue) });
  return (error?.issues ?? []).flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({ path: key, message: texts.unknown() }))
      : [{ path: fieldPath(issue.path), message: unpacked(issue.message) }],
  );
}

function messageOf(issue: z.core.$ZodRawIssue): string | undefined {
  const phrase = phraseOf(issue);
  return phrase && packed(phrase);
}

/** Our words for the mistakes that zod finds. */
function phraseOf(issue: z.core.$ZodRawIssue): Phrase | undefined {
  if (issue.input === undefined) return texts.missing();
  switch (issue.code) {
    case "invalid_type":
      return issue.expected === "string" ? texts.notText() : texts.notWhole();
    case "too_small":
      return issue.origin === "string" ? texts.missing() : texts.atLeast({ least: Number(issue.minimum) });
    case "too_big": {
      const most = Number(issue.maximum);
      return issue.origin === "string" ? texts.tooLong({ most }) : texts.atMost({ most });
    }
    default:
      return undefined;
  }
}

/** Periodic and requested work is agreed with the customer, too. */
const folderOf = (kind: RunbookKind): (typeof folders)[number] =>
  kind === "primary" ? "primary" : "secondary";

type Read = { known: KnownRunbook } | { faults: string[] };

const runbookFiles = (root: string): string[] =>
  folders.flatMap((folder) =>
    filesIn(path.join(root, folder))
      .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
      .sort()
      .map((file) => path.join(folder, file)),
  );

const isFolder = (folder: string): boolean =>
  statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

async function readFile({ root, shownAs }: { root: string; shownAs: string }, file: string): Promise<Read> {
  const shown = path.join(shownAs, file);
  const fault = (reason: string): Read => ({ faults: [`${shown}: ${reason}`] });
  let definition: RunbookDefinition | undefined;
  try {
    ({ default: definition } = await import(pathToFileURL(path.join(root, file)).href));
  } catch (error) {
    return fault(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (definition?.tree === undefined) return fault("exports no runbook as its default");
  const { runbook, faults } = checkRunbook(definition.tree);
  if (runbook === null) return { faults: faults.map((one) => `${shown}: ${describeFault(one)}`) };
  const name = path.basename(file, ".ts");
  if (runbook.id !== name) return fault(`its id is ${runbook.id}, but the file is named ${name}`);
  const folder = path.dirname(file);
  if (folder !== folderOf(runbook.kind))
    return fault(`is ${runbook.kind}, but stands with the ${folder} ones`);
  return { known: { ...definition, tree: runbook, file: shown } };
}

function twice(read: readonly Read[]): string[] {
  const files = Map.groupBy(
    read.flatMap((one) => ("known" in one ? [one.known] : [])),
    ({ tree }) => tree.id,
  );
  return [...files].flatMap(([id, known]) =>
    known.length === 1 ? [] : [`${known.map(({ file }) => file).join(" and ")}: both are named ${id}`],
  );
}
