import { z } from "zod";
import { argumentSchema, wordSchema } from "./argument.ts";

export const secondsSchema = z.int().positive();
const port = z.int().min(1).max(65_535);

export const commandSchema = z.strictObject({
  kind: z.literal("command"),
  argv: z.array(wordSchema).min(1),
  /** By the target's `become`; otherwise as the user who logs in. */
  asRoot: z.boolean(),
  /** What it does, where one of its arguments is the text of a script: said in its stead, and the text at the end. */
  shown: z.string().trim().min(1).optional(),
});

/** A question to the outside world whose answer is yes or no. */
export const probeSchema = z.discriminatedUnion("kind", [
  commandSchema.extend({
    /** Yes with one of these; any other is no. */
    exits: z.array(z.int().min(0).max(255)).min(1),
    /** Yes only where the output matches this regular expression, too. */
    output: z.string().nullable(),
  }),
  z.strictObject({
    kind: z.literal("http"),
    url: argumentSchema,
    statuses: z.array(z.int().min(100).max(599)).min(1),
    contains: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal("tcp"), host: argumentSchema, port }),
  z.strictObject({ kind: z.literal("tls"), host: argumentSchema, port, daysLeft: z.int().min(0) }),
  z.strictObject({
    kind: z.literal("instance"),
    is: z.enum(["running", "stopped", "passing-checks", "behind-a-balancer"]),
  }),
  z.strictObject({
    kind: z.literal("balancer"),
    targetGroup: argumentSchema,
    /**
     * `member`: it is registered, in whatever health, and not about to leave. `others-healthy`: at least one other is, so
     * that this one may be taken out.
     */
    is: z.enum(["member", "healthy", "out", "others-healthy"]),
  }),
  /** `available`: there is one to restore the instance from. `restored`: what was restored last passes its checks. */
  z.strictObject({ kind: z.literal("image"), is: z.enum(["available", "restored"]) }),
  /** The address from which we are logged in is in none of these networks, so blocking them does not lock us out. */
  z.strictObject({ kind: z.literal("way-in"), outside: z.array(wordSchema).min(1) }),
]);
export type Probe = z.infer<typeof probeSchema>;

/** Something that is done to the target. */
export const actionSchema = z.discriminatedUnion("kind", [
  commandSchema,
  z.strictObject({ kind: z.literal("instance"), do: z.enum(["reboot", "stop", "start"]) }),
  z.strictObject({
    kind: z.literal("balancer"),
    targetGroup: argumentSchema,
    do: z.enum(["take-out", "put-back"]),
  }),
  z.strictObject({
    kind: z.literal("image"),
    /** `join`: what was restored last stands beside the old instance in its target groups; `leave`: no longer. */
    do: z.enum(["snapshot", "restore", "join", "leave"]),
  }),
  /** Packs files and folders of the target and brings them here; only what was written after `since`. */
  z.strictObject({
    kind: z.literal("bundle"),
    paths: z.array(wordSchema).min(1),
    /** As GNU find reads a time. */
    since: argumentSchema,
  }),
]);
export type Action = z.infer<typeof actionSchema>;

/**
 * By what an act shows that it was done, also where the worker died in the middle of it. What `changed` shows is noted
 * before the act and differs after it; `holds` is yes after it: the act has ended when that is seen. An act of which
 * nothing is seen after such a death is done again where it says `again` or by what `holds`; a reboot says neither.
 * `repeatable`: done twice is as good as once. `once`: nothing can tell, so it is never done a second time, come what may.
 */
export const effectSchema = z.union([
  z.strictObject({
    changed: commandSchema,
    again: z.literal(true).optional(),
    /** What counts of the output: left out, all of it; `unit-start`: which start of a unit of systemd it tells of. */
    reads: z.literal("unit-start").optional(),
  }),
  z.strictObject({ holds: probeSchema }),
  z.strictObject({ repeatable: z.literal(true) }),
  z.strictObject({ once: z.literal(true) }),
]);
export type Effect = z.infer<typeof effectSchema>;
