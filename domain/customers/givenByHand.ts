import type { FieldError } from "../errors.ts";
import { type Reaches, usualAllow } from "../runbooks/allow.ts";
import { listParts } from "../runbooks/argument.ts";
import { refusedRunTexts as texts } from "../runbooks/runTexts.ts";
import type { CustomerConfiguration, Match, Target } from "./configuration.ts";
import { fitsGlob } from "./rules.ts";
import { type TargetName, targetPath } from "./targets.ts";

const ofAllow = { path: "paths", paths: "paths", program: "programs", service: "services" } as const;

export interface GivenByHand {
  runbook: string;
  params: readonly { name: string; reaches?: Reaches | undefined }[];
  /** As an operator gave them, already well-formed. */
  given: Readonly<Record<string, unknown>>;
}

/**
 * Finds an operator's parameters that neither a rule of the customer's file for this target nor its `allow` permits.
 * No operator alone may agree for the customer to what is read, deleted or started there as root.
 */
export function notAllowed(
  { runbook, params, given }: GivenByHand,
  configuration: CustomerConfiguration,
  name: TargetName,
): FieldError[] {
  const target = configuration.systems[name.system]?.targets[name.target];
  const ruled = rulesOn(configuration, runbook, name, target);
  return params.flatMap(({ name: param, reaches: kind }) => {
    if (kind === undefined || given[param] === undefined) return [];
    const normal = normalOf[ofAllow[kind]];
    const allowed = (target?.allow ?? usualAllow)[ofAllow[kind]];
    const said = ruled.flatMap((each) => partsOf(kind, each[param]).map(normal));
    return partsOf(kind, given[param])
      .filter((part) => !said.includes(normal(part)))
      .filter((part) => !allowed.some((glob) => fitsOf[ofAllow[kind]](glob, normal(part))))
      .map((value) => ({
        path: param,
        message: texts.notAllowed({
          value,
          target: targetPath(name),
          field: `allow.${ofAllow[kind]}`,
          allowed: allowed.join(", ") || "-",
        }),
      }));
  });
}

/** The parameters of every rule that orders this runbook and may match this target. */
const rulesOn = (
  { rules }: CustomerConfiguration,
  runbook: string,
  name: TargetName,
  target: Target | undefined,
): Record<string, unknown>[] =>
  rules.flatMap(({ match, firstResponse }) =>
    firstResponse?.runbook === runbook && mayBeOf(match, name, target) ? [firstResponse.with] : [],
  );

const mayBeOf = ({ system, node }: Match, name: TargetName, target: Target | undefined): boolean =>
  (system === null || fitsGlob(system, name.system)) &&
  (node === null ||
    [name.target, target?.host, target?.ec2].some((one) => one != null && fitsGlob(node, one)));

function partsOf(kind: Reaches, value: unknown): string[] {
  if (value === undefined) return [];
  if (kind !== "paths") return [String(value)];
  return Array.isArray(value) ? value.flatMap((part) => listParts(String(part))) : listParts(String(value));
}

const foldersOf = (path: string): string[] => path.split("/").filter((part) => part !== "" && part !== ".");

const normalPath = (path: string): string => `/${foldersOf(path).join("/")}`;
const normalService = (service: string): string => service.replace(/\.service$/, "");

const normalOf = { paths: normalPath, programs: normalPath, services: normalService };

/** A path with `..` fits nothing, because where it leads depends on the folders before it. */
const fitsPath = (glob: string, path: string): boolean =>
  !foldersOf(path).includes("..") && fitsFolders(foldersOf(glob), foldersOf(path));

function fitsFolders([glob, ...globs]: string[], path: string[]): boolean {
  if (glob === undefined) return path.length === 0;
  if (glob === "**")
    return globs.length === 0 || path.some((_folder, place) => fitsFolders(globs, path.slice(place)));
  const [folder, ...folders] = path;
  return folder !== undefined && fitsGlob(glob, folder) && fitsFolders(globs, folders);
}

const fitsOf = {
  paths: fitsPath,
  programs: fitsPath,
  services: (glob: string, service: string): boolean => fitsGlob(normalService(glob), service),
};
