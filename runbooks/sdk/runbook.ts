import { z } from "zod";
import type { Runbook, Step } from "../../domain/runbooks/tree.ts";
import { aboutParam, type Param } from "./params.ts";

/** A runbook as its file exports it: the tree, which is data, and the types of its parameters. */
export interface RunbookDefinition {
  tree: Runbook;
  /** Reads the `with` of a rule. */
  params: z.ZodObject<Record<string, Param>>;
}

interface Given<Params extends Record<string, Param>> extends Omit<Runbook, "params" | "steps" | "verify"> {
  params: Params;
  /** Each parameter is a placeholder that is filled in when a run begins. */
  steps(places: Places<Params>): Step[];
  verify(places: Places<Params>): Runbook["verify"];
}

type Places<Params> = { readonly [Name in keyof Params & string]: { param: Name } };

/** Makes a runbook. It runs nothing: the result is a tree of data that can be read, measured and stored. */
export function runbook<const Params extends Record<string, Param>>(given: Given<Params>): RunbookDefinition {
  const { params, steps, verify, ...head } = given;
  const names = Object.keys(params);
  const places = Object.fromEntries(names.map((name) => [name, { param: name }])) as Places<Params>;
  return {
    tree: {
      ...head,
      params: names.map((name) => ({ name, ...aboutParam(params[name]!) })),
      steps: steps(places),
      verify: verify(places),
    },
    params: z.strictObject(params as Record<string, Param>),
  };
}
