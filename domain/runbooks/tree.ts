import { z } from "zod";
import { reaches } from "./allow.ts";
import { actionSchema, effectSchema, probeSchema, secondsSchema } from "./probe.ts";

const words = z.string().trim().min(1);

const undoSchema = z.union([
  z.strictObject({ title: words, action: actionSchema, withinSeconds: secondsSchema }),
  /** Why nothing can take it back, in words for the customer. */
  z.strictObject({ never: words }),
]);
export type Undo = z.infer<typeof undoSchema>;

const check = z.strictObject({
  step: z.literal("check"),
  title: words,
  /** The criterion of a step, the probe that judges it, and its time limit (R2.6). */
  criterion: words,
  probe: probeSchema,
  withinSeconds: secondsSchema,
});

const act = z.strictObject({
  step: z.literal("act"),
  title: words,
  action: actionSchema,
  effect: effectSchema,
  /** null: the act changes nothing. */
  undo: undoSchema.nullable(),
  withinSeconds: secondsSchema,
});

const wait = z.strictObject({
  step: z.literal("wait"),
  title: words,
  criterion: words,
  probe: probeSchema,
  everySeconds: secondsSchema,
  withinSeconds: secondsSchema,
});

/** Work that a person does by hand and then reports as done. */
const manual = z.strictObject({
  step: z.literal("manual"),
  title: words,
  instructions: words,
  criterion: words,
  withinSeconds: secondsSchema,
});

const when = z.strictObject({
  step: z.literal("when"),
  title: words,
  criterion: words,
  probe: probeSchema,
  withinSeconds: secondsSchema,
  get yes() {
    return z.array(stepSchema);
  },
  get no() {
    return z.array(stepSchema);
  },
});

/** An operator's decision. */
const ask = z.strictObject({
  step: z.literal("ask"),
  title: words,
  criterion: words,
  withinSeconds: secondsSchema,
  /** The answer that is assumed if nobody has answered by then. */
  unanswered: z.enum(["yes", "no"]),
  get yes() {
    return z.array(stepSchema);
  },
  get no() {
    return z.array(stepSchema);
  },
});

export type CheckStep = z.infer<typeof check>;
export type ActStep = z.infer<typeof act>;
export type WaitStep = z.infer<typeof wait>;
export type ManualStep = z.infer<typeof manual>;
export interface WhenStep extends Omit<z.infer<typeof when>, "yes" | "no"> {
  yes: Step[];
  no: Step[];
}
export interface AskStep extends Omit<z.infer<typeof ask>, "yes" | "no"> {
  yes: Step[];
  no: Step[];
}
export type Step = CheckStep | ActStep | WaitStep | ManualStep | WhenStep | AskStep;

export const stepSchema: z.ZodType<Step> = z.lazy(() =>
  z.discriminatedUnion("step", [check, act, wait, manual, when, ask]),
);

export const runbookKinds = ["primary", "secondary", "periodic", "requested"] as const;
export type RunbookKind = (typeof runbookKinds)[number];

const paramSchema = z.strictObject({
  name: words,
  what: words,
  example: z.string(),
  /** What the parameter names on the target, if anything. By hand it may be given only within the target's `allow`. */
  reaches: z.enum(reaches).optional(),
});

/** A runbook (手順書) as data. Preview, worst-case time, rehearsal and run all use this one tree. */
export const runbookSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "an id is a verb and its object in kebab-case"),
  title: words,
  kind: z.enum(runbookKinds),
  /** What it is good for, in words for the customer. */
  purpose: words,
  params: z.array(paramSchema),
  steps: z.array(stepSchema).min(1),
  /** The runbook's own check that the trouble is over (R5.6). */
  verify: check.omit({ step: true }),
  /** How long to wait after that for the alert's recovery; 0: do not wait. */
  recoveryWaitSeconds: z.int().min(0),
});
export type Runbook = z.infer<typeof runbookSchema>;
